import PeopleIcon from "@mui/icons-material/PeopleAltOutlined";
import type { ResourceProps } from "react-admin";
import type { ParticipantRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const participants: ResourceProps = {
  name: "participants",
  list: lazyScreen(() => import("./ParticipantList.tsx"), "ParticipantList"),
  show: lazyScreen(() => import("./ParticipantShow.tsx"), "ParticipantShow"),
  edit: lazyScreen(() => import("./ParticipantEdit.tsx"), "ParticipantEdit"),
  create: lazyScreen(() => import("./ParticipantCreate.tsx"), "ParticipantCreate"),
  icon: PeopleIcon,
  recordRepresentation: (row: ParticipantRow) =>
    `${row.familyName}, ${row.givenName} (${row.registryNumber})`,
};
