import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { events, type RosterMapping, rosterImportRows, rosterImports } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { guessColumns, namesPeople } from "./guess-columns.ts";
import { hasBegun, type ImportRecord } from "./internal.ts";
import { readRow } from "./read-row.ts";

type Opened = readonly { line: number; cells: string[] }[];

/**
 * Keeps the rows of a list that was opened, guesses its columns and lets its people be looked for. The stored bytes are no
 * longer needed. Run twice it changes nothing.
 * @returns the key of the file to remove, once this is committed.
 */
export async function keepRows(ctx: Ctx, listId: number, opened: Opened): Promise<string | null> {
  return inTransaction(ctx, async (tx, inner) => {
    const list = await readingList(tx, listId);
    if (!list) return null;
    const [event] = await tx.select().from(events).where(eq(events.id, list.eventId));
    const mapping = guessColumns(
      opened.map(({ cells }) => cells),
      hasBegun(inner, event!) ? "attended" : "enrolled",
      inner.now,
    );
    const kept = opened.map(({ line, cells }) => ({ importId: listId, line, cells }));
    for (let from = 0; from < kept.length; from += 500)
      await tx.insert(rosterImportRows).values(kept.slice(from, from + 500));
    await tx
      .update(rosterImports)
      .set({ storageKey: null, mapping, rowsTotal: kept.length - (mapping.headings ? 1 : 0) })
      .where(eq(rosterImports.id, listId));
    await startMatching(tx, { ...list, mapping }, Number(event!.hours), inner.now);
    return list.storageKey;
  });
}

/** @returns the key of the file to remove. */
export async function markUnreadable(ctx: Ctx, listId: number, reason: string): Promise<string | null> {
  return inTransaction(ctx, async (tx, inner) => {
    const list = await readingList(tx, listId);
    if (!list) return null;
    await tx
      .update(rosterImports)
      .set({ status: "unreadable", unreadableReason: reason, storageKey: null })
      .where(eq(rosterImports.id, listId));
    await recordAudit(tx, inner, {
      action: "roster_import.unreadable",
      subject: { type: "roster_imports", id: listId },
      reason,
    });
    return list.storageKey;
  });
}

/** A list that waits to be opened, locked. */
export async function readingList(tx: Tx, listId: number): Promise<ImportRecord | undefined> {
  const [list] = await tx
    .select()
    .from(rosterImports)
    .where(and(eq(rosterImports.id, listId), eq(rosterImports.status, "reading")))
    .for("update");
  return list;
}

/**
 * Reads every row by the list's columns and has its people looked for; where no column names people, the list waits for
 * somebody to say which does. What was decided of its rows before is gone.
 */
export async function startMatching(
  tx: Tx,
  list: ImportRecord & { mapping: RosterMapping },
  hours: number,
  now: Date,
): Promise<void> {
  const { id, mapping } = list;
  const rows = await tx.query.rosterImportRows.findMany({
    where: eq(rosterImportRows.importId, id),
    orderBy: (table, { asc }) => asc(table.line),
  });
  const people = rows.slice(mapping.headings ? 1 : 0);
  const knows = namesPeople(mapping);
  const read = people.map((row) => ({ id: row.id, ...readRow(row.cells ?? [], mapping, { hours }, now) }));
  await writeRead(tx, id, knows ? read : []);
  const progress = { rowsDone: 0, rowsTotal: people.length };
  await tx
    .update(rosterImports)
    .set({ ...progress, status: knows ? "matching" : "mapping" })
    .where(eq(rosterImports.id, id));
  if (knows)
    await enqueue(tx, "match_roster_list", { rosterImportId: id }, { jobKey: `match_roster_list:${id}` });
}

type Read = { id: number } & ReturnType<typeof readRow>;

/** Writes what rows say in one statement; a row that is not among them says nothing (it is the headings). */
async function writeRead(tx: Tx, listId: number, read: readonly Read[]): Promise<void> {
  await tx.execute(
    sql`delete from roster_candidates c using roster_import_rows r where r.id = c.row_id and r.import_id = ${listId}`,
  );
  await tx.execute(sql`update roster_import_rows r set listed = given.listed, problems = given.problems, match = null,
      participant_id = null, left_out = false, outcome = null, reason = null
    from roster_import_rows own left join jsonb_to_recordset(${JSON.stringify(read)}::text::jsonb)
      as given(id integer, listed jsonb, problems jsonb) on given.id = own.id
    where own.id = r.id and own.import_id = ${listId}`);
}
