import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueueAll } from "#db/queue/enqueue.ts";
import { enrollments, type rosterImportRows, rosterImports, rosterInvitations } from "#db/schema/index.ts";
import { recordAudits } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { readDeskSettings } from "../desk-settings/index.ts";
import { applyMarks, type EnrollmentRecord, isOn, placeAllOnRoster } from "../enrollments/index.ts";
import type { EventRecord } from "../events/index.ts";
import { clearList } from "./clear.ts";
import type { ImportRecord, RowRecord } from "./internal.ts";
import type { Planned } from "./plan.ts";

const dayMs = 86_400_000;
const changing = ["enrolled", "waitlisted", "attended", "hours_changed"];

/**
 * Does what was planned for rows of one list: seats and waiting list in order, hours, invitations, and what came of each
 * row. The event is locked and the transaction runs as the registry; the statements are the same for one row and for all.
 */
export async function applyRows(
  tx: Tx,
  ctx: Ctx,
  event: EventRecord,
  list: ImportRecord,
  rows: readonly RowRecord[],
  planned: readonly Planned[],
): Promise<void> {
  const roster = await changeRoster(tx, ctx, event, list, planned);
  const written = planned.map(({ id, participantId, outcome, reason }) => ({
    ...{ id, outcome, reason, person: participantId },
    enrollment: (participantId !== null && roster.get(participantId)?.id) || null,
  }));
  await tx.execute(sql`update roster_import_rows r set outcome = given.outcome, reason = given.reason,
      participant_id = given.person, enrollment_id = given.enrollment
    from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb)
      as given(id integer, outcome text, reason text, person integer, enrollment integer) where given.id = r.id`);
  await invite(tx, ctx, event, list, rows, planned);
}

/** @returns the roster's rows of everybody planned for, by person. */
async function changeRoster(
  tx: Tx,
  ctx: Ctx,
  event: EventRecord,
  list: ImportRecord,
  planned: readonly Planned[],
): Promise<Map<number, EnrollmentRecord>> {
  const people = planned.flatMap(({ participantId }) => participantId ?? []);
  if (people.length === 0) return new Map();
  const read = async () => {
    const found = await tx
      .select()
      .from(enrollments)
      .where(and(eq(enrollments.eventId, event.id), inArray(enrollments.participantId, people)));
    return new Map(found.map((row) => [row.participantId, row]));
  };
  const before = await read();
  const inRoom = list.mapping?.says === "attended";
  const steps = planned.filter(
    ({ outcome, participantId }) => participantId !== null && changing.includes(outcome),
  );
  const placed = await placeAllOnRoster(
    tx,
    ctx,
    event,
    steps.flatMap(({ participantId }) => {
      const row = before.get(participantId!);
      const stands = row && (isOn(row, inRoom) || row.status === "no_show");
      return stands ? [] : [{ participantId: participantId!, source: "sponsor" as const, inRoom }];
    }),
  );
  const now = new Map([...before, ...placed.map((row) => [row.participantId, row] as const)]);
  await applyMarks(
    tx,
    ctx,
    event,
    steps.flatMap(({ outcome, participantId, hours }) => {
      const row = now.get(participantId!);
      if (!row || !["attended", "hours_changed"].includes(outcome)) return [];
      return [{ before: row, status: "attended" as const, hours: hours ?? undefined }];
    }),
  );
  return read();
}

/** Invites the addresses of people nobody found: no record is made for a name on a list. */
async function invite(
  tx: Tx,
  ctx: Ctx,
  event: EventRecord,
  list: ImportRecord,
  rows: readonly RowRecord[],
  planned: readonly Planned[],
): Promise<void> {
  const listed = new Map(rows.map((row) => [row.id, row.listed]));
  const asked = planned.filter(({ outcome }) => outcome === "invited");
  if (asked.length === 0) return;
  const { rosterImportDays } = await readDeskSettings(tx);
  const attended = list.mapping?.says === "attended";
  const made = await tx
    .insert(rosterInvitations)
    .values(
      asked.map(({ id, hours }) => {
        const person = listed.get(id)!;
        return {
          ...{ eventId: event.id, rowId: id, email: person.email, attended },
          name: [person.givenName, person.familyName].filter(Boolean).join(" "),
          hours: attended && hours !== null ? String(hours) : null,
          expiresAt: new Date(ctx.now.getTime() + rosterImportDays * dayMs),
        };
      }),
    )
    .returning({ id: rosterInvitations.id, rowId: rosterInvitations.rowId });
  await recordAudits(
    tx,
    ctx,
    made.map(({ id, rowId }) => ({
      action: "roster_invitation.sent",
      subject: { type: "roster_invitations", id },
      after: { eventId: event.id, rowId, attended },
    })),
  );
  await enqueueAll(
    tx,
    "notify_roster_invitation",
    made.map(({ id }) => ({ rosterInvitationId: id })),
  );
}

/** A list on which nothing is left to decide or to wait for is settled, and what was typed on it goes. */
export async function settle(tx: Tx, ctx: Ctx, listId: number): Promise<void> {
  const [open] = await tx.execute(sql`select 1 from roster_import_rows r where r.import_id = ${listId}
    and (r.outcome in ('look', 'not_placed', 'invalid')
      or exists (select 1 from roster_invitations i where i.row_id = r.id and i.status = 'open')) limit 1`);
  if (open) return;
  const [settled] = await tx
    .update(rosterImports)
    .set({ settledAt: ctx.now })
    .where(and(eq(rosterImports.id, listId), eq(rosterImports.status, "applied")))
    .returning({ id: rosterImports.id });
  if (settled) await clearList(tx, ctx, listId);
}

/** Invitations of rows that were placed otherwise, or are withdrawn, work no more. */
export async function revokeInvitations(tx: Tx, ctx: Ctx, rowIds: readonly number[]): Promise<number> {
  const revoked = await tx
    .update(rosterInvitations)
    .set({ status: "revoked", tokenHash: null })
    .where(and(inArray(rosterInvitations.rowId, [...rowIds]), eq(rosterInvitations.status, "open")))
    .returning({ id: rosterInvitations.id });
  await recordAudits(
    tx,
    ctx,
    revoked.map(({ id }) => ({
      action: "roster_invitation.revoked",
      subject: { type: "roster_invitations", id },
    })),
  );
  return revoked.length;
}

/** Rows that can still be decided after the list was applied. */
export const undecided = (row: Pick<typeof rosterImportRows.$inferSelect, "outcome">): boolean =>
  row.outcome !== null && ["look", "not_placed", "invalid", "invited"].includes(row.outcome);
