import BadgeIcon from "@mui/icons-material/BadgeOutlined";
import type { ResourceProps } from "react-admin";
import type { NameChangeRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const name_changes: ResourceProps = {
  name: "name_changes",
  list: lazyScreen(() => import("./NameChangeList.tsx"), "NameChangeList"),
  show: lazyScreen(() => import("./NameChangeShow.tsx"), "NameChangeShow"),
  icon: BadgeIcon,
  recordRepresentation: (row: NameChangeRow) => row.participantName,
};
