import { resource } from "../../http/resource.ts";
import { compareRecordsByNumber } from "./compare.ts";
import { decideNotDuplicate, reopenDuplicate, scanForDuplicates } from "./decide.ts";
import { getDuplicate } from "./get.ts";
import { listDuplicates } from "./list.ts";

export const duplicateRoutes = resource("duplicates", {
  list: listDuplicates,
  get: getDuplicate,
  reads: { compare: compareRecordsByNumber },
  collectionActions: { scan: scanForDuplicates },
  actions: { "not-duplicate": decideNotDuplicate, reopen: reopenDuplicate },
});
