export { checkReportCode, checkReportFile } from "./check.ts";
export { getReportVersion } from "./get.ts";
export { loadProvenance, openReportVersion, sealReportVersion } from "./issue.ts";
export { listReportVersions } from "./list.ts";
export { withdrawReportVersion } from "./withdraw.ts";
