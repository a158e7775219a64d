export { findDuplicates, matchChangedPeople } from "./find-duplicates.ts";
export { findMatchCandidates, findMatches } from "./find-matches.ts";
export { reportPair } from "./report-pair.ts";
