import HomeIcon from "@mui/icons-material/HomeWorkOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const programs: ResourceProps = {
  name: "programs",
  list: lazyScreen(() => import("./ProgramList.tsx"), "ProgramList"),
  show: lazyScreen(() => import("./ProgramShow.tsx"), "ProgramShow"),
  edit: lazyScreen(() => import("./ProgramForms.tsx"), "ProgramEdit"),
  create: lazyScreen(() => import("./ProgramForms.tsx"), "ProgramCreate"),
  icon: HomeIcon,
  recordRepresentation: "name",
};
