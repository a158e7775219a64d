import { and, eq, inArray } from "drizzle-orm";
import { enqueue } from "#db/queue/enqueue.ts";
import { enrollments } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { closeWaitlistGap, lockEvent, promoteWaitlisted } from "../events/index.ts";
import { holdsForSponsor, loadSponsor } from "../sponsors/index.ts";
import { readEnrollment } from "./get.ts";
import { type EnrollmentView, type Withdraw, withdrawSchema } from "./schemas.ts";

/**
 * Takes a person off a roster; the first on the waiting list gets the seat and is told. G4
 * An educator withdraws itself before the first day, where the sponsor allows it; otherwise it has to call (S119).
 * @throws NotFound outside the actor's scope; Precondition where the sponsor wants a call; Conflict after the fact.
 */
export async function withdraw(ctx: Ctx, raw: Withdraw): Promise<EnrollmentView> {
  if (!scopeOf(ctx, "enrollments:manage")) requirePermission(ctx, "enrollments:enroll");
  const { id, reason } = withdrawSchema.parse(raw);
  const seen = await inTransaction(ctx, (tx) => readEnrollment(tx, id));
  return inTransaction(asSystem(ctx, "withdraw"), async (tx, system) => {
    const event = await lockEvent(tx, seen.eventId);
    const sponsor = await loadSponsor(tx, event.sponsorId);
    const manages = holdsForSponsor(ctx, "enrollments:manage", event.sponsorId);
    if (!manages && !scopeOf(ctx, "enrollments:enroll"))
      throw new NotFound("There is no such enrollment, or it is not yours to change.");
    if (scopeOf(ctx, "enrollments:enroll") === "own" && !sponsor.selfWithdrawal)
      throw new Precondition(
        `${sponsor.name} asks you to call to withdraw${sponsor.contactPhone ? `: ${sponsor.contactPhone}` : "."}`,
      );
    const started = event.startsOn <= todayIn(ctx.jurisdiction.timeZone, ctx.now);
    if (started && !manages)
      throw new Conflict("The event has begun, so the organization keeps the roster now.");
    const [before] = await tx.select().from(enrollments).where(eq(enrollments.id, id));
    const [after] = await tx
      .update(enrollments)
      .set({ status: "withdrawn", waitlistPosition: null })
      .where(and(eq(enrollments.id, id), inArray(enrollments.status, ["enrolled", "waitlisted", "no_show"])))
      .returning();
    if (!after || !before)
      throw new Conflict(
        seen.status === "attended"
          ? "This person attended. Take the attendance back first."
          : "This person was withdrawn already.",
      );
    if (before.waitlistPosition) await closeWaitlistGap(tx, event.id, before.waitlistPosition);
    const acting = { ...system, actor: ctx.actor };
    await recordAudit(tx, acting, {
      action: "enrollment.withdrawn",
      subject: { type: "enrollments", id },
      participantId: after.participantId,
      before,
      after,
      reason,
    });
    await enqueue(tx, "notify_enrollment", { enrollmentId: id, status: "withdrawn" });
    await promoteWaitlisted(tx, acting, event);
    return readEnrollment(tx, id);
  });
}
