import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, version } from "../columns.ts";
import { directoryKinds, mergeStatuses } from "../enums.ts";
import { accounts } from "./accounts.ts";

/**
 * One merge of two programs, institutions, trainings or sponsors, as `merges` is one of two people. Its rows stand in the
 * same ledger. The two records are named by kind and number: of a directory nothing is ever deleted.
 */
export const directoryMerges = pgTable(
  "directory_merges",
  {
    id: id(),
    kind: oneOf(directoryKinds).notNull(),
    survivorId: integer().notNull(),
    retiredId: integer().notNull(),
    status: oneOf(mergeStatuses).notNull().default("merged"),
    reason: text().notNull(),
    /** Field, or two rows that meet → which record's value stands. */
    choices: jsonb().$type<Record<string, "survivor" | "retired">>().notNull(),
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
    undoAskedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    undoAskedAt: instant(),
    undoRestore: jsonb().$type<string[]>(),
    /** The first of several records merged into one survivor together. */
    togetherId: integer().references((): AnyPgColumn => directoryMerges.id, { onDelete: "restrict" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("directory_merges_survivor_idx").on(t.kind, t.survivorId),
    uniqueIndex("directory_merges_retired_live_key")
      .on(t.kind, t.retiredId)
      .where(sql`${t.status} = 'merged'`),
    index("directory_merges_retired_idx").on(t.kind, t.retiredId),
    index("directory_merges_merged_by_idx").on(t.mergedById),
    index("directory_merges_approved_by_idx").on(t.approvedById),
    index("directory_merges_undone_by_idx").on(t.undoneById),
    index("directory_merges_undo_asked_by_idx").on(t.undoAskedById),
    index("directory_merges_together_idx").on(t.togetherId),
    check("directory_merges_kind_check", isOneOf(t.kind, directoryKinds)),
    check("directory_merges_not_self_check", sql`${t.survivorId} <> ${t.retiredId}`),
    check("directory_merges_status_check", isOneOf(t.status, mergeStatuses)),
  ],
);
