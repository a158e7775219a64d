import { and, desc, eq, ne } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { documentDecisions, documents, reviewRequests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readDeskSettings } from "../desk-settings/index.ts";
import { readReview } from "./get.ts";
import { type RequestReview, type ReviewView, requestReviewSchema } from "./schemas.ts";

const weeksAfter = (date: string, weeks: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + weeks * 7 * 86_400_000).toISOString().slice(0, 10);

/** The decision that holds. @throws Conflict where nothing has been decided, or a review of it was asked for already. */
async function decisionToReview(tx: Tx, document: typeof documents.$inferSelect) {
  const [decision] = await tx
    .select({ id: documentDecisions.id, outcome: documentDecisions.outcome })
    .from(documentDecisions)
    .where(eq(documentDecisions.documentId, document.id))
    .orderBy(desc(documentDecisions.id))
    .limit(1);
  const decided = ["verified", "action_required", "not_accepted"].includes(document.status);
  if (!decided || !decision || decision.outcome === "reset")
    throw new Conflict("There is no decision on this document that could be looked at again.");
  const earlier = await tx
    .select({ id: reviewRequests.id, status: reviewRequests.status, decisionId: reviewRequests.decisionId })
    .from(reviewRequests)
    .where(and(eq(reviewRequests.documentId, document.id), ne(reviewRequests.status, "withdrawn")));
  const open = earlier.find(({ status }) => status === "requested");
  if (open)
    throw new Conflict("A review of this document was asked for and is not answered yet.", { details: open });
  const answered = earlier.find(({ decisionId }) => decisionId === decision.id);
  if (answered)
    throw new Conflict("This decision was reviewed already; the answer stands.", { details: answered });
  return decision;
}

/**
 * Asks that another person looks at a decision again, with a reason and, if there is one, a document that proves it: by
 * the participant for their own document, or by staff who were told. One review for each decision; answered within the
 * weeks of the desk's settings. M6, B-D3
 * @throws Invalid for evidence that is not the person's, Conflict where nothing is decided or one was asked for, NotFound.
 */
export async function requestReview(ctx: Ctx, raw: RequestReview): Promise<ReviewView> {
  const scope = requirePermission(ctx, "reviews:request");
  const input = requestReviewSchema.parse(raw);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  return inTransaction(ctx, async (tx, inner) => {
    const [document] = await tx
      .select()
      .from(documents)
      .where(eq(documents.id, input.documentId))
      .for("update");
    if (!document || document.status === "deleted" || (scope === "own" && document.participantId !== own))
      throw new NotFound("There is no such document.");
    if (document.type === "name_change_evidence")
      throw new Conflict("This proof belongs to a name change; ask for the name change again instead.");
    const decision = await decisionToReview(tx, document);
    if (input.evidenceDocumentId) await checkEvidence(tx, document, input.evidenceDocumentId);
    const { reviewWeeks } = await readDeskSettings(tx);
    const [row] = await tx
      .insert(reviewRequests)
      .values({
        ...input,
        participantId: document.participantId,
        decisionId: decision.id,
        dueOn: weeksAfter(todayIn(inner.jurisdiction.timeZone, inner.now), reviewWeeks),
      })
      .returning();
    await recordAudit(tx, inner, {
      action: "review.requested",
      subject: { type: "reviews", id: row!.id },
      participantId: document.participantId,
      after: { documentId: document.id, decisionId: decision.id, dueOn: row!.dueOn },
    });
    await enqueue(tx, "notify_review_received", { reviewId: row!.id });
    return readReview(tx, inner, row!.id);
  });
}

async function checkEvidence(tx: Tx, document: typeof documents.$inferSelect, evidenceId: number) {
  const [evidence] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.id, evidenceId),
        eq(documents.participantId, document.participantId),
        ne(documents.status, "deleted"),
        ne(documents.id, document.id),
      ),
    );
  const message = "Choose another document of the same person.";
  if (!evidence) throw new Invalid(message, { fields: { evidenceDocumentId: message } });
}
