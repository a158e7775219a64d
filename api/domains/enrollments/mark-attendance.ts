import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enrollments } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { lockEvent, mayMark, noSuchEvent } from "../events/index.ts";
import { type MarkAttendance, markAttendanceSchema } from "../events/schemas.ts";
import { applyMarks } from "./marks.ts";
import type { EnrollmentRecord } from "./seats.ts";

/**
 * Marks a roster. Attended grants the event's hours at once, exactly once, without a certificate (S80, S121), and keeps
 * setting, position and county as they were on the day (B-R3); taking the mark back takes the hours back.
 * @throws NotFound for another's event or roster; Conflict before the event, after cancelling, for somebody waitlisted or withdrawn.
 */
export async function markAttendance(
  ctx: Ctx,
  raw: MarkAttendance,
): Promise<{ id: number; changed: number }> {
  requirePermission(ctx, "enrollments:attend");
  const { id, marks } = markAttendanceSchema.parse(raw);
  return inTransaction(asSystem(ctx, "mark_attendance"), async (tx, system) => {
    const event = await lockEvent(tx, id);
    if (!(await mayMark({ ...ctx, db: tx }, tx, event))) throw new NotFound(noSuchEvent);
    if (event.status === "cancelled" || event.status === "draft")
      throw new Conflict("This event was not held, so nobody can have attended.");
    if (event.startsOn > todayIn(ctx.jurisdiction.timeZone, ctx.now))
      throw new Conflict(`The event begins on ${event.startsOn}; attendance is marked from that day on.`);
    const ids = marks.map(({ enrollmentId }) => enrollmentId);
    const roster = await rosterOf(tx, id, ids);
    const changed = await applyMarks(
      tx,
      { ...system, actor: ctx.actor },
      event,
      marks.map(({ enrollmentId, status, hours }) => ({ before: roster.get(enrollmentId)!, status, hours })),
    );
    return { id, changed: changed.length };
  });
}

async function rosterOf(
  tx: Tx,
  eventId: number,
  marked: readonly number[],
): Promise<Map<number, EnrollmentRecord>> {
  const ids = [...new Set(marked)];
  if (ids.length < marked.length) throw new Invalid("One person is marked twice.");
  const rows = await tx
    .select()
    .from(enrollments)
    .where(and(eq(enrollments.eventId, eventId), inArray(enrollments.id, ids)));
  if (rows.length < ids.length) throw new NotFound("Somebody marked is not on this event's roster.");
  const off = rows.find((row) => row.status === "waitlisted" || row.status === "withdrawn");
  if (off)
    throw new Conflict("Somebody marked was waitlisted or withdrawn. If they came, add them as a walk-in.");
  return new Map(rows.map((row) => [row.id, row]));
}
