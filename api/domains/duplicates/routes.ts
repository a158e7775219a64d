import { resource } from "../../http/resource.ts";
import { readCalibration } from "./calibration.ts";
import { compareRecordsByNumber } from "./compare.ts";
import { decideNotDuplicate, reopenDuplicate, scanForDuplicates } from "./decide.ts";
import { findMatchCandidates } from "./find-matches.ts";
import { getDuplicate, getDuplicateBlind } from "./get.ts";
import { listDuplicates } from "./list.ts";
import { readSearchState } from "./search-state.ts";

export const duplicateRoutes = resource("duplicates", {
  list: listDuplicates,
  get: getDuplicate,
  reads: { compare: compareRecordsByNumber, search: readSearchState, calibration: readCalibration },
  itemReads: { blind: getDuplicateBlind },
  collectionActions: { scan: scanForDuplicates, matches: findMatchCandidates },
  actions: { "not-duplicate": decideNotDuplicate, reopen: reopenDuplicate },
});
