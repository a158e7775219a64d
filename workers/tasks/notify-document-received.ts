import { eq } from "drizzle-orm";
import { expectedFor } from "#api/domains/queue-pace/index.ts";
import { inTransaction } from "#api/kernel/context.ts";
import { documents } from "#db/schema/index.ts";
import { addresseeOf, notify } from "../email/notify.ts";
import { documentTypeLabel, longDate, promiseIn } from "../email/words.ts";
import type { Task } from "./task.ts";

/**
 * Tells the participant that a document arrived, its place in the line and the day it should be read (M6), or that what
 * arrived cannot be opened. Where the desk's pace says nothing yet, the jurisdiction's promise stands. S51
 */
export const notifyDocumentReceived: Task<"notify_document_received"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx, inner) => {
    const [document] = await tx.select().from(documents).where(eq(documents.id, payload.documentId));
    const to = document && (await addresseeOf(tx, document.participantId));
    if (!document || !to || ["deleted", "superseded"].includes(document.status)) {
      return log.info({ documentId: payload.documentId }, "nobody to tell about this document");
    }
    const common = {
      name: to.name,
      documentId: String(document.id),
      documentType: documentTypeLabel(ctx.jurisdiction, document.type, to.locale),
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
    const expected = (await expectedFor(inner, [document])).get(document.id);
    const expectedOn = longDate(expected?.expectedOn, to.locale);
    const values = {
      ...common,
      place: expected?.place ? expected.place.toLocaleString("en-US") : "",
      expectedOn,
      verificationPromise: expectedOn ? "" : promiseIn(ctx.jurisdiction.verificationPromise, to.locale),
    };
    await notify(tx, ctx, {
      to,
      template: "document_received",
      values,
      dedupeKey: `document_received:${document.id}`,
    });
  });
