import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type RosterMapping, rosterImports } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { type Listed, matchList, noticeAllChanges } from "../duplicates/index.ts";
import { type RowRecord, rowsOfList } from "./internal.ts";

/** So many people are looked for at once: the number of statements depends on the list's length alone. */
const atOnce = 250;

/**
 * Looks for the people of a list, part by part, each in a transaction of its own with its progress. A part that was done
 * is not done again; a list that is looked at or corrected meanwhile is left alone.
 */
export async function matchRosterList(ctx: Ctx, listId: number, signal?: AbortSignal): Promise<void> {
  await noticeAllChanges(ctx);
  for (;;) {
    if (signal?.aborted) throw new Error("Matching was stopped; it goes on from here.");
    const more = await inTransaction(ctx, (tx, inner) => matchPart(tx, inner, listId));
    if (!more) return;
  }
}

async function matchPart(tx: Tx, ctx: Ctx, listId: number): Promise<boolean> {
  const [list] = await tx
    .select()
    .from(rosterImports)
    .where(and(eq(rosterImports.id, listId), eq(rosterImports.status, "matching")))
    .for("update");
  if (!list?.mapping) return false;
  const rows = peopleOf(await rowsOfList(tx, listId), list.mapping);
  const waiting = rows.filter(({ match }) => match === null).slice(0, atOnce);
  await matchRows(tx, waiting);
  const left = rows.filter(({ match }) => match === null).length - waiting.length;
  await tx
    .update(rosterImports)
    .set({ rowsDone: rows.length - left, ...(left === 0 ? { status: "ready" as const } : {}) })
    .where(eq(rosterImports.id, listId));
  if (left > 0) return true;
  await recordAudit(tx, ctx, {
    action: "roster_import.matched",
    subject: { type: "roster_imports", id: listId },
    after: { rows: rows.length },
  });
  return false;
}

/** The rows of a list without its headings. */
export const peopleOf = <Row>(rows: readonly Row[], { headings }: Pick<RosterMapping, "headings">): Row[] =>
  rows.slice(headings ? 1 : 0);

/**
 * Looks for the people of some rows and writes whom each means and may mean: the same statements whoever is known, and for
 * rows that cannot be looked for too. Run as the registry.
 */
export async function matchRows(tx: Tx, rows: readonly RowRecord[]): Promise<void> {
  const able = rows.flatMap((row): { id: number; listed: Listed }[] => {
    const { listed, problems } = row;
    if (!listed?.givenName || !listed.familyName || Object.keys(problems ?? {}).length > 0) return [];
    return [
      { id: row.id, listed: { ...listed, givenName: listed.givenName, familyName: listed.familyName } },
    ];
  });
  const matches = await matchList(
    tx,
    able.map(({ listed }) => listed),
  );
  const found = new Map(able.map(({ id }, at) => [id, matches[at]!]));
  const written = rows.map(({ id }) => {
    const sure = found.get(id)?.sure ?? null;
    return { id, match: sure === null ? "none" : "sure", person: sure };
  });
  const offered = [...found].flatMap(([rowId, { sure, candidates }]) =>
    sure === null ? candidates.map(({ id, score, signals }) => ({ rowId, person: id, score, signals })) : [],
  );
  await tx.execute(sql`update roster_import_rows r set match = given.match, participant_id = given.person
    from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb) as given(id integer, match text, person integer)
    where given.id = r.id`);
  await tx.execute(sql`delete from roster_candidates
    where row_id in (select id from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb) as given(id integer))`);
  await tx.execute(sql`insert into roster_candidates (row_id, participant_id, score, signals)
    select "rowId", person, score, signals from jsonb_to_recordset(${JSON.stringify(offered)}::text::jsonb)
      as given("rowId" integer, person integer, score real, signals jsonb)`);
}
