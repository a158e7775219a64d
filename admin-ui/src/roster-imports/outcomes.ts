import type { Tone } from "../providers/tokens.ts";
import type { ImportedRow, RosterImportView, RowOutcome } from "../providers/wire.ts";

/** Outcomes in the order they are looked at: what needs somebody first. */
export const outcomeOrder: readonly RowOutcome[] = [
  "invalid",
  "look",
  "not_placed",
  "invited",
  "attended",
  "hours_changed",
  "enrolled",
  "waitlisted",
  "unchanged",
  "repeated",
  "left_out",
];

export const toneOfOutcome: Record<RowOutcome, Tone> = {
  invalid: "bad",
  look: "waiting",
  not_placed: "bad",
  invited: "info",
  attended: "good",
  hours_changed: "good",
  enrolled: "good",
  waitlisted: "waiting",
  unchanged: "quiet",
  repeated: "quiet",
  left_out: "quiet",
};

const sum = (counts: RosterImportView["counts"], outcomes: readonly RowOutcome[]): number =>
  outcomes.reduce((total, outcome) => total + (counts[outcome] ?? 0), 0);

/** What applying does, in three numbers. */
export const effectOf = ({ counts }: Pick<RosterImportView, "counts">) => ({
  changes: sum(counts, ["attended", "hours_changed", "enrolled", "waitlisted"]),
  invites: sum(counts, ["invited"]),
  left: sum(counts, ["invalid", "look", "not_placed"]),
});

/** Whether a row can be decided or corrected: before the list is applied any, afterwards those that stand nowhere. */
export const isOpen = (list: RosterImportView, { outcome, listed }: ImportedRow): boolean => {
  if (!list.mayWrite || listed === null || outcome === null) return false;
  if (list.status === "ready") return list.plan !== null;
  return list.status === "applied" && ["invalid", "look", "not_placed", "invited"].includes(outcome);
};
