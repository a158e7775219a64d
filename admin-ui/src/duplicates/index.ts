import CompareIcon from "@mui/icons-material/CompareArrowsOutlined";
import type { ResourceProps } from "react-admin";
import type { DuplicateRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const duplicates: ResourceProps = {
  name: "duplicates",
  list: lazyScreen(() => import("./DuplicateList.tsx"), "DuplicateList"),
  show: lazyScreen(() => import("./DuplicateShow.tsx"), "DuplicateShow"),
  create: lazyScreen(() => import("./MergeByHand.tsx"), "MergeByHand"),
  icon: CompareIcon,
  recordRepresentation: (row: DuplicateRow) => `${row.left.registryNumber} / ${row.right.registryNumber}`,
};
