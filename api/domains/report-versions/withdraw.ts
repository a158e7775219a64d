import { and, eq, isNull } from "drizzle-orm";
import { reportVersions } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { getReportVersion } from "./get.ts";
import {
  type ReportVersionView,
  type WithdrawReportVersion,
  withdrawReportVersionSchema,
} from "./schemas.ts";

/**
 * Takes an issued report back: from now on its code answers *withdrawn*, whatever the record says. For a report that was
 * printed from a mistake or handed to the wrong person; the reason stays inside the registry. It is not undone: the
 * person's next report has a code of its own. @throws Conflict where it is withdrawn already or changed meanwhile.
 */
export async function withdrawReportVersion(
  ctx: Ctx,
  raw: WithdrawReportVersion,
): Promise<ReportVersionView> {
  requirePermission(ctx, "report_versions:withdraw");
  const input = withdrawReportVersionSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await getReportVersion(inner, input.id);
    if (before.withdrawnAt !== null) throw new Conflict("This report is withdrawn already.");
    const [after] = await tx
      .update(reportVersions)
      .set({
        withdrawnAt: inner.now,
        withdrawnById: inner.actor.type === "account" ? inner.actor.accountId : null,
        withdrawnReason: input.reason,
      })
      .where(
        and(
          eq(reportVersions.id, input.id),
          eq(reportVersions.version, input.version),
          isNull(reportVersions.withdrawnAt),
        ),
      )
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: "report_version.withdrawn",
      subject: { type: "report_versions", id: after.id },
      participantId: after.participantId,
      before: { withdrawnAt: null },
      after: { withdrawnAt: after.withdrawnAt, number: after.number },
      reason: input.reason,
    });
    return getReportVersion(inner, input.id);
  });
}
