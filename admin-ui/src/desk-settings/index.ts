import DeskSettingsIcon from "@mui/icons-material/TuneOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

/** One row: the menu opens its form. */
export const desk_settings: ResourceProps = {
  name: "desk-settings",
  list: lazyScreen(() => import("./DeskSettingsEdit.tsx"), "DeskSettingsEdit"),
  icon: DeskSettingsIcon,
};
