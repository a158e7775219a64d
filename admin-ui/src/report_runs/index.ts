import SummarizeIcon from "@mui/icons-material/SummarizeOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const report_runs: ResourceProps = {
  name: "report_runs",
  list: lazyScreen(() => import("./ReportRunList.tsx"), "ReportRunList"),
  show: lazyScreen(() => import("./ReportRunShow.tsx"), "ReportRunShow"),
  create: lazyScreen(() => import("./ReportRunCreate.tsx"), "ReportRunCreate"),
  icon: SummarizeIcon,
  recordRepresentation: "title",
};
