import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Change } from "./changes.ts";

type Values = Record<string, unknown>;
const secrets = "private.participant_secrets";

/** A table's name as this code (never a user) spells it, quoted. */
export const relation = (table: string) =>
  sql.join(
    table.split(".").map((part) => sql.identifier(part)),
    sql`.`,
  );

/** Ids as one parameter. */
export const idList = (ids: readonly number[]) => sql`${`{${ids.join(",")}}`}::int[]`;

type Write = { table: string; rowId: number; values: Values };
type Group = { table: string; columns: string[]; rows: Values[]; alike: boolean; first: string };

/** Rows of one table that change the same columns, in the order in which each group comes first. */
function grouped(changes: readonly Write[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { table, rowId, values } of changes) {
    const columns = Object.keys(values).sort();
    if (columns.length === 0) continue;
    const key = `${table}(${columns.join(",")})`;
    const said = JSON.stringify(columns.map((column) => values[column]));
    const group = groups.get(key) ?? { table, columns, rows: [], alike: true, first: said };
    group.rows.push({ ...values, id: rowId });
    group.alike &&= said === group.first;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** One statement for a group; where all rows become the same, their values are sent once. */
function updateOf({ table, columns, rows, alike }: Group): SQL {
  const set = columns.map((column) => sql`${sql.identifier(column)} = r.${sql.identifier(column)}`);
  const update = sql`update ${relation(table)} t set ${sql.join(set, sql`, `)}`;
  if (alike) {
    return sql`${update} from jsonb_populate_record(null::${relation(table)}, ${JSON.stringify(rows[0])}::jsonb) r
      where t.id = any (${idList(rows.map(({ id }) => Number(id)))})`;
  }
  return sql`${update} from jsonb_populate_recordset(null::${relation(table)}, ${JSON.stringify(rows)}::jsonb) r where t.id = r.id`;
}

/** Statements of one transaction behind each other on the wire, without waiting in between. The first that fails is told. */
export async function together(statements: readonly PromiseLike<unknown>[]): Promise<void> {
  await Promise.all(statements);
}

/**
 * Writes column values (as to_jsonb gives them) to rows of many tables: one statement for each set of columns of a table.
 * Rows of one event that change places meet under a constraint that is checked at the end.
 */
export async function writeRows(tx: Tx, changes: readonly Write[]): Promise<void> {
  const groups = grouped(changes);
  const swaps = groups.some(({ table }) => table === "enrollments");
  const sent: PromiseLike<unknown>[] = [];
  const send = (statement: SQL) => {
    // A query of drizzle starts when it is waited for.
    sent.push(tx.execute(statement).then((rows) => rows));
  };
  if (swaps) send(sql`set constraints enrollments_key deferred`);
  for (const group of groups) {
    if (group.table === secrets && group.rows.length > 1) {
      await together(sent);
      await exchangeSecrets(tx, group.rows);
    } else send(updateOf(group));
  }
  if (swaps) send(sql`set constraints enrollments_key immediate`);
  await together(sent);
}

/** Two numbers change places: one row per person is checked at once, so the rows step out and in, as they are. */
async function exchangeSecrets(tx: Tx, rows: readonly Values[]): Promise<void> {
  const out = (await tx.execute(
    sql`delete from private.participant_secrets where id = any (${idList(rows.map(({ id }) => Number(id)))}) returning to_jsonb(participant_secrets) as row`,
  )) as unknown as { row: Values }[];
  const back = out.map(({ row }) => ({ ...row, ...rows.find(({ id }) => id === row.id) }));
  await tx.execute(sql`insert into private.participant_secrets
    select * from jsonb_populate_recordset(null::private.participant_secrets, ${JSON.stringify(back)}::jsonb)`);
}

/** Carries out a plan's changes: the rows it says, as they should become. */
export const applyChanges = (tx: Tx, changes: readonly Change[]): Promise<void> =>
  writeRows(
    tx,
    changes
      .filter(({ before, after }) => before && after)
      .map(({ table, rowId, after }) => ({ table, rowId, values: after! })),
  );

/** Whose lines in the one ledger: a merge of people or one of the directory. */
export type LedgerOf = { of: "merge_id" | "directory_merge_id"; id: number };
export const ledgerColumn = (of: LedgerOf["of"]) => sql.raw(of);

/** The ledger of a merge in one statement, in the order in which things were done. */
export async function writeLedger(tx: Tx, { of, id }: LedgerOf, changes: readonly Change[]): Promise<void> {
  const lines = changes.map(({ table, rowId, action, before, after, was }, position) => ({
    position,
    table_name: table,
    row_id: rowId,
    action,
    before,
    after,
    was,
  }));
  await tx.execute(sql`insert into merge_ledger (${ledgerColumn(of)}, position, table_name, row_id, action, before, after, was)
    select ${id}::int, l.* from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as l(position int, table_name text, row_id int, action text, before jsonb, after jsonb, was jsonb)`);
}
