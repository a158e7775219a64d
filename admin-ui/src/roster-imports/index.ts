import PlaylistAddCheckIcon from "@mui/icons-material/PlaylistAddCheckOutlined";
import type { ResourceProps } from "react-admin";
import type { RosterImportRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const roster_imports: ResourceProps = {
  name: "roster-imports",
  show: lazyScreen(() => import("./RosterImportShow.tsx"), "RosterImportShow"),
  create: lazyScreen(() => import("./RosterImportCreate.tsx"), "RosterImportCreate"),
  icon: PlaylistAddCheckIcon,
  recordRepresentation: (row: RosterImportRow) => row.eventTitle,
};
