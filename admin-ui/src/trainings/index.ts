import MenuBookIcon from "@mui/icons-material/MenuBookOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const trainings: ResourceProps = {
  name: "trainings",
  list: lazyScreen(() => import("./TrainingList.tsx"), "TrainingList"),
  show: lazyScreen(() => import("./TrainingShow.tsx"), "TrainingShow"),
  edit: lazyScreen(() => import("./TrainingForms.tsx"), "TrainingEdit"),
  create: lazyScreen(() => import("./TrainingForms.tsx"), "TrainingCreate"),
  icon: MenuBookIcon,
  recordRepresentation: "title",
};
