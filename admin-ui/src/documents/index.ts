import DescriptionIcon from "@mui/icons-material/DescriptionOutlined";
import type { ResourceProps } from "react-admin";
import type { DocumentRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const documents: ResourceProps = {
  name: "documents",
  list: lazyScreen(() => import("./DocumentList.tsx"), "DocumentList"),
  show: lazyScreen(() => import("./DocumentWork.tsx"), "DocumentWork"),
  create: lazyScreen(() => import("./DocumentUpload.tsx"), "DocumentUpload"),
  icon: DescriptionIcon,
  recordRepresentation: (row: DocumentRow) => `${row.participantName} (${row.registryNumber})`,
};
