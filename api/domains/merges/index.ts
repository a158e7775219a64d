export { loadPair, type Pair, type Person } from "./load-pair.ts";
export { createMerge } from "./merge.ts";
export { movedRows, type Plan, planMerge } from "./plan.ts";
export type { Row } from "./rules.ts";
export { bySurvival, standingOf } from "./survivor.ts";
