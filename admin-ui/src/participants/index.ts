import PeopleIcon from "@mui/icons-material/PeopleAltOutlined";
import type { ResourceProps } from "react-admin";
import type { ParticipantRow } from "../providers/wire.ts";
import { ParticipantList } from "./ParticipantList.tsx";

export const participants: ResourceProps = {
  name: "participants",
  list: ParticipantList,
  icon: PeopleIcon,
  recordRepresentation: (row: ParticipantRow) =>
    `${row.familyName}, ${row.givenName} (${row.registryNumber})`,
};
