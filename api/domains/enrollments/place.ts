import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueueAll } from "#db/queue/enqueue.ts";
import { enrollments } from "#db/schema/index.ts";
import { recordAudits } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import type { EventRecord } from "../events/index.ts";
import type { Person } from "./internal.ts";
import { type EnrollmentRecord, giveSeat, isOn, seatsNow } from "./seats.ts";

type Source = EnrollmentRecord["source"];
/** Somebody to be put on the roster; `inRoom` for who stands in the room or sat there. */
export type Placing = { participantId: number; source: Source; inRoom: boolean };

const already: Partial<Record<EnrollmentRecord["status"], string>> = {
  enrolled: "is enrolled in this event already",
  waitlisted: "is on the waiting list of this event already",
  attended: "attended this event already",
};

/**
 * Puts a person on the roster: a seat where one is free and nobody waits for it, otherwise the end of the waiting list.
 * The event must be locked (so 100 people at once get exactly its seats, ASVS V2.3.4) and the transaction run as the
 * registry; `ctx` names who does it. A walk-in stands in the room: it gets a seat or is refused, never a place in line.
 * @throws Conflict where the person is on the roster already, or a walk-in finds the room full.
 */
export async function placeOnRoster(
  tx: Tx,
  ctx: Ctx,
  event: EventRecord,
  person: Person,
  source: Source,
): Promise<EnrollmentRecord> {
  const [before] = await rosterRowsOf(tx, event.id, [person.id]);
  const inRoom = source === "walk_in";
  if (before && isOn(before, inRoom))
    throw new Conflict(`${person.name} (${person.registryNumber}) ${already[before.status]}.`, {
      details: { enrollmentId: before.id, status: before.status, waitlistPosition: before.waitlistPosition },
    });
  const [placed] = await placeAllOnRoster(tx, ctx, event, [{ participantId: person.id, source, inRoom }]);
  if (placed) return placed;
  throw new Conflict(
    `All ${event.capacity} seats are taken. Mark who did not come, or give the event more seats first.`,
  );
}

/** The roster's rows of some people. */
async function rosterRowsOf(tx: Tx, eventId: number, people: readonly number[]): Promise<EnrollmentRecord[]> {
  return tx
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.eventId, eventId), inArray(enrollments.participantId, [...people])));
}

/**
 * As {@link placeOnRoster} for many different people in their order, with the same statements however many they are.
 * @returns the rows of those who were placed: whoever is on the roster already, and a walk-in without a seat, is left out. Who
 * sat in the room is told by the mark that follows.
 */
export async function placeAllOnRoster(
  tx: Tx,
  ctx: Ctx,
  event: EventRecord,
  placings: readonly Placing[],
): Promise<EnrollmentRecord[]> {
  if (placings.length === 0) return [];
  const people = placings.map(({ participantId }) => participantId);
  const known = new Map((await rosterRowsOf(tx, event.id, people)).map((row) => [row.participantId, row]));
  const seats = await seatsNow(tx, event);
  const placed = placings.flatMap(({ participantId, source, inRoom }) => {
    const before = known.get(participantId);
    const given = before && isOn(before, inRoom) ? undefined : giveSeat(seats, inRoom, before);
    return given ? [{ ...given, participantId, source, id: before?.id }] : [];
  });
  const fresh = placed.filter(({ id }) => id === undefined);
  const again = placed.filter(({ id }) => id !== undefined);
  // A record merged meanwhile: its row lands on the survivor, so rows are told by what was written, not by who was meant.
  const written =
    fresh.length > 0
      ? await tx
          .insert(enrollments)
          .values(fresh.map(({ id: _, ...row }) => ({ ...row, eventId: event.id })))
          .returning({ id: enrollments.id })
      : [];
  if (again.length > 0)
    await tx.execute(sql`update enrollments e set status = given.status, waitlist_position = given."waitlistPosition",
      source = given.source, marked_at = null, marked_by_id = null
      from jsonb_to_recordset(${JSON.stringify(again)}::text::jsonb)
        as given(id integer, status text, "waitlistPosition" integer, source text) where e.id = given.id`);
  if (again.some(({ id }) => [...known.values()].some((row) => row.id === id && row.waitlistPosition)))
    await closeWaitlistGaps(tx, event.id);
  const ids = placed.map(({ id }) => id ?? written.shift()!.id);
  const after = new Map(
    (await tx.select().from(enrollments).where(inArray(enrollments.id, ids))).map((row) => [row.id, row]),
  );
  const rows = ids.map((id) => after.get(id)!);
  await recordAudits(
    tx,
    ctx,
    rows.map((row) => ({
      action: "enrollment.created",
      subject: { type: "enrollments", id: row.id },
      participantId: row.participantId,
      before: known.get(row.participantId),
      after: row,
    })),
  );
  const quiet = new Set(placings.filter(({ inRoom }) => inRoom).map(({ participantId }) => participantId));
  const told = rows.filter(({ participantId }) => !quiet.has(participantId));
  await enqueueAll(
    tx,
    "notify_enrollment",
    told.map(({ id, status }) => ({
      enrollmentId: id,
      status: status === "waitlisted" ? ("waitlisted" as const) : ("enrolled" as const),
    })),
  );
  return rows;
}

/** Positions are 1 … n again after people left the waiting list for a seat; who came later stays behind. */
async function closeWaitlistGaps(tx: Tx, eventId: number): Promise<void> {
  await tx.execute(sql`update enrollments e set waitlist_position = line.place
    from (select id, row_number() over (order by waitlist_position, id)::integer as place from enrollments
      where event_id = ${eventId} and status = 'waitlisted') line
    where e.id = line.id and e.waitlist_position <> line.place`);
}
