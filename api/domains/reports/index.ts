export { createReportRun } from "./create.ts";
export { listReportDefinitions } from "./definitions.ts";
export { downloadReportRun } from "./download.ts";
export { getReportRun } from "./get.ts";
export { inSnapshot, reportContext } from "./internal.ts";
export { listReportRuns } from "./list.ts";
export { preflightReport } from "./preflight.ts";
