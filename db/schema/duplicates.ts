import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, privateSchema, version } from "../columns.ts";
import {
  duplicateBands,
  duplicateKinds,
  duplicateScanStages,
  duplicateScanStatuses,
  duplicateStatuses,
  ledgerActions,
  mergeStatuses,
} from "../enums.ts";
import { accounts } from "./accounts.ts";
import { directoryMerges } from "./directory-merges.ts";
import { participants } from "./participants.ts";

/** One piece of evidence for a pair, named so that a screen can say it in words. */
export type DuplicateSignal = {
  /** Key of the signal, e.g. `same_birth_date`, `nickname`, `same_permit_number`. */
  key: string;
  /** Bits this signal adds (negative when it speaks against): 10 bits are a thousand to one. */
  points: number;
  /** The two values compared, as staff may see them. */
  left?: string;
  right?: string;
};

/** Two records that may be one person. `leftId < rightId`, so a pair stands once. S15–S21 */
export const duplicateCandidates = pgTable(
  "duplicate_candidates",
  {
    id: id(),
    leftId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    rightId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    status: oneOf(duplicateStatuses).notNull().default("open"),
    band: oneOf(duplicateBands).notNull(),
    score: real().notNull(),
    signals: jsonb().$type<DuplicateSignal[]>().notNull(),
    /** Hash of everything that was compared: a decided pair opens again only when this changes, never because a model did. */
    compared: text(),
    /** The smallest record of the group of three and more that an open pair lies inside of; a cluster, not a chain. */
    groupKey: integer(),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    decidedAt: instant(),
    decisionReason: text(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("duplicate_candidates_pair_key").on(t.leftId, t.rightId),
    index("duplicate_candidates_right_idx").on(t.rightId),
    index("duplicate_candidates_open_idx").on(t.status, t.score),
    index("duplicate_candidates_group_idx").on(t.groupKey).where(sql`${t.groupKey} is not null`),
    index("duplicate_candidates_decided_by_idx").on(t.decidedById),
    check("duplicate_candidates_order_check", sql`${t.leftId} < ${t.rightId}`),
    check("duplicate_candidates_status_check", isOneOf(t.status, duplicateStatuses)),
    check("duplicate_candidates_band_check", isOneOf(t.band, duplicateBands)),
  ],
);

/**
 * People whose record changed in a way that matters for duplicates and who were not looked at since. Triggers write it,
 * whatever door the change came through (U-M20); the task that looks takes its rows away. No key: writers never wait here.
 */
export const changedPeople = privateSchema.table("changed_people", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  participantId: integer().notNull(),
});

/** A model of how likely two records are the same, learned from the registry's own records. The newest of a kind is used. M2 */
export const linkageModels = pgTable(
  "linkage_models",
  {
    id: id(),
    kind: oneOf(duplicateKinds).notNull().default("people"),
    model: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What it was learned from and what each blocking rule brought: for the console and for those who check. */
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index("linkage_models_kind_idx").on(t.kind, t.id),
    check("linkage_models_kind_check", isOneOf(t.kind, duplicateKinds)),
  ],
);

/** One look at everybody, or at all of a kind: how far it is and what it found. One of a kind runs at a time. */
export const duplicateScans = pgTable(
  "duplicate_scans",
  {
    id: id(),
    kind: oneOf(duplicateKinds).notNull().default("people"),
    status: oneOf(duplicateScanStatuses).notNull().default("running"),
    stage: oneOf(duplicateScanStages).notNull().default("reading"),
    percent: integer().notNull().default(0),
    records: integer(),
    pairs: integer(),
    opened: integer(),
    closed: integer(),
    modelId: integer().references(() => linkageModels.id, { onDelete: "set null" }),
    failure: text(),
    finishedAt: instant(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("duplicate_scans_running_key").on(t.kind, t.status).where(sql`${t.status} = 'running'`),
    index("duplicate_scans_model_idx").on(t.modelId),
    check("duplicate_scans_kind_check", isOneOf(t.kind, duplicateKinds)),
    check("duplicate_scans_status_check", isOneOf(t.status, duplicateScanStatuses)),
    check("duplicate_scans_stage_check", isOneOf(t.stage, duplicateScanStages)),
    check("duplicate_scans_percent_check", sql`${t.percent} between 0 and 100`),
  ],
);

/** One merge: who proposed it, why, what was chosen, who approved. Never deleted; undone is a state. */
export const merges = pgTable(
  "merges",
  {
    id: id(),
    survivorId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    retiredId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    candidateId: integer().references(() => duplicateCandidates.id, { onDelete: "set null" }),
    status: oneOf(mergeStatuses).notNull().default("merged"),
    reason: text().notNull(),
    /** Field → which record's value was kept: `survivor` or `retired`. */
    choices: jsonb().$type<Record<string, "survivor" | "retired">>().notNull(),
    /** Which sign-in stays where both records have an active one. */
    keepAccountId: integer().references(() => accounts.id, { onDelete: "set null" }),
    /** The records as the proposer saw them: approval of anything else is refused. */
    survivorVersion: integer().notNull(),
    retiredVersion: integer().notNull(),
    mergedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    approvedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    undoneById: integer().references(() => accounts.id, { onDelete: "set null" }),
    undoneAt: instant(),
    undoReason: text(),
    /** When the rows moved: the days within which one person may undo it count from here. */
    mergedAt: instant().notNull().defaultNow(),
    /** After that time: who asks that it be undone, and which changed rows are to be as they were. */
    undoAskedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    undoAskedAt: instant(),
    undoRestore: jsonb().$type<string[]>(),
    /** The first of several records merged into one survivor together; each has a merge and a ledger of its own. */
    togetherId: integer().references((): AnyPgColumn => merges.id, { onDelete: "restrict" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("merges_survivor_idx").on(t.survivorId),
    uniqueIndex("merges_retired_live_key").on(t.retiredId).where(sql`${t.status} = 'merged'`),
    index("merges_candidate_idx").on(t.candidateId),
    index("merges_keep_account_idx").on(t.keepAccountId),
    index("merges_merged_by_idx").on(t.mergedById),
    index("merges_approved_by_idx").on(t.approvedById),
    index("merges_undone_by_idx").on(t.undoneById),
    index("merges_undo_asked_by_idx").on(t.undoAskedById),
    index("merges_together_idx").on(t.togetherId),
    check("merges_not_self_check", sql`${t.survivorId} <> ${t.retiredId}`),
    check("merges_status_check", isOneOf(t.status, mergeStatuses)),
  ],
);

/**
 * What one merge did, row by row, in order: enough to undo it exactly. No merge deletes a row:
 * of two rows that say the same, the better one stands on the survivor and the other rests on the retired record.
 */
export const mergeLedger = pgTable(
  "merge_ledger",
  {
    id: id(),
    /** Of people or of the directory: a line belongs to exactly one merge. */
    mergeId: integer().references(() => merges.id, { onDelete: "cascade" }),
    directoryMergeId: integer().references(() => directoryMerges.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    tableName: text().notNull(),
    rowId: integer().notNull(),
    action: oneOf(ledgerActions).notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    /** A changed row whole, as it was: what was edited since is told column by column, and can be put back. */
    was: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [
    uniqueIndex("merge_ledger_key").on(t.mergeId, t.position),
    uniqueIndex("merge_ledger_directory_key").on(t.directoryMergeId, t.position),
    check("merge_ledger_merge_check", sql`num_nonnulls(${t.mergeId}, ${t.directoryMergeId}) = 1`),
    index("merge_ledger_row_idx").on(t.tableName, t.rowId),
    check("merge_ledger_action_check", isOneOf(t.action, ledgerActions)),
  ],
);
