import HistoryIcon from "@mui/icons-material/HistoryOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const audit: ResourceProps = {
  name: "audit",
  list: lazyScreen(() => import("./AuditList.tsx"), "AuditList"),
  show: lazyScreen(() => import("./AuditShow.tsx"), "AuditShow"),
  icon: HistoryIcon,
  recordRepresentation: "action",
};
