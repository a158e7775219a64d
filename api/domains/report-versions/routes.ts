import { resource } from "../../http/resource.ts";
import { getReportVersion } from "./get.ts";
import { listReportVersions } from "./list.ts";
import { withdrawReportVersion } from "./withdraw.ts";

export const reportVersionRoutes = resource("report-versions", {
  list: listReportVersions,
  get: getReportVersion,
  actions: { withdraw: withdrawReportVersion },
});
