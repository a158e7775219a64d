import { resource } from "../../http/resource.ts";
import { judgeBlind, readBlind } from "./blind.ts";
import { readCalibration } from "./calibration.ts";
import { compareRecordsByNumber } from "./compare.ts";
import { decideNotDuplicate, reopenDuplicate, scanForDuplicates } from "./decide.ts";
import { findMatchCandidates } from "./find-matches.ts";
import { getDuplicate } from "./get.ts";
import { listDuplicates } from "./list.ts";
import { readSearchState } from "./search-state.ts";
import { setApart } from "./set-apart.ts";

export const duplicateRoutes = resource("duplicates", {
  list: listDuplicates,
  get: getDuplicate,
  reads: {
    compare: compareRecordsByNumber,
    search: readSearchState,
    calibration: readCalibration,
    blind: readBlind,
  },
  collectionActions: {
    scan: scanForDuplicates,
    matches: findMatchCandidates,
    blind: judgeBlind,
    "set-apart": setApart,
  },
  actions: { "not-duplicate": decideNotDuplicate, reopen: reopenDuplicate },
});
