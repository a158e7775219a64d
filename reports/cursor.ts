import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/**
 * Rows of a query of any size in batches through a cursor of the caller's transaction. While one batch is worked on the
 * database prepares the next, so there are never more than two in memory. Columns carry the aliases of the query; dates
 * and decimals are strings. `Row` is vouched for by the caller.
 */
export async function* inBatches<Row>(tx: Tx, query: SQL, size = 400): AsyncGenerator<Row[]> {
  // All rows are read, so the planner should not favour the first ones.
  await tx.execute(sql`set local cursor_tuple_fraction = 1.0`);
  await tx.execute(sql`declare report_rows no scroll cursor for ${query}`);
  const fetch = async () =>
    (await tx.execute(sql`fetch forward ${sql.raw(String(size))} from report_rows`)) as unknown as Row[];
  let next: Promise<Row[]> | undefined = fetch();
  try {
    while (next) {
      const rows: Row[] = await next;
      next = rows.length < size ? undefined : fetch();
      if (rows.length > 0) yield rows;
    }
  } finally {
    // Where the reader stopped early a fetch may still be under way: the transaction ends after it.
    await next?.catch(() => {});
  }
  await tx.execute(sql`close report_rows`);
}
