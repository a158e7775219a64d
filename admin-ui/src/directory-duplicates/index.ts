import CompareIcon from "@mui/icons-material/CompareArrowsOutlined";
import type { ResourceProps } from "react-admin";
import type { DirectoryPairRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const directory_duplicates: ResourceProps = {
  name: "directory_duplicates",
  list: lazyScreen(() => import("./DirectoryDuplicateList.tsx"), "DirectoryDuplicateList"),
  show: lazyScreen(() => import("./DirectoryDuplicateShow.tsx"), "DirectoryDuplicateShow"),
  icon: CompareIcon,
  recordRepresentation: (row: DirectoryPairRow) => `${row.left.name} / ${row.right.name}`,
};
