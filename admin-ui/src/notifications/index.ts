import MailIcon from "@mui/icons-material/MailOutlineOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const notifications: ResourceProps = {
  name: "notifications",
  list: lazyScreen(() => import("./NotificationList.tsx"), "NotificationList"),
  show: lazyScreen(() => import("./NotificationShow.tsx"), "NotificationShow"),
  icon: MailIcon,
  recordRepresentation: "subject",
};
