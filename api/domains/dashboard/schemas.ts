import type { DocumentLane } from "#db/enums.ts";

export type QueueKey =
  | "documents"
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
};
export type Overview = {
  queues: QueueSummary[];
  /** Documents received and decided as verified, per week (Monday's date), eight weeks, oldest first. */
  flow: { week: string; received: number; verified: number }[];
  mine: { claimed: number };
};
