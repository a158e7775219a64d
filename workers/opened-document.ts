import { and, eq } from "drizzle-orm";
import { carriesEntries } from "#api/domains/documents/index.ts";
import { recordAudit } from "#api/kernel/audit.ts";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { enqueue, enqueueReading } from "#db/queue/enqueue.ts";
import type { Word } from "#db/reading.ts";
import { documentPageTexts, documents } from "#db/schema/index.ts";
import { hasGaps } from "./media/pdf-words.ts";

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

/** A page as it was stored, with the words of its text layer where it has one that can be used. */
export type KeptPage = { pageId: number; words: Word[] | null };

/**
 * Puts a document whose pages are there into the line: status, the words that need no recognition, and a reading of what
 * carries entries. `write` stores its files and pages. @returns false, with nothing written, where it has moved on
 * meanwhile.
 */
export function keepOpened(
  ctx: Ctx,
  documentId: number,
  write: (tx: Tx) => Promise<KeptPage[]>,
): Promise<boolean> {
  return inTransaction(ctx, async (tx, inner) => {
    const [moved] = await tx
      .update(documents)
      .set({ status: "unverified", unreadableReason: null })
      .where(and(eq(documents.id, documentId), eq(documents.status, "processing")))
      .returning({ participantId: documents.participantId, type: documents.type });
    if (!moved) return false;
    const pages = await write(tx);
    const texts = pages.flatMap(({ pageId, words }) =>
      words ? [{ pageId, source: "text_layer" as const, words }] : [],
    );
    if (texts.length > 0) await tx.insert(documentPageTexts).values(texts);
    if (carriesEntries(moved.type)) await enqueueReading(tx, documentId);
    await recordAudit(tx, inner, {
      action: "document.processed",
      subject: { type: "documents", id: documentId },
      participantId: moved.participantId,
      after: { status: "unverified", pages: pages.length },
    });
    return true;
  });
}

/** The words of a page that need no recognition: a text layer whose every letter means something. */
export const wholeWords = (words: Word[] | null): Word[] | null => (words && !hasGaps(words) ? words : null);
