import { and, eq } from "drizzle-orm";
import { recordAudit } from "#api/kernel/audit.ts";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { documents } from "#db/schema/index.ts";

/**
 * Ends a document whose pages cannot be had, with the reason in words, and has its owner told. One that has moved on
 * meanwhile is left alone, so it may be asked for twice. S57
 */
export async function markUnreadable(ctx: Ctx, documentId: number, reason: string): Promise<void> {
  await inTransaction(ctx, async (tx, inner) => {
    const [moved] = await tx
      .update(documents)
      .set({ status: "unreadable", unreadableReason: reason })
      .where(and(eq(documents.id, documentId), eq(documents.status, "processing")))
      .returning({ participantId: documents.participantId });
    if (!moved) return;
    await recordAudit(tx, inner, {
      action: "document.unreadable",
      subject: { type: "documents", id: documentId },
      participantId: moved.participantId,
      after: { status: "unreadable" },
      reason,
    });
    await enqueue(tx, "notify_document_received", { documentId });
  });
}
