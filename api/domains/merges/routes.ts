import { resource } from "../../http/resource.ts";
import { approveUndo, askUndo, refuseUndo } from "./ask-undo.ts";
import { getMerge } from "./get.ts";
import { listMerges } from "./list.ts";
import { createMerge } from "./merge.ts";
import { previewTogether } from "./preview-together.ts";
import { approveMerge, proposeMerge, refuseMerge } from "./propose.ts";
import { mergeTogether } from "./together.ts";
import { undoMerge, undoTogether } from "./undo.ts";

export const mergeRoutes = resource("merges", {
  list: listMerges,
  get: getMerge,
  create: createMerge,
  collectionActions: { propose: proposeMerge, together: mergeTogether, "preview-together": previewTogether },
  actions: {
    approve: approveMerge,
    refuse: refuseMerge,
    undo: undoMerge,
    "undo-together": undoTogether,
    "ask-undo": askUndo,
    "approve-undo": approveUndo,
    "refuse-undo": refuseUndo,
  },
});
