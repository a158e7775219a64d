import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Change } from "./plan-rows.ts";

type Values = Record<string, unknown>;
const secrets = "private.participant_secrets";

/** A table's name as this code (never a user) spells it, quoted. */
export const relation = (table: string) =>
  sql.join(
    table.split(".").map((part) => sql.identifier(part)),
    sql`.`,
  );

/**
 * Writes column values (as to_jsonb gives them) to rows of many tables: one statement for each set of columns of a table.
 * Rows of one event that change places meet under a constraint that is checked at the end.
 */
export async function writeRows(
  tx: Tx,
  changes: readonly { table: string; rowId: number; values: Values }[],
): Promise<void> {
  const groups = new Map<string, { table: string; columns: string[]; rows: Values[] }>();
  for (const { table, rowId, values } of changes) {
    const columns = Object.keys(values).sort();
    if (columns.length === 0) continue;
    const key = `${table}(${columns.join(",")})`;
    const group = groups.get(key) ?? { table, columns, rows: [] };
    group.rows.push({ ...values, id: rowId });
    groups.set(key, group);
  }
  await tx.execute(sql`set constraints enrollments_key deferred`);
  for (const { table, columns, rows } of groups.values()) {
    if (table === secrets && rows.length > 1) {
      await exchangeSecrets(tx, rows);
      continue;
    }
    const set = columns.map((column) => sql`${sql.identifier(column)} = r.${sql.identifier(column)}`);
    await tx.execute(sql`update ${relation(table)} t set ${sql.join(set, sql`, `)}
      from jsonb_populate_recordset(null::${relation(table)}, ${JSON.stringify(rows)}::jsonb) r where t.id = r.id`);
  }
  await tx.execute(sql`set constraints enrollments_key immediate`);
}

/** Two numbers change places: one row per person is checked at once, so the rows step out and in, as they are. */
async function exchangeSecrets(tx: Tx, rows: readonly Values[]): Promise<void> {
  const ids = `{${rows.map(({ id }) => id).join(",")}}`;
  const out = (await tx.execute(
    sql`delete from private.participant_secrets where id = any (${ids}::int[]) returning to_jsonb(participant_secrets) as row`,
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
