import CampaignIcon from "@mui/icons-material/CampaignOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const announcements: ResourceProps = {
  name: "announcements",
  list: lazyScreen(() => import("./AnnouncementList.tsx"), "AnnouncementList"),
  edit: lazyScreen(() => import("./AnnouncementForms.tsx"), "AnnouncementEdit"),
  create: lazyScreen(() => import("./AnnouncementForms.tsx"), "AnnouncementCreate"),
  icon: CampaignIcon,
  recordRepresentation: "title",
};
