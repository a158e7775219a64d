import PrintIcon from "@mui/icons-material/FactCheckOutlined";
import type { ResourceProps } from "react-admin";
import type { ReportVersionRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const report_versions: ResourceProps = {
  name: "report-versions",
  list: lazyScreen(() => import("./ReportVersionList.tsx"), "ReportVersionList"),
  show: lazyScreen(() => import("./ReportVersionShow.tsx"), "ReportVersionShow"),
  icon: PrintIcon,
  recordRepresentation: (row: ReportVersionRow) => row.code,
};
