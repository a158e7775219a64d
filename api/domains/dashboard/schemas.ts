import type { DocumentLane, DocumentType } from "#db/enums.ts";

export type QueueKey =
  | "documents"
  | "second-looks"
  | "reviews"
  | "requests"
  | "name_changes"
  | "access_grants"
  | "duplicates"
  | "report_runs"
  | "employments";
export type QueueSummary = {
  key: QueueKey;
  waiting: number;
  /** ISO instant of the oldest that waits. */
  oldestAt: string | null;
  byAge: { today: number; week: number; month: number; older: number };
  byLane?: Record<DocumentLane, number>;
  /** Requests: past their day, and those the actor has. */
  overdue?: number;
  mine?: number;
};
/** One type in one lane: what waits, how old it is, how fast it goes, and when one that came now would be read. */
export type DeskLine = {
  type: DocumentType;
  lane: DocumentLane;
  waiting: number;
  /** Decisions a working day. */
  decidedPerDay: number;
  /** Age in days of those that wait: half are younger, nine in ten are younger. */
  medianDays: number | null;
  ninetiethDays: number | null;
  expectedOn: string | null;
};

/** How the desk does: its pace, how often two readers agree, and what was put right. M8 */
export type DeskNumbers = {
  lines: DeskLine[];
  /** ISO instant the pace was counted at. */
  refreshedAt: string | null;
  /** Ninety days, by field, least agreed first. */
  agreement: { field: string; compared: number; agreed: number }[];
  /** Ninety days: what was looked at again, and how often the decision was taken back, by what found it. */
  rework: Record<"sample" | "risk" | "review", { looked: number; corrected: number }>;
  disagreements: number;
  reviews: { open: number; overdue: number; nextDueOn: string | null };
};

export type Overview = {
  queues: QueueSummary[];
  /** Documents received and decided as verified, per week (Monday's date), eight weeks, oldest first. */
  flow: { week: string; received: number; verified: number }[];
  mine: { claimed: number };
  /** For those who verify. */
  desk: DeskNumbers | null;
};
