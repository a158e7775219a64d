import BusinessIcon from "@mui/icons-material/BusinessOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const sponsors: ResourceProps = {
  name: "sponsors",
  list: lazyScreen(() => import("./SponsorList.tsx"), "SponsorList"),
  show: lazyScreen(() => import("./SponsorShow.tsx"), "SponsorShow"),
  edit: lazyScreen(() => import("./SponsorForms.tsx"), "SponsorEdit"),
  create: lazyScreen(() => import("./SponsorForms.tsx"), "SponsorCreate"),
  icon: BusinessIcon,
  recordRepresentation: "name",
};
