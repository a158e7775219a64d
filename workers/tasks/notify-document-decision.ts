import { desc, eq } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import type { CorrespondenceLanguage } from "#db/enums.ts";
import { reasonIn } from "#db/jurisdictions/index.ts";
import { documentDecisions, documents } from "#db/schema/index.ts";
import { addresseeOf, notify } from "../email/notify.ts";
import { languageOf } from "../email/render.ts";
import { documentTypeLabel } from "../email/words.ts";
import type { Task } from "./task.ts";

/**
 * Tells the participant what was decided on a document, why, and the one thing to fix: in the language they are written to
 * in, with the English below. Quiet once a newer decision holds. M6
 */
export const notifyDocumentDecision: Task<"notify_document_decision"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .select({ decision: documentDecisions, document: documents })
      .from(documentDecisions)
      .innerJoin(documents, eq(documents.id, documentDecisions.documentId))
      .where(eq(documentDecisions.id, payload.decisionId));
    const to = row && (await addresseeOf(tx, row.document.participantId));
    if (!row || !to)
      return log.info({ decisionId: payload.decisionId }, "nobody to tell about this decision");
    const { decision, document } = row;
    const [newest] = await tx
      .select({ id: documentDecisions.id })
      .from(documentDecisions)
      .where(eq(documentDecisions.documentId, document.id))
      .orderBy(desc(documentDecisions.id))
      .limit(1);
    if (newest?.id !== decision.id || decision.outcome === "reset" || document.status === "deleted") {
      return log.info({ decisionId: decision.id }, "this decision no longer holds");
    }
    const valuesIn = (language: CorrespondenceLanguage) => ({
      name: to.name,
      documentId: String(document.id),
      documentType: documentTypeLabel(ctx.jurisdiction, document.type, language),
      ...reasonIn(ctx.jurisdiction, decision, language),
    });
    await notify(tx, ctx, {
      to,
      template: `document_${decision.outcome}`,
      values: valuesIn(languageOf(to.locale)),
      english: valuesIn("en"),
      dedupeKey: `document_decision:${decision.id}`,
    });
  });
