import WorkIcon from "@mui/icons-material/WorkOutlineOutlined";
import type { ResourceProps } from "react-admin";
import type { EmploymentRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const employments: ResourceProps = {
  name: "employments",
  list: lazyScreen(() => import("./EmploymentList.tsx"), "EmploymentList"),
  show: lazyScreen(() => import("./EmploymentShow.tsx"), "EmploymentShow"),
  edit: lazyScreen(() => import("./EmploymentForms.tsx"), "EmploymentEdit"),
  create: lazyScreen(() => import("./EmploymentForms.tsx"), "EmploymentCreate"),
  icon: WorkIcon,
  recordRepresentation: (row: EmploymentRow) => `${row.participantName}, ${row.programName}`,
};
