import EventIcon from "@mui/icons-material/EventOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const events: ResourceProps = {
  name: "events",
  list: lazyScreen(() => import("./EventList.tsx"), "EventList"),
  show: lazyScreen(() => import("./EventShow.tsx"), "EventShow"),
  edit: lazyScreen(() => import("./EventForms.tsx"), "EventEdit"),
  create: lazyScreen(() => import("./EventForms.tsx"), "EventCreate"),
  icon: EventIcon,
  recordRepresentation: "title",
};
