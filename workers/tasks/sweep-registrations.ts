import { and, eq, inArray, lt } from "drizzle-orm";
import { recordAudit } from "#api/kernel/audit.ts";
import { todayIn } from "#api/kernel/calendar.ts";
import { inTransaction } from "#api/kernel/context.ts";
import { participants } from "#db/schema/index.ts";
import type { Task } from "./task.ts";

const batch = 500;

/** Ends registrations past their renewal date, by the state's own calendar, where the state has them renewed. S3 */
export const sweepRegistrations: Task<"sweep_registrations"> = async (_payload, ctx, { log, signal }) => {
  if (ctx.jurisdiction.registration.renewsAfterMonths === null) return;
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  for (let ended = batch; ended === batch && !signal?.aborted; ) {
    ended = await inTransaction(ctx, async (tx, inner) => {
      const due = tx
        .select({ id: participants.id })
        .from(participants)
        .where(and(eq(participants.status, "active"), lt(participants.renewsOn, today)))
        .orderBy(participants.id)
        .limit(batch)
        .for("update", { skipLocked: true });
      const expired = await tx
        .update(participants)
        .set({ status: "expired" })
        .where(inArray(participants.id, due))
        .returning({ id: participants.id });
      for (const { id } of expired) {
        await recordAudit(tx, inner, {
          action: "participant.registration_expired",
          subject: { type: "participants", id },
          participantId: id,
          before: { status: "active" },
          after: { status: "expired" },
        });
      }
      return expired.length;
    });
    if (ended > 0) log.info({ count: ended }, "registrations ended");
  }
};
