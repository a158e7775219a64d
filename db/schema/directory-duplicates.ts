import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, privateSchema, version } from "../columns.ts";
import { type DirectoryKind, directoryKinds, duplicateBands, duplicateStatuses } from "../enums.ts";
import { accounts } from "./accounts.ts";
import type { DuplicateSignal } from "./duplicates.ts";

/**
 * Two records of the directory (programs, institutions, trainings, sponsors) that may be one. `kind` names the table that
 * both ids are of; `leftId < rightId`, so a pair stands once. The words are those of `duplicate_candidates`.
 */
export const directoryCandidates = pgTable(
  "directory_candidates",
  {
    id: id(),
    kind: oneOf(directoryKinds).notNull(),
    leftId: integer().notNull(),
    rightId: integer().notNull(),
    status: oneOf(duplicateStatuses).notNull().default("open"),
    band: oneOf(duplicateBands).notNull(),
    score: real().notNull(),
    signals: jsonb().$type<DuplicateSignal[]>().notNull(),
    /** Hash of everything that was compared: a decided pair opens again only when this changes, never because a model did. */
    compared: text(),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    decidedAt: instant(),
    decisionReason: text(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("directory_candidates_pair_key").on(t.kind, t.leftId, t.rightId),
    index("directory_candidates_right_idx").on(t.kind, t.rightId),
    index("directory_candidates_open_idx").on(t.kind, t.status, t.score),
    index("directory_candidates_decided_by_idx").on(t.decidedById),
    check("directory_candidates_order_check", sql`${t.leftId} < ${t.rightId}`),
    check("directory_candidates_kind_check", isOneOf(t.kind, directoryKinds)),
    check("directory_candidates_status_check", isOneOf(t.status, duplicateStatuses)),
    check("directory_candidates_band_check", isOneOf(t.band, duplicateBands)),
  ],
);

/** As `changed_people` for the directory: triggers write it, the task that looks takes its rows away. No key, no waiting. */
export const changedDirectory = privateSchema.table("changed_directory", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  kind: text().$type<DirectoryKind>().notNull(),
  recordId: integer().notNull(),
});
