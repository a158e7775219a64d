import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { idList, type LedgerOf, ledgerColumn, relation } from "./write-changes.ts";

/**
 * In words, a later merge of the other ledger's kind (of the directory, seen from people; of people, seen from the directory)
 * in which rows of these records fell together: one of two rows rests because the other stood beside it, so parting the
 * records first would leave a row resting with nothing in its place. Null where there is none.
 */
export async function laterMeeting(
  tx: Tx,
  { of, id }: LedgerOf,
  tables: readonly { table: string; column: string }[],
  ids: readonly number[],
): Promise<string | null> {
  const [heads, other] =
    of === "merge_id"
      ? (["directory_merges", "directory_merge_id"] as const)
      : (["merges", "merge_id"] as const);
  const rows = tables.map(
    ({ table, column }) => sql`select t.id from ${relation(table)} t
      where l.table_name = ${table} and t.id = l.row_id and t.${sql.identifier(column)} = any (${idList(ids)})`,
  );
  const [later] = (await tx.execute(sql`select m.id from merge_ledger l
    join ${sql.identifier(heads)} m on m.id = l.${ledgerColumn(other)} and m.status = 'merged'
    where l.action in ('kept', 'swapped') and l.id > (select min(id) from merge_ledger where ${ledgerColumn(of)} = ${id})
      and exists (${sql.join(rows, sql` union all `)}) order by m.id limit 1`)) as unknown as {
    id: number;
  }[];
  if (!later) return null;
  return of === "merge_id"
    ? `Rows of these records fell together when their programs or sponsors were merged later (directory merge ${later.id}). Undo that merge first.`
    : `Rows of these records fell together when two people were merged later (merge ${later.id}). Undo that merge first.`;
}
