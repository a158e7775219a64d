import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import type { DirectoryKind } from "#db/enums.ts";
import { Conflict } from "./errors.ts";

/** One of each kind of the directory, as columns, functions and sentences call it. */
export const directoryNouns = {
  programs: "program",
  institutions: "institution",
  trainings: "training",
  sponsors: "sponsor",
} as const satisfies Record<DirectoryKind, string>;

/** The record that lives at the end of a chain of merges; the record itself where it lives. Null for none. */
export const survivorOf = (kind: DirectoryKind, id: SQL): SQL =>
  sql`${sql.raw(`${directoryNouns[kind]}_survivor_of`)}(${id})`;

/** What a list of the directory always says: retired records are left out, except where they are asked for by id. */
export const unretired =
  (mergedIntoId: AnyColumn) =>
  (given: Record<string, unknown>): SQL | undefined =>
    "id" in given || "ids" in given ? undefined : sql`${mergedIntoId} is null`;

/** A record that took over a retired one which `meant` (said of `r`) finds: old names and numbers stay good for ever. */
export const tookOver = (kind: DirectoryKind, id: AnyColumn, meant: SQL): SQL =>
  sql`${id} in (select ${survivorOf(kind, sql`r.id`)} from ${sql.identifier(kind)} r
    where r.merged_into_id is not null and (${meant}))`;

/** @throws Conflict for a record that was merged into another: that one is what is changed from now on. */
export function refuseRetiredChange(kind: DirectoryKind, record: { mergedIntoId: number | null }): void {
  if (record.mergedIntoId === null) return;
  throw new Conflict(`This ${directoryNouns[kind]} has been merged into another one. Change that one.`, {
    details: { mergedIntoId: record.mergedIntoId },
  });
}
