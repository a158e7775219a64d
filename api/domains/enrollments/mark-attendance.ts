import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { enrollments, sponsors, trainingHours, trainings } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type EventRecord, lockEvent, mayMark, noSuchEvent } from "../events/index.ts";
import { type MarkAttendance, markAttendanceSchema } from "../events/schemas.ts";

type Mark = { enrollmentId: number; status: "attended" | "no_show" | "enrolled"; hours?: number };
type EnrollmentRecord = typeof enrollments.$inferSelect;

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
    const roster = await rosterOf(tx, id, marks);
    let changed = 0;
    for (const mark of marks) {
      const done = await applyMark(
        tx,
        { ...system, actor: ctx.actor },
        event,
        roster.get(mark.enrollmentId)!,
        mark,
      );
      if (done) changed += 1;
    }
    return { id, changed };
  });
}

async function rosterOf(
  tx: Tx,
  eventId: number,
  marks: readonly Mark[],
): Promise<Map<number, EnrollmentRecord>> {
  const ids = [...new Set(marks.map((mark) => mark.enrollmentId))];
  if (ids.length < marks.length) throw new Invalid("One person is marked twice.");
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

/** One mark; false where it says what the roster says already. */
async function applyMark(
  tx: Tx,
  ctx: Ctx,
  event: EventRecord,
  before: EnrollmentRecord,
  mark: Mark,
): Promise<boolean> {
  const attended = mark.status === "attended";
  const hours = attended ? String(mark.hours ?? Number(event.hours)) : null;
  if (attended && Number(hours) > Number(event.hours))
    throw new Invalid(`The event gives ${Number(event.hours)} hours; nobody can have more.`);
  if (before.status === mark.status && (!attended || Number(before.hoursGranted) === Number(hours)))
    return false;
  const accountId = ctx.actor.type === "account" ? ctx.actor.accountId : null;
  const [after] = await tx
    .update(enrollments)
    .set({
      status: mark.status,
      hoursGranted: hours,
      markedAt: mark.status === "enrolled" ? null : ctx.now,
      markedById: mark.status === "enrolled" || !accountId ? null : accountId,
      ...(attended ? await demographicsOn(tx, before.participantId, event) : noDemographics),
    })
    .where(eq(enrollments.id, before.id))
    .returning();
  if (before.status === "attended")
    await tx.delete(trainingHours).where(eq(trainingHours.enrollmentId, before.id));
  if (attended) await grantHours(tx, event, after!);
  await recordAudit(tx, ctx, {
    action: attended ? "enrollment.attended" : "enrollment.marked",
    subject: { type: "enrollments", id: before.id },
    participantId: before.participantId,
    before,
    after: after!,
  });
  if (attended && before.status !== "attended")
    await enqueue(tx, "notify_enrollment", { enrollmentId: before.id, status: "attended" });
  return true;
}

const noDemographics = { setting: null, position: null, homeCounty: null };

/** Where and as what the person worked when the training took place; a confirmed position before a reported one. */
async function demographicsOn(
  tx: Tx,
  participantId: number,
  event: EventRecord,
): Promise<typeof noDemographics> {
  const [row] = await tx.execute(sql`select p.county as "homeCounty", work.setting, work.position
    from participants p left join lateral (
      select g.setting, e.position from employments e join programs g on g.id = e.program_id
      where e.participant_id = p.id and e.status <> 'declined' and e.started_on <= ${event.endsOn}
        and (e.ended_on is null or e.ended_on >= ${event.startsOn})
      order by (e.status = 'confirmed') desc, e.started_on desc, e.id desc limit 1) work on true
    where p.id = ${participantId}`);
  return row as unknown as typeof noDemographics;
}

async function grantHours(tx: Tx, event: EventRecord, row: EnrollmentRecord): Promise<void> {
  const [source] = await tx
    .select({ competency: trainings.competency, sponsorName: sponsors.name })
    .from(trainings)
    .innerJoin(sponsors, eq(sponsors.id, trainings.sponsorId))
    .where(eq(trainings.id, event.trainingId));
  await tx.insert(trainingHours).values({
    participantId: row.participantId,
    evidence: "sponsor_attendance",
    title: event.title,
    sponsorName: source?.sponsorName,
    competency: source?.competency,
    hours: row.hoursGranted!,
    completedOn: event.endsOn,
    enrollmentId: row.id,
  });
}
