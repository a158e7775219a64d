import type { Tx } from "#db/client.ts";
import type { mergeStatuses } from "#db/enums.ts";
import type { Ctx } from "../../kernel/context.ts";
import type { Parting } from "./take-back.ts";
import type { LedgerOf } from "./write-changes.ts";

/** What a merge of people and a merge of the directory have in common: who, when, and where it stands. */
export type Head = {
  id: number;
  survivorId: number;
  retiredId: number;
  status: (typeof mergeStatuses)[number];
  version: number;
  mergedById: number | null;
  mergedAt: Date;
  undoAskedById: number | null;
  undoAskedAt: Date | null;
  undoReason: string | null;
  undoRestore: string[] | null;
  togetherId: number | null;
};
type Settable = Partial<
  Pick<Head, "status" | "mergedAt" | "undoAskedById" | "undoAskedAt" | "undoReason" | "undoRestore"> & {
    approvedById: number | null;
    undoneById: number | null;
    undoneAt: Date;
  }
>;
/** What is told of a merge in the audit. */
export type Told = { action: string; after?: Record<string, unknown>; reason?: string };

/**
 * What each kind of merge does its own way. Second persons, the days of one person, chains, asking and undoing are the same
 * for all and stand in `undoing.ts` and `proposing.ts`.
 */
export type MergeKind<M extends Head> = {
  ledger: LedgerOf["of"];
  /** One merge under its lock. @throws NotFound */
  lock(tx: Tx, id: number): Promise<M>;
  set(tx: Tx, id: number, values: Settable): Promise<unknown>;
  /** The merges carried out together with this one that still stand, the first first; itself where it was alone. */
  standingTogether(tx: Tx, merge: M): Promise<M[]>;
  /** Both records under their locks, in the order of their ids. */
  lockRecords(tx: Tx, merge: M): Promise<unknown>;
  /** @throws Forbidden where the merge concerns whoever acts. */
  refuseOwn(ctx: Ctx, merge: M): void;
  /** In words, the later merge that has to be undone first; null where there is none. */
  laterMerge(tx: Tx, merge: M): Promise<string | null>;
  parting(tx: Tx, merge: M): Parting;
  /** What follows once a merge is taken back. */
  undone?(tx: Tx, merge: M): Promise<unknown>;
  /** Of the merge itself, under `merge.` words. */
  audit(tx: Tx, ctx: Ctx, merge: M, told: Told): Promise<void>;
  /** Of each of the two records. */
  auditRecords(tx: Tx, ctx: Ctx, merge: M, told: Told): Promise<void>;
};
