export { readCalibration } from "./calibration.ts";
export { findDuplicates } from "./find-duplicates.ts";
export { findLikelyMatches, findMatchCandidates, findMatches, matchesInReach } from "./find-matches.ts";
export { matchChangedPeople } from "./match-people.ts";
export { reportPair } from "./report-pair.ts";
