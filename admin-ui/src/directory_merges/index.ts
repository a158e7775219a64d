import MergeIcon from "@mui/icons-material/AccountTreeOutlined";
import type { ResourceProps } from "react-admin";
import type { DirectoryMergeRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const directory_merges: ResourceProps = {
  name: "directory_merges",
  list: lazyScreen(() => import("./DirectoryMergeList.tsx"), "DirectoryMergeList"),
  create: lazyScreen(() => import("./DirectoryMergeCreate.tsx"), "DirectoryMergeCreate"),
  show: lazyScreen(() => import("./DirectoryMergeShow.tsx"), "DirectoryMergeShow"),
  icon: MergeIcon,
  recordRepresentation: (row: DirectoryMergeRow) => `${row.retired.name} → ${row.survivor.name}`,
};
