import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { employmentWages } from "#db/schema/index.ts";
import { wagePlace } from "#db/secret-places.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { canReadField, requirePermission } from "../../kernel/permissions.ts";
import { employmentList } from "./list.ts";
import type { EmploymentRow, EmploymentView, Wage } from "./schemas.ts";

/**
 * One position, with its wage where the reader may see it: the participant, the agency, the current employer for its own
 * rows (S91, G11). Somebody else's view of a wage leaves an audit row in the same transaction (TRUST 4.4).
 */
export async function getEmployment(ctx: Ctx, id: number): Promise<EmploymentView> {
  requirePermission(ctx, "employments:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = rowsOf<EmploymentRow>(await runList(inner, tx, employmentList, { filter: { id } }));
    if (!row) throw new NotFound("There is no such employment record, or it is not yours to see.");
    if (!canReadField(inner, "employments.wage")) return row;
    const wage = await readWage(tx, inner, id);
    const self = inner.actor.type === "account" && inner.actor.participantId === row.participantId;
    if (wage && !self) {
      await recordAudit(tx, inner, {
        action: "employment.wage_viewed",
        subject: { type: "employments", id },
        participantId: row.participantId,
      });
    }
    return { ...row, wage };
  });
}

async function readWage(tx: Tx, ctx: Ctx, id: number): Promise<Wage | null> {
  const [stored] = await tx.select().from(employmentWages).where(eq(employmentWages.employmentId, id));
  return stored
    ? { amount: ctx.secrets.open(stored.amountCiphertext, wagePlace(id)), period: stored.period }
    : null;
}
