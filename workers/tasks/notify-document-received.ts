import { eq } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import { documents } from "#db/schema/index.ts";
import { addresseeOf, notify } from "../email/notify.ts";
import { documentTypeLabel } from "../email/words.ts";
import type { Task } from "./task.ts";

/** Tells the participant that a document arrived, or that what arrived cannot be opened. S51 */
export const notifyDocumentReceived: Task<"notify_document_received"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [document] = await tx.select().from(documents).where(eq(documents.id, payload.documentId));
    const to = document && (await addresseeOf(tx, document.participantId));
    if (!document || !to || ["deleted", "superseded"].includes(document.status)) {
      return log.info({ documentId: payload.documentId }, "nobody to tell about this document");
    }
    const common = {
      name: to.name,
      documentId: String(document.id),
      documentType: documentTypeLabel(ctx.jurisdiction, document.type),
    };
    if (document.status === "unreadable") {
      const values = { ...common, reason: document.unreadableReason ?? "" };
      await notify(tx, ctx, {
        to,
        template: "document_unreadable",
        values,
        dedupeKey: `document_unreadable:${document.id}`,
      });
      return;
    }
    const values = { ...common, verificationPromise: ctx.jurisdiction.verificationPromise };
    await notify(tx, ctx, {
      to,
      template: "document_received",
      values,
      dedupeKey: `document_received:${document.id}`,
    });
  });
