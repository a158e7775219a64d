import MarkunreadMailboxIcon from "@mui/icons-material/MarkunreadMailboxOutlined";
import type { ResourceProps } from "react-admin";
import type { IntakeScanRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const intake: ResourceProps = {
  name: "intake-scans",
  list: lazyScreen(() => import("./IntakeList.tsx"), "IntakeList"),
  show: lazyScreen(() => import("./IntakeShow.tsx"), "IntakeShow"),
  create: lazyScreen(() => import("./IntakeUpload.tsx"), "IntakeUpload"),
  icon: MarkunreadMailboxIcon,
  recordRepresentation: (row: IntakeScanRow) => row.originalName,
};
