import KeyIcon from "@mui/icons-material/VpnKeyOutlined";
import type { ResourceProps } from "react-admin";
import type { AccessGrantRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const access_grants: ResourceProps = {
  name: "access_grants",
  list: lazyScreen(() => import("./AccessGrantList.tsx"), "AccessGrantList"),
  show: lazyScreen(() => import("./AccessGrantShow.tsx"), "AccessGrantShow"),
  icon: KeyIcon,
  recordRepresentation: (row: AccessGrantRow) =>
    `${row.participantName}, ${row.programName ?? row.programNumber}`,
};
