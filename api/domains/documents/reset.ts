import { and, eq, inArray } from "drizzle-orm";
import { documentDecisions, documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf, lockDocument, refuseOwnRecord } from "./internal.ts";
import { type ResetDocument, resetSchema } from "./schemas.ts";
import { reinstateReplaced } from "./supersede.ts";

/**
 * Takes a decision back: the document waits again where it stood, its rows no longer print, and the decision stays in
 * the history beside the reset. A document it had replaced prints again.
 * @throws Conflict for a stale version or a document without a decision.
 */
export async function resetDocument(
  ctx: Ctx,
  raw: ResetDocument,
): Promise<{ id: number; status: string; version: number }> {
  requirePermission(ctx, "documents:decide");
  const { id, version, reason } = resetSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    refuseOwnRecord(inner, before.participantId);
    const [after] = await tx
      .update(documents)
      .set({ status: "unverified", decidedAt: null, decidedById: null })
      .where(
        and(
          eq(documents.id, id),
          eq(documents.version, version),
          inArray(documents.status, ["verified", "action_required", "not_accepted"]),
        ),
      )
      .returning();
    if (!after) {
      const stale = before.version !== version;
      throw new Conflict(
        stale
          ? "The document was changed since you opened it. Look at it again."
          : "There is no decision to take back.",
        { details: { current: before } },
      );
    }
    await tx.insert(documentDecisions).values({
      documentId: id,
      outcome: "reset",
      internalNote: reason,
      rulesVersion: inner.jurisdiction.rulesVersion,
      decidedById: accountIdOf(inner),
    });
    if (before.status === "verified") await reinstateReplaced(tx, inner, id);
    await recordAudit(tx, inner, {
      action: "document.reset",
      subject: { type: "documents", id },
      participantId: after.participantId,
      before: { status: before.status },
      after: { status: after.status },
      reason,
    });
    return { id, status: after.status, version: after.version };
  });
}
