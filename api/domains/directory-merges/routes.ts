import { resource } from "../../http/resource.ts";
import { getDirectoryMerge } from "./get.ts";
import { listDirectoryMerges } from "./list.ts";
import { createDirectoryMerge } from "./merge.ts";
import { previewDirectoryMerge } from "./preview.ts";
import { approveDirectoryMerge, proposeDirectoryMerge, refuseDirectoryMerge } from "./propose.ts";
import {
  approveDirectoryUndo,
  askDirectoryUndo,
  refuseDirectoryUndo,
  undoDirectoryMerge,
  undoDirectoryTogether,
} from "./undo.ts";

export const directoryMergeRoutes = resource("directory_merges", {
  list: listDirectoryMerges,
  get: getDirectoryMerge,
  create: createDirectoryMerge,
  collectionActions: { propose: proposeDirectoryMerge, preview: previewDirectoryMerge },
  actions: {
    approve: approveDirectoryMerge,
    refuse: refuseDirectoryMerge,
    undo: undoDirectoryMerge,
    "undo-together": undoDirectoryTogether,
    "ask-undo": askDirectoryUndo,
    "approve-undo": approveDirectoryUndo,
    "refuse-undo": refuseDirectoryUndo,
  },
});
