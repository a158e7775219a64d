export { judgesBlind, unweighed } from "./blind.ts";
export { readCalibration } from "./calibration.ts";
export { findDuplicates } from "./find-duplicates.ts";
export { findLikelyMatches, findMatchCandidates, findMatches, matchesInReach } from "./find-matches.ts";
export { type Listed, matchList } from "./match-list.ts";
export { matchChangedPeople } from "./match-people.ts";
export { reportPair } from "./report-pair.ts";
export { withText as signalsInWords } from "./signals.ts";
