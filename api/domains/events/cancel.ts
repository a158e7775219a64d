import { and, eq, inArray } from "drizzle-orm";
import { enqueue } from "#db/queue/enqueue.ts";
import { enrollments, events } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { requireSponsor } from "../sponsors/index.ts";
import { getEvent } from "./get.ts";
import { lockEvent, noSuchEvent } from "./internal.ts";
import { type CancelEvent, cancelEventSchema, type EventView } from "./schemas.ts";

/**
 * Calls an event off: everybody on the roster is withdrawn and told.
 * @throws Conflict where it was cancelled or closed already, somebody attended, or `version` is old.
 */
export async function cancelEvent(ctx: Ctx, raw: CancelEvent): Promise<EventView> {
  requirePermission(ctx, "events:write");
  const { id, version, reason } = cancelEventSchema.parse(raw);
  await inTransaction(asSystem(ctx, "cancel_event"), async (tx) => {
    const before = await lockEvent(tx, id);
    requireSponsor(ctx, "events:write", before.sponsorId, noSuchEvent);
    if (before.version !== version) throw stale(await getEvent({ ...ctx, db: tx, inTx: true }, id));
    if (before.status === "cancelled" || before.status === "closed")
      throw new Conflict("This event was cancelled or closed already.");
    const [attended] = await tx
      .select({ id: enrollments.id })
      .from(enrollments)
      .where(and(eq(enrollments.eventId, id), eq(enrollments.status, "attended")))
      .limit(1);
    if (attended)
      throw new Conflict("Somebody attended this event, so it took place and cannot be cancelled.");
    const [after] = await tx.update(events).set({ status: "cancelled" }).where(eq(events.id, id)).returning();
    const told = await tx
      .update(enrollments)
      .set({ status: "withdrawn", waitlistPosition: null })
      .where(and(eq(enrollments.eventId, id), inArray(enrollments.status, ["enrolled", "waitlisted"])))
      .returning({ id: enrollments.id });
    await recordAudit(tx, ctx, {
      action: "event.cancelled",
      subject: { type: "events", id },
      before,
      after: { ...after, withdrawn: told.length },
      reason,
    });
    for (const row of told)
      await enqueue(tx, "notify_enrollment", { enrollmentId: row.id, status: "cancelled" });
  });
  return getEvent(ctx, id);
}
