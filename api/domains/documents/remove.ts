import { and, eq, inArray, notInArray } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { documents, nameChanges, reviewRequests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { inWords, lockDocument, offTheDesk } from "./internal.ts";
import { type ById, byIdSchema } from "./schemas.ts";

/** What is taken back needs no second judgement: an open request for one ends with it. M6 */
async function withdrawReview(tx: Tx, ctx: Ctx, documentId: number): Promise<void> {
  const [review] = await tx
    .update(reviewRequests)
    .set({ status: "withdrawn" })
    .where(and(eq(reviewRequests.documentId, documentId), eq(reviewRequests.status, "requested")))
    .returning({ id: reviewRequests.id, participantId: reviewRequests.participantId });
  if (!review) return;
  await recordAudit(tx, ctx, {
    action: "review.withdrawn",
    subject: { type: "reviews", id: review.id },
    participantId: review.participantId,
    before: { status: "requested" },
    after: { status: "withdrawn", documentId },
  });
}

/** A participant takes a document back until it is verified, never after. S52 @throws Conflict, NotFound. */
export async function removeDocument(ctx: Ctx, raw: ById): Promise<{ id: number; status: "deleted" }> {
  requirePermission(ctx, "documents:delete");
  const { id } = byIdSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    const [evidence] = await tx
      .select({ id: nameChanges.id })
      .from(nameChanges)
      .where(
        and(eq(nameChanges.evidenceDocumentId, id), inArray(nameChanges.status, ["requested", "approved"])),
      )
      .limit(1);
    if (evidence) throw new Conflict("This document is the proof of a name change and cannot be deleted.");
    const [after] = await tx
      .update(documents)
      .set({ status: "deleted", claimedById: null, claimedUntil: null, ...offTheDesk })
      .where(and(eq(documents.id, id), notInArray(documents.status, ["verified", "superseded", "deleted"])))
      .returning({ participantId: documents.participantId });
    if (!after) {
      const message =
        before.status === "verified"
          ? "A verified document cannot be deleted. Ask the Help Desk if something is wrong."
          : `It cannot be deleted: the document ${inWords(before.status)}.`;
      throw new Conflict(message, {
        details: { current: { id, status: before.status, version: before.version } },
      });
    }
    await recordAudit(tx, inner, {
      action: "document.deleted",
      subject: { type: "documents", id },
      participantId: after.participantId,
      before: { status: before.status },
      after: { status: "deleted" },
    });
    await withdrawReview(tx, inner, id);
    return { id, status: "deleted" };
  });
}
