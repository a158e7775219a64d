import SchoolIcon from "@mui/icons-material/SchoolOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const institutions: ResourceProps = {
  name: "institutions",
  list: lazyScreen(() => import("./InstitutionList.tsx"), "InstitutionList"),
  edit: lazyScreen(() => import("./InstitutionForms.tsx"), "InstitutionEdit"),
  create: lazyScreen(() => import("./InstitutionForms.tsx"), "InstitutionCreate"),
  icon: SchoolIcon,
  recordRepresentation: "name",
};
