import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/**
 * Rows of a query of any size in batches, with memory for one of them, through a cursor of the caller's transaction.
 * Columns carry the aliases of the query; dates and decimals are strings. `Row` is vouched for by the caller.
 */
export async function* inBatches<Row>(tx: Tx, query: SQL, size = 1000): AsyncGenerator<Row[]> {
  // All rows are read, so the planner should not favour the first ones.
  await tx.execute(sql`set local cursor_tuple_fraction = 1.0`);
  await tx.execute(sql`declare report_rows no scroll cursor for ${query}`);
  for (;;) {
    const rows = (await tx.execute(
      sql`fetch forward ${sql.raw(String(size))} from report_rows`,
    )) as unknown as Row[];
    if (rows.length > 0) yield rows;
    if (rows.length < size) break;
  }
  await tx.execute(sql`close report_rows`);
}
