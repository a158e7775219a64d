import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enrollments, rosterImportRows, rosterImports, rosterInvitations } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { scopeOf } from "../../kernel/permissions.ts";
import { seatsNow } from "../enrollments/index.ts";
import { type EventRecord, lockEvent, noSuchEvent } from "../events/index.ts";
import { holdsForSponsor } from "../sponsors/index.ts";
import { type Around, type Planned, type PlanRow, planRows } from "./plan.ts";
import type { ImportStatus } from "./schemas.ts";

export type ImportRecord = typeof rosterImports.$inferSelect;
export type RowRecord = typeof rosterImportRows.$inferSelect;
export const noSuchList = "There is no such list, or it is not yours to see.";

/** Whether the actor decides as the registry's staff, who may look at everybody. */
export const asStaff = (ctx: Pick<Ctx, "actor">): boolean => scopeOf(ctx, "roster_imports:write") === "all";

/** An event that lists can be brought in for, also once it is over: sheets come late. @throws NotFound for another sponsor's, Conflict for a draft or a cancelled one. */
export async function requireOpenEvent(ctx: Ctx, event: EventRecord): Promise<void> {
  if (!holdsForSponsor(ctx, "roster_imports:write", event.sponsorId)) throw new NotFound(noSuchEvent);
  if (!["published", "invite_only", "closed"].includes(event.status))
    throw new Conflict("This event is not open, so nobody can be added to its roster.");
}

export const hasBegun = (ctx: Ctx, event: Pick<EventRecord, "startsOn">): boolean =>
  event.startsOn <= todayIn(ctx.jurisdiction.timeZone, ctx.now);

/**
 * Runs a change of one list: the actor has to see it, then event and list are locked, in this order, and the change runs as
 * the registry. `acting` names who does it. @throws NotFound, Conflict with the status in words.
 */
export async function changeList<T>(
  ctx: Ctx,
  id: number,
  statuses: readonly ImportStatus[],
  change: (tx: Tx, acting: Ctx, event: EventRecord, list: ImportRecord) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (outer, inner) => {
    const seen = await seenList(outer, id);
    return inTransaction(asSystem(inner, "roster_import"), async (tx, system) => {
      const event = await lockEvent(tx, seen.eventId);
      if (!holdsForSponsor(ctx, "roster_imports:write", event.sponsorId)) throw new NotFound(noSuchList);
      const [list] = await tx.select().from(rosterImports).where(eq(rosterImports.id, id)).for("update");
      if (!statuses.includes(list!.status))
        throw new Conflict(`Nothing was changed: the list ${statusInWords[list!.status]}.`);
      return change(tx, { ...system, actor: ctx.actor }, event, list!);
    });
  });
}

/** The list as the transaction's role may see it. @throws NotFound */
export async function seenList(tx: Tx, id: number): Promise<ImportRecord> {
  const [row] = await tx.select().from(rosterImports).where(eq(rosterImports.id, id));
  if (!row) throw new NotFound(noSuchList);
  return row;
}

const statusInWords: Record<ImportStatus, string> = {
  reading: "is still being opened",
  mapping: "waits for its columns",
  matching: "is still being compared",
  ready: "waits to be applied",
  applied: "was applied already",
  unreadable: "cannot be read",
  discarded: "was put aside",
};

/** Rows of a list in its order. */
export const rowsOfList = (tx: Tx, listId: number): Promise<RowRecord[]> =>
  tx
    .select()
    .from(rosterImportRows)
    .where(eq(rosterImportRows.importId, listId))
    .orderBy(asc(rosterImportRows.line));

/** The living records of those who are named, by the id that was written down. */
export async function survivorsOf(tx: Tx, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = (await tx.execute(sql`select id, survivor_of(id) as living
    from unnest(${`{${[...new Set(ids)].join(",")}}`}::integer[]) as id`)) as unknown as {
    id: number;
    living: number;
  }[];
  return new Map(rows.map(({ id, living }) => [id, living]));
}

/** Roster, seats and invitations of an event, as a plan needs them: three statements. */
async function around(tx: Tx, event: EventRecord): Promise<Around> {
  const roster = await tx.select().from(enrollments).where(eq(enrollments.eventId, event.id));
  const invited = await tx
    .select({ email: rosterInvitations.email })
    .from(rosterInvitations)
    .where(
      and(eq(rosterInvitations.eventId, event.id), inArray(rosterInvitations.status, ["open", "claimed"])),
    );
  return {
    seats: await seatsNow(tx, event),
    roster: new Map(roster.map((row) => [row.participantId, row])),
    invited: new Set(invited.flatMap(({ email }) => email?.toLowerCase() ?? [])),
  };
}

/** Rows that somebody is offered for, as far as the actor may know of them; row-level security holds the line. */
export async function offeredRows(ctx: Ctx, listId: number): Promise<Map<number, number[]>> {
  return inTransaction(ctx, async (tx) => {
    const rows = (await tx.execute(sql`select c.row_id as "rowId", c.participant_id as "participantId"
      from roster_candidates c join roster_import_rows r on r.id = c.row_id
      where r.import_id = ${listId} order by c.row_id, c.id`)) as unknown as {
      rowId: number;
      participantId: number;
    }[];
    const found = new Map<number, number[]>();
    for (const { rowId, participantId } of rows)
      found.set(rowId, [...(found.get(rowId) ?? []), participantId]);
    return found;
  });
}

/** What comes of the rows of a list as things are. Run as the registry, for whoever may know of `offered`. */
export async function planOf(
  tx: Tx,
  event: EventRecord,
  list: ImportRecord,
  rows: readonly RowRecord[],
  offered: ReadonlyMap<number, readonly number[]>,
): Promise<Planned[]> {
  const living = await survivorsOf(
    tx,
    rows.flatMap(({ participantId }) => participantId ?? []),
  );
  const planned: PlanRow[] = rows.map((row) => ({
    ...row,
    participantId: row.participantId === null ? null : (living.get(row.participantId) ?? null),
    offered: offered.has(row.id),
  }));
  return planRows(
    planned,
    { hours: event.hours, says: list.mapping?.says ?? "enrolled" },
    await around(tx, event),
  );
}

/** What is looked at as a sponsor looks is applied so too: staff see people the sponsor may not learn of. @throws Conflict */
export function requireOwnSide(ctx: Ctx, list: { byStaff: boolean }): void {
  if (list.byStaff !== asStaff(ctx))
    throw new Conflict(
      "This list was brought in by the training organization. It applies it; you can decide single rows afterwards.",
    );
}
