import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import {
  accounts,
  enrollments,
  events,
  participants,
  rosterImports,
  rosterInvitations,
} from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { judgesBlind, signalsInWords, unweighed } from "../duplicates/index.ts";
import type { EventRecord } from "../events/index.ts";
import { holdsForSponsor } from "../sponsors/index.ts";
import {
  asStaff,
  hasBegun,
  type ImportRecord,
  offeredRows,
  planOf,
  type RowRecord,
  rowsOfList,
  seenList,
  survivorsOf,
} from "./internal.ts";
import { peopleOf } from "./match.ts";
import { countsOf, digestOf, type Planned } from "./plan.ts";
import type { ImportedRow, RosterCandidate, RosterImportView } from "./schemas.ts";

/**
 * One list with what comes of every row as things are, or what came of it. A sponsor is shown of others only people it
 * knows; the statements are the same whoever else is known. @throws NotFound
 */
export async function getRosterImport(ctx: Ctx, id: number): Promise<RosterImportView> {
  requirePermission(ctx, "roster_imports:read");
  const list = await inTransaction(ctx, (tx) => seenList(tx, id));
  const offered = await offeredRows(ctx, id);
  return inTransaction(asSystem(ctx, "roster_import"), async (tx) => {
    const [event] = await tx.select().from(events).where(eq(events.id, list.eventId));
    const all = await rowsOfList(tx, id);
    const rows = list.mapping ? peopleOf(all, list.mapping) : all;
    const planned = list.status === "ready" ? await planOf(tx, event!, list, rows, offered) : [];
    const own = list.byStaff === asStaff(ctx);
    const mayWrite = holdsForSponsor(ctx, "roster_imports:write", event!.sponsorId);
    const view = await rowViews(tx, ctx, list, rows, planned, offered);
    return {
      ...(await factsOf(tx, list, event!)),
      event: {
        ...{ id: event!.id, title: event!.title, startsOn: event!.startsOn, capacity: event!.capacity },
        hours: Number(event!.hours),
        begun: hasBegun(ctx, event!),
      },
      ...{ unreadableReason: list.unreadableReason, mapping: list.mapping, rowsDone: list.rowsDone },
      headings: list.mapping?.headings ? (all[0]?.cells ?? []) : [],
      rows: view,
      counts: countsOf(view),
      plan: list.status === "ready" && own && mayWrite ? digestOf(planned) : null,
      mayWrite: mayWrite && (own || list.status === "applied"),
      clearedAt: list.clearedAt?.toISOString() ?? null,
      sameAs: await earlierOf(tx, list),
    };
  });
}

async function factsOf(tx: Tx, list: ImportRecord, event: EventRecord) {
  const people = [list.createdById, list.appliedById].flatMap((each) => each ?? []);
  const named = await tx
    .select({ id: accounts.id, name: accounts.displayName })
    .from(accounts)
    .where(inArray(accounts.id, people.length > 0 ? people : [-1]));
  const nameOf = (id: number | null) => named.find((each) => each.id === id)?.name ?? null;
  return {
    ...{ id: list.id, eventId: list.eventId, eventTitle: event.title, status: list.status },
    ...{ source: list.source, originalName: list.originalName, byStaff: list.byStaff },
    ...{ rowsTotal: list.rowsTotal, version: list.version },
    createdByName: nameOf(list.createdById),
    createdAt: list.createdAt.toISOString(),
    appliedByName: nameOf(list.appliedById),
    appliedAt: list.appliedAt?.toISOString() ?? null,
    settledAt: list.settledAt?.toISOString() ?? null,
  };
}

/** An earlier list of the same bytes for the same event that was not put aside, of the same side. */
async function earlierOf(tx: Tx, list: ImportRecord): Promise<RosterImportView["sameAs"]> {
  const [row] = await tx
    .select({ id: rosterImports.id, createdAt: rosterImports.createdAt })
    .from(rosterImports)
    .where(
      and(
        eq(rosterImports.sha256, list.sha256),
        eq(rosterImports.eventId, list.eventId),
        eq(rosterImports.byStaff, list.byStaff),
        ne(rosterImports.status, "discarded"),
        sql`${rosterImports.id} < ${list.id}`,
      ),
    )
    .orderBy(asc(rosterImports.id))
    .limit(1);
  return row ? { id: row.id, createdAt: row.createdAt.toISOString() } : null;
}

async function rowViews(
  tx: Tx,
  ctx: Ctx,
  list: ImportRecord,
  rows: readonly RowRecord[],
  planned: readonly Planned[],
  offered: ReadonlyMap<number, readonly number[]>,
): Promise<ImportedRow[]> {
  const meant = rows.flatMap(({ participantId }) => participantId ?? []);
  const shown = [...new Set([...offered.values()].flat())];
  const living = await survivorsOf(tx, [...meant, ...shown]);
  const named = await tx
    .select({
      participantId: participants.id,
      name: sql<string>`concat_ws(' ', ${participants.givenName}, ${participants.familyName})`,
      registryNumber: participants.registryNumber,
      birthDate: participants.birthDate,
    })
    .from(participants)
    .where(sql`${participants.id} = any (${`{${[...living.values()].join(",")}}`}::integer[])`);
  const people = new Map(named.map((person) => [person.participantId, person]));
  const signals = await signalsOf(tx, list.id);
  const invitations = await tx
    .select()
    .from(rosterInvitations)
    .where(
      sql`${rosterInvitations.rowId} in (select id from roster_import_rows where import_id = ${list.id})`,
    )
    .orderBy(asc(rosterInvitations.id));
  const invitationOf = new Map(invitations.map((each) => [each.rowId, each]));
  const placed = await tx
    .select({ id: enrollments.id, hours: enrollments.hoursGranted, place: enrollments.waitlistPosition })
    .from(enrollments)
    .where(eq(enrollments.eventId, list.eventId));
  const placeOf = new Map(placed.map((each) => [each.id, each]));
  const planOfRow = new Map(planned.map((plan) => [plan.id, plan]));
  const blind = await judgesBlind(tx, ctx);
  const mayCompare = scopeOf(ctx, "duplicates:read") === "all";
  return rows.map((row) => {
    const plan = planOfRow.get(row.id);
    const person = row.participantId === null ? undefined : people.get(living.get(row.participantId) ?? -1);
    const place = row.enrollmentId ? placeOf.get(row.enrollmentId) : undefined;
    const invitation = invitationOf.get(row.id);
    const candidates = (offered.get(row.id) ?? []).flatMap((id): RosterCandidate[] => {
      const found = people.get(living.get(id) ?? -1);
      if (!found) return [];
      const { birthDate, ...candidate } = found;
      const said = signals.get(`${row.id}:${id}`) ?? [];
      return [
        mayCompare
          ? { ...candidate, birthDate, signals: unweighed(signalsInWords(said)) }
          : { ...candidate, birthDate: null, signals: null },
      ];
    });
    // Best first, but for who judges blind: the order would tell.
    if (blind) candidates.sort((a, b) => a.name.localeCompare(b.name));
    return {
      ...{ id: row.id, line: row.line, cells: row.cells, listed: row.listed, match: row.match, candidates },
      problems: row.problems ?? {},
      person: person
        ? {
            participantId: person.participantId,
            name: person.name,
            registryNumber: person.registryNumber,
          }
        : null,
      outcome: plan?.outcome ?? row.outcome,
      reason: plan?.reason ?? row.reason,
      hours: plan ? plan.hours : Number(place?.hours ?? invitation?.hours ?? 0) || null,
      waitlistPosition: plan ? plan.waitlistPosition : (place?.place ?? null),
      invitation: invitation
        ? { status: invitation.status, expiresAt: invitation.expiresAt.toISOString() }
        : null,
    };
  });
}

/** What speaks for each candidate; read for every reader alike, told to the registry's staff alone. */
async function signalsOf(tx: Tx, listId: number): Promise<Map<string, DuplicateSignal[]>> {
  const rows =
    (await tx.execute(sql`select c.row_id as "rowId", c.participant_id as "participantId", c.signals
    from roster_candidates c join roster_import_rows r on r.id = c.row_id where r.import_id = ${listId}`)) as unknown as {
      rowId: number;
      participantId: number;
      signals: DuplicateSignal[];
    }[];
  return new Map(rows.map(({ rowId, participantId, signals }) => [`${rowId}:${participantId}`, signals]));
}
