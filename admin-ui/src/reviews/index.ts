import ReviewIcon from "@mui/icons-material/BalanceOutlined";
import type { ResourceProps } from "react-admin";
import type { ReviewRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const reviews: ResourceProps = {
  name: "reviews",
  list: lazyScreen(() => import("./ReviewList.tsx"), "ReviewList"),
  show: lazyScreen(() => import("./ReviewShow.tsx"), "ReviewShow"),
  create: lazyScreen(() => import("./ReviewCreate.tsx"), "ReviewCreate"),
  icon: ReviewIcon,
  recordRepresentation: (row: ReviewRow) => `${row.participantName} (${row.registryNumber})`,
};
