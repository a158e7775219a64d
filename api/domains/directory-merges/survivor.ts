import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import { idList, relation } from "../merges/index.ts";
import type { DirectoryRecord } from "./kinds.ts";
import { ownedBy } from "./rules.ts";

export type Standing = { id: number; filled: number; official: boolean; rows: number; since: string };

const filled = (record: DirectoryRecord): number =>
  Object.values(record).filter(
    (value) =>
      value !== null && value !== "" && value !== false && !(Array.isArray(value) && value.length === 0),
  ).length;

/** How many rows belong to each record, counted by index. */
async function countRows(tx: Tx, kind: DirectoryKind, ids: readonly number[]): Promise<Map<number, number>> {
  const counts = ownedBy(kind).map(
    ({ table, column }) =>
      sql`(select count(*) from ${relation(table)} t where t.${sql.identifier(column)} = i.id)`,
  );
  const rows = (await tx.execute(
    sql`select i.id, (${sql.join(counts, sql` + `)})::int as n from unnest(${idList(ids)}) i(id)`,
  )) as unknown as { id: number; n: number }[];
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Numbers that an authority gave: a licence, a federal number, an approval. Every program and sponsor has one of ours. */
const official = (kind: DirectoryKind, record: DirectoryRecord): boolean =>
  kind === "programs"
    ? record.license_number !== null
    : kind === "institutions"
      ? record.ipeds_unit_id !== null
      : record.status === "approved";

export async function standingsOf(
  tx: Tx,
  kind: DirectoryKind,
  records: readonly DirectoryRecord[],
): Promise<Standing[]> {
  const rows = await countRows(
    tx,
    kind,
    records.map(({ id }) => id),
  );
  return records.map((record) => ({
    id: record.id,
    filled: filled(record),
    official: official(kind, record),
    rows: rows.get(record.id) ?? 0,
    since: record.created_at,
  }));
}

/**
 * Which record stays unless staff say otherwise, by the first rule that tells them apart: one with an official number before
 * one without; the one with more rows; the one with more filled in; the older one; the lower number.
 * @returns the records in that order, the proposed survivor first.
 */
export const bySurvival = (records: readonly Standing[]): Standing[] =>
  [...records].sort(
    (a, b) =>
      Number(b.official) - Number(a.official) ||
      b.rows - a.rows ||
      b.filled - a.filled ||
      a.since.localeCompare(b.since) ||
      a.id - b.id,
  );
