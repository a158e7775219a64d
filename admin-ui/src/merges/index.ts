import MergeIcon from "@mui/icons-material/CallMergeOutlined";
import type { ResourceProps } from "react-admin";
import type { MergeRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const merges: ResourceProps = {
  name: "merges",
  list: lazyScreen(() => import("./MergeList.tsx"), "MergeList"),
  create: lazyScreen(() => import("./MergeTogether.tsx"), "MergeTogether"),
  show: lazyScreen(() => import("./MergeShow.tsx"), "MergeShow"),
  icon: MergeIcon,
  recordRepresentation: (row: MergeRow) => `${row.retired.registryNumber} → ${row.survivor.registryNumber}`,
};
