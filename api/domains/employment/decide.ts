import { and, eq, ne } from "drizzle-orm";
import { employments } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { getEmployment } from "./get.ts";
import { type DecideEmployment, decideEmploymentSchema, type EmploymentView } from "./schemas.ts";

async function decide(
  ctx: Ctx,
  raw: DecideEmployment,
  status: "confirmed" | "declined",
): Promise<EmploymentView> {
  requirePermission(ctx, "employments:confirm");
  const { id, version } = decideEmploymentSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(employments).where(eq(employments.id, id));
    if (!before) throw new NotFound("There is no such employment record, or it is not yours to see.");
    const accountId = inner.actor.type === "account" ? inner.actor.accountId : null;
    const [after] = await tx
      .update(employments)
      .set({ status, confirmedAt: inner.now, confirmedById: accountId })
      .where(and(eq(employments.id, id), eq(employments.version, version), ne(employments.status, status)))
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: `employment.${status}`,
      subject: { type: "employments", id },
      participantId: before.participantId,
      before,
      after,
    });
    return getEmployment(inner, id);
  });
}

/** The program says: yes, this person works here (S163, S206). */
export const confirmEmployment = (ctx: Ctx, raw: DecideEmployment): Promise<EmploymentView> =>
  decide(ctx, raw, "confirmed");
/** The program says: no, this person does not. */
export const declineEmployment = (ctx: Ctx, raw: DecideEmployment): Promise<EmploymentView> =>
  decide(ctx, raw, "declined");
