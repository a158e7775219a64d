export { refuseLikelyRecord } from "./find-matches.ts";
export { findDirectoryDuplicates } from "./look.ts";
export { matchChangedDirectory } from "./match.ts";
