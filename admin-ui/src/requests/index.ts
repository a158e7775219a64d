import InboxIcon from "@mui/icons-material/ForumOutlined";
import type { ResourceProps } from "react-admin";
import type { RequestRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const requests: ResourceProps = {
  name: "requests",
  list: lazyScreen(() => import("./RequestList.tsx"), "RequestList"),
  show: lazyScreen(() => import("./RequestShow.tsx"), "RequestShow"),
  create: lazyScreen(() => import("./RequestCreate.tsx"), "RequestCreate"),
  icon: InboxIcon,
  recordRepresentation: (row: RequestRow) => `${row.number} ${row.askerName}`,
};
