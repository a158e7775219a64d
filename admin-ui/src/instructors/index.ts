import CoPresentIcon from "@mui/icons-material/CoPresentOutlined";
import type { ResourceProps } from "react-admin";
import type { InstructorRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const instructors: ResourceProps = {
  name: "instructors",
  list: lazyScreen(() => import("./InstructorList.tsx"), "InstructorList"),
  icon: CoPresentIcon,
  recordRepresentation: (row: InstructorRow) => row.participantName,
};
