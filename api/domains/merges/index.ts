export { type Change, Changes } from "./changes.ts";
export { followHome, type Hanging } from "./follow-home.ts";
export { accountIdOf } from "./internal.ts";
export { laterMeeting } from "./later-meeting.ts";
export { inSentences, waysBack } from "./ledger-view.ts";
export { loadPair, type Pair, type Person } from "./load-pair.ts";
export { createMerge } from "./merge.ts";
export type { MergeKind } from "./merge-kind.ts";
export { noteField } from "./note-field.ts";
export { isRowChoice, movedRows, type Plan, planMerge } from "./plan.ts";
export type { Choices, PlannedField, Side } from "./plan-fields.ts";
export { planRows } from "./plan-rows.ts";
export type { Block, PlannedCollapse } from "./plan-types.ts";
export { approve, type Proposed, refuse, refuseBlocked } from "./proposing.ts";
export { tableOf } from "./rules.ts";
export type { DecideProposal, RefuseProposal, UndoMerge, UndoneMerge } from "./schemas.ts";
export {
  access,
  instructorRoles,
  managers,
  positions,
  type Row,
  type RowsBySide,
  type Rule,
  str,
} from "./shared-rules.ts";
export { bySurvival, standingOf } from "./survivor.ts";
export { agreeToUndo, ask, declineUndo, undo, undoAllTogether } from "./undoing.ts";
export { applyChanges, idList, relation, together, writeLedger } from "./write-changes.ts";
