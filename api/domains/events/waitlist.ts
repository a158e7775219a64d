import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { enrollments } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import type { EventRecord } from "./internal.ts";

/** Seats taken, by those enrolled and those who came. */
async function seatsTaken(tx: Tx, eventId: number): Promise<number> {
  const [row] = (await tx.execute(sql`select count(*)::int as taken from enrollments
    where event_id = ${eventId} and status in ('enrolled', 'attended')`)) as unknown as { taken: number }[];
  return row!.taken;
}

/** Takes a person off the waiting list and closes the gap: positions stay 1 … n. The event must be locked. */
export async function closeWaitlistGap(tx: Tx, eventId: number, position: number): Promise<void> {
  await tx
    .update(enrollments)
    .set({ waitlistPosition: sql`${enrollments.waitlistPosition} - 1` })
    .where(
      and(
        eq(enrollments.eventId, eventId),
        eq(enrollments.status, "waitlisted"),
        gt(enrollments.waitlistPosition, position),
      ),
    );
}

/**
 * Gives free seats to the first on the waiting list, in order, and tells them. G4
 * The event must be locked and the transaction run as the registry; `ctx` names who caused it. Nothing after the event.
 */
export async function promoteWaitlisted(tx: Tx, ctx: Ctx, event: EventRecord): Promise<void> {
  if (!["published", "invite_only"].includes(event.status)) return;
  if (event.startsOn < todayIn(ctx.jurisdiction.timeZone, ctx.now)) return;
  const free = event.capacity - (await seatsTaken(tx, event.id));
  if (free <= 0) return;
  const waiting = await tx
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.eventId, event.id), eq(enrollments.status, "waitlisted")))
    .orderBy(asc(enrollments.waitlistPosition), asc(enrollments.id))
    .limit(free);
  for (const before of waiting) {
    const [after] = await tx
      .update(enrollments)
      .set({ status: "enrolled", waitlistPosition: null })
      .where(eq(enrollments.id, before.id))
      .returning();
    await recordAudit(tx, ctx, {
      action: "enrollment.promoted",
      subject: { type: "enrollments", id: before.id },
      participantId: before.participantId,
      before,
      after: after!,
    });
    await enqueue(tx, "notify_enrollment", { enrollmentId: before.id, status: "promoted" });
  }
  if (waiting.length > 0)
    await tx
      .update(enrollments)
      .set({ waitlistPosition: sql`${enrollments.waitlistPosition} - ${waiting.length}` })
      .where(and(eq(enrollments.eventId, event.id), eq(enrollments.status, "waitlisted")));
}
