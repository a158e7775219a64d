import { resource } from "../../http/resource.ts";
import { getMerge } from "./get.ts";
import { listMerges } from "./list.ts";
import { createMerge } from "./merge.ts";
import { approveMerge, proposeMerge, refuseMerge } from "./propose.ts";
import { undoMerge } from "./undo.ts";

export const mergeRoutes = resource("merges", {
  list: listMerges,
  get: getMerge,
  create: createMerge,
  collectionActions: { propose: proposeMerge },
  actions: { approve: approveMerge, refuse: refuseMerge, undo: undoMerge },
});
