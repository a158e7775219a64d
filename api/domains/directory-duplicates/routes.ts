import { resource } from "../../http/resource.ts";
import { decideNotOneRecord, reopenPair, scanDirectory } from "./decide.ts";
import { findDirectoryMatches } from "./find-matches.ts";
import { getDirectoryDuplicate, listDirectoryDuplicates } from "./list.ts";
import { readDirectoryCalibration, readDirectorySearch } from "./search-state.ts";

export const directoryDuplicateRoutes = resource("directory_duplicates", {
  list: listDirectoryDuplicates,
  get: getDirectoryDuplicate,
  reads: { search: readDirectorySearch, calibration: readDirectoryCalibration },
  collectionActions: { scan: scanDirectory, matches: findDirectoryMatches },
  actions: { "not-duplicate": decideNotOneRecord, reopen: reopenPair },
});
