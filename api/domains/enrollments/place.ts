import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { enrollments } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { closeWaitlistGap, type EventRecord, seatsTaken } from "../events/index.ts";
import type { Person } from "./internal.ts";

type EnrollmentRecord = typeof enrollments.$inferSelect;
type Source = EnrollmentRecord["source"];

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
  const [before] = await tx
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.eventId, event.id), eq(enrollments.participantId, person.id)));
  const walksIn = source === "walk_in";
  if (before && already[before.status] && !(walksIn && before.status === "waitlisted"))
    throw new Conflict(`${person.name} (${person.registryNumber}) ${already[before.status]}.`, {
      details: { enrollmentId: before.id, status: before.status, waitlistPosition: before.waitlistPosition },
    });
  const last = await lastPosition(tx, event.id);
  const hasSeat = (await seatsTaken(tx, event.id)) < event.capacity && (walksIn || last === 0);
  if (walksIn && !hasSeat)
    throw new Conflict(
      `All ${event.capacity} seats are taken. Mark who did not come, or give the event more seats first.`,
    );
  const values = {
    status: hasSeat ? ("enrolled" as const) : ("waitlisted" as const),
    waitlistPosition: hasSeat ? null : last + 1,
    source,
  };
  const [after] = before
    ? await tx
        .update(enrollments)
        .set({ ...values, markedAt: null, markedById: null })
        .where(eq(enrollments.id, before.id))
        .returning()
    : await tx
        .insert(enrollments)
        .values({ ...values, eventId: event.id, participantId: person.id })
        .returning();
  if (before?.waitlistPosition) await closeWaitlistGap(tx, event.id, before.waitlistPosition);
  await recordAudit(tx, ctx, {
    action: "enrollment.created",
    subject: { type: "enrollments", id: after!.id },
    participantId: person.id,
    before,
    after: after!,
  });
  if (!walksIn) {
    const status = after!.status === "waitlisted" ? "waitlisted" : "enrolled";
    await enqueue(tx, "notify_enrollment", { enrollmentId: after!.id, status });
  }
  return after!;
}

async function lastPosition(tx: Tx, eventId: number): Promise<number> {
  const [row] = (await tx.execute(sql`select coalesce(max(waitlist_position), 0)::int as last from enrollments
    where event_id = ${eventId} and status = 'waitlisted'`)) as unknown as { last: number }[];
  return row!.last;
}
