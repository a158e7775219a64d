import { resource } from "../../http/resource.ts";
import { createReportRun } from "./create.ts";
import { listReportDefinitions } from "./definitions.ts";
import { downloadReportRun } from "./download.ts";
import { getReportRun } from "./get.ts";
import { listReportRuns } from "./list.ts";
import { preflightReport } from "./preflight.ts";

export const reportRunRoutes = resource("report_runs", {
  list: listReportRuns,
  get: getReportRun,
  create: createReportRun,
  reads: { definitions: listReportDefinitions },
  collectionActions: { preflight: preflightReport },
  downloads: { file: downloadReportRun },
});
