import type { DocumentLane, DocumentType } from "#db/enums.ts";
import { addWorkingDays } from "./working-days.ts";

/** What the desk has decided a working day, by type and lane: rows of `queue_pace`. */
export type Pace = { type: DocumentType; lane: DocumentLane; decidedPerDay: number };

/** Where a document stands: how many are before it, how many of those are of its own type. */
export type Standing = { type: DocumentType; lane: DocumentLane; ahead: number; aheadOfType: number };

export type Estimate = {
  /** Working day (`YYYY-MM-DD`) by which it should be read; null where nothing honest can be said. */
  expectedOn: string | null;
  /** Documents a working day that the line moves by; null while the desk has decided nothing. */
  pace: number | null;
};

/** Fewer decisions of a type than this in twenty working days say nothing about it: the whole line is looked at. */
const enoughOfType = 5 / 20;
/** Past a year of working days a date would be a guess. */
const furthest = 260;

const days = (count: number, pace: number) => Math.ceil(count / pace - 1e-9);

/**
 * When a document that stands so far back will be read, from what the desk really decides. The line moves by what the
 * desk decides in the document's own lane and those behind it: what it spends on the lanes before goes on arriving, and
 * overtakes. Where clerks take one type before another, the type's own line is slower than the whole: the later of the
 * two days is said, so that no day is promised that either does not support. M6
 */
export function estimate(
  standing: Standing,
  paces: readonly Pace[],
  rank: Readonly<Record<DocumentLane, number>>,
  today: string,
): Estimate {
  const counted = paces.filter(({ lane }) => rank[lane] >= rank[standing.lane]);
  const sum = (rows: readonly Pace[]) => rows.reduce((total, row) => total + row.decidedPerDay, 0);
  const line = sum(counted);
  if (line <= 0) return { expectedOn: null, pace: null };
  const own = sum(counted.filter(({ type }) => type === standing.type));
  const count = Math.max(
    days(standing.ahead + 1, line),
    own >= enoughOfType ? days(standing.aheadOfType + 1, own) : 0,
  );
  return { expectedOn: count > furthest ? null : addWorkingDays(today, count), pace: line };
}
