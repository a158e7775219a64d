import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { enqueue } from "#db/queue/enqueue.ts";
import { participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { addMonths, todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { loadParticipant } from "./get.ts";

const schema = z.strictObject({ id: z.number().int() });
const renewalOpensMonthsAhead = 2;

/** Whether there is something to register: a record not active yet or lapsed, or one that renews within two months. S3, S8 */
export const registrationIsOpen = (
  person: { status: string; renewsOn: string | null },
  today: string,
): boolean =>
  person.status !== "active" ||
  (person.renewsOn !== null && addMonths(today, renewalOpensMonthsAhead) >= person.renewsOn);

/**
 * Registers or renews (S3, S8): the status becomes Active. The first registration date is kept; where the state renews
 * each year, the next renewal runs from today, or from the old renewal date when that is still ahead. A repeat before the
 * next renewal opens changes nothing.
 */
export async function registerParticipant(
  ctx: Ctx,
  raw: { id: number },
): Promise<{ id: number; renewsOn: string | null }> {
  requirePermission(ctx, "participants:register");
  const { id } = schema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await loadParticipant(tx, id);
    const today = todayIn(inner.jurisdiction.timeZone, inner.now);
    if (!registrationIsOpen(before, today)) return { id, renewsOn: before.renewsOn };
    const months = inner.jurisdiction.registration.renewsAfterMonths;
    const from =
      before.status === "active" && before.renewsOn && before.renewsOn > today ? before.renewsOn : today;
    const renewsOn = months === null ? null : addMonths(from, months);
    const [after] = await tx
      .update(participants)
      .set({ status: "active", registeredOn: before.registeredOn ?? today, renewsOn })
      .where(
        and(
          eq(participants.id, id),
          eq(participants.version, before.version),
          ne(participants.status, "merged"),
        ),
      )
      .returning();
    if (!after) throw new Conflict("The record changed just now. Please try again.");
    await recordAudit(tx, inner, {
      action: "participant.registered",
      subject: { type: "participants", id },
      participantId: id,
      before,
      after,
    });
    await enqueue(tx, "notify_registration", { participantId: id });
    return { id, renewsOn };
  });
}
