import { and, eq, sql } from "drizzle-orm";
import { eventInstructors, eventSessions, events } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { loadSponsor, requireSponsor } from "../sponsors/index.ts";
import { getEvent } from "./get.ts";
import {
  daysOf,
  lockEvent,
  requireInstructors,
  requireOrgCode,
  seatsOf,
  sessionInstants,
} from "./internal.ts";
import { type EventView, type UpdateEvent, updateEventSchema } from "./schemas.ts";
import { promoteWaitlisted } from "./waitlist.ts";

/**
 * Saves an event; more seats move people up from the waiting list.
 * @throws Conflict for an old `version`, a cancelled event, hours that were granted already; Invalid per field.
 */
export async function updateEvent(ctx: Ctx, raw: UpdateEvent): Promise<EventView> {
  requirePermission(ctx, "events:write");
  const { id, version, sessions, instructorIds, hours, ...changes } = updateEventSchema.parse(raw);
  await inTransaction(asSystem(ctx, "update_event"), async (tx, system) => {
    const before = await lockEvent(tx, id);
    requireSponsor(
      ctx,
      "events:write",
      before.sponsorId,
      "There is no such event, or it is not yours to change.",
    );
    if (before.version !== version) throw stale(await getEvent({ ...ctx, db: tx, inTx: true }, id));
    if (before.status === "cancelled") throw new Conflict("This event was cancelled and cannot be edited.");
    const sponsor = await loadSponsor(tx, before.sponsorId);
    requireOrgCode(ctx, { ...before, ...changes }, sponsor);
    const { enrolled } = await seatsOf(tx, id);
    if (changes.capacity !== undefined && changes.capacity < enrolled) {
      const message = `${enrolled} people have a seat already.`;
      throw new Invalid(message, { fields: { capacity: message } });
    }
    if (hours !== undefined && hours !== Number(before.hours) && (await hoursAreGranted(tx, id)))
      throw new Conflict(
        "Hours of this event were granted already. Take the attendance back before you change them.",
      );
    if (instructorIds) {
      await requireInstructors(tx, before.sponsorId, instructorIds);
      await tx.delete(eventInstructors).where(eq(eventInstructors.eventId, id));
      const rows = [...new Set(instructorIds)].map((instructorId) => ({ eventId: id, instructorId }));
      if (rows.length > 0) await tx.insert(eventInstructors).values(rows);
    }
    if (sessions) {
      const instants = sessionInstants(sessions, ctx.jurisdiction.timeZone);
      await tx.delete(eventSessions).where(eq(eventSessions.eventId, id));
      await tx.insert(eventSessions).values(instants.map((each) => ({ ...each, eventId: id })));
    }
    const [after] = await tx
      .update(events)
      .set({
        ...changes,
        ...(sessions ? daysOf(sessions) : {}),
        ...(hours === undefined ? {} : { hours: String(hours) }),
        updatedAt: sql`now()`,
      })
      .where(and(eq(events.id, id), eq(events.version, version)))
      .returning();
    await recordAudit(tx, ctx, {
      action: "event.updated",
      subject: { type: "events", id },
      before,
      after: after!,
    });
    await promoteWaitlisted(tx, { ...system, actor: ctx.actor }, after!);
  });
  return getEvent(ctx, id);
}

async function hoursAreGranted(tx: Parameters<typeof seatsOf>[0], eventId: number): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from enrollments where event_id = ${eventId} and status = 'attended' limit 1`,
  );
  return rows.length > 0;
}
