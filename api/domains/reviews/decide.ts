import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { documentDecisions, documents, reviewRequests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf, takeBack } from "../documents/index.ts";
import { mayJudge, readReview } from "./get.ts";
import {
  type DecideReview,
  decideReviewSchema,
  type ReviewView,
  type WithdrawReview,
  withdrawReviewSchema,
} from "./schemas.ts";

const doneAlready = {
  requested: "",
  upheld: "This review is answered already: the decision stands.",
  changed: "This review is answered already: the decision was taken back.",
  withdrawn: "The participant has withdrawn this request.",
} as const;

/** The request with who decided first, locked with its document. @throws NotFound */
async function lockOpen(tx: Tx, id: number) {
  // The document first, as whoever asks for a review or deletes the document locks it: nobody waits in a circle.
  await tx
    .select({ id: documents.id })
    .from(documents)
    .innerJoin(reviewRequests, eq(reviewRequests.documentId, documents.id))
    .where(eq(reviewRequests.id, id))
    .for("update", { of: documents });
  const [row] = await tx
    .select({ review: reviewRequests, firstId: documentDecisions.decidedById })
    .from(reviewRequests)
    .innerJoin(documentDecisions, eq(documentDecisions.id, reviewRequests.decisionId))
    .where(eq(reviewRequests.id, id))
    .for("update", { of: reviewRequests });
  if (!row) throw new NotFound("There is no such review, or it is not yours to see.");
  return row;
}

/**
 * Answers a review. `upheld` leaves the decision; `changed` takes it back (decisions are append-only): the document waits
 * again in its lane as the reviewer's own, and is decided anew. Never by whoever took the decision: the database refuses
 * it too. The participant is e-mailed the answer. M6, B-D3
 * @throws Forbidden for one's own decision or record, Conflict where it is answered, withdrawn or stale.
 */
export async function decideReview(ctx: Ctx, raw: DecideReview): Promise<ReviewView> {
  requirePermission(ctx, "reviews:decide");
  const { id, version, status, answer, internalNote } = decideReviewSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const { review, firstId } = await lockOpen(tx, id);
    if (!mayJudge(inner, review.participantId, firstId))
      throw new Forbidden("This decision, or this record, is your own. A colleague looks at it again.");
    if (review.status !== "requested")
      throw new Conflict(doneAlready[review.status], { details: { current: review } });
    const [after] = await tx
      .update(reviewRequests)
      .set({ status, answer, internalNote, decidedById: accountIdOf(inner), decidedAt: inner.now })
      .where(
        and(
          eq(reviewRequests.id, id),
          eq(reviewRequests.version, version),
          eq(reviewRequests.status, "requested"),
        ),
      )
      .returning();
    if (!after) throw stale(review);
    if (status === "changed" && (await isNewest(tx, review.documentId, review.decisionId)))
      await takeBack(tx, inner, review.documentId, {
        decisionId: review.decisionId,
        reason: `Review: ${answer}`,
      });
    await recordAudit(tx, inner, {
      action: `review.${status}`,
      subject: { type: "reviews", id },
      participantId: review.participantId,
      before: { status: review.status },
      after: { status, documentId: review.documentId, decisionId: review.decisionId },
      reason: internalNote ?? null,
    });
    await enqueue(tx, "notify_review_answered", { reviewId: id });
    return readReview(tx, inner, id);
  });
}

/** Whether the decision still holds: a clerk may have taken it back meanwhile, and then there is nothing to take back. */
async function isNewest(tx: Tx, documentId: number, decisionId: number): Promise<boolean> {
  const [newest] = await tx
    .select({ id: documentDecisions.id })
    .from(documentDecisions)
    .where(eq(documentDecisions.documentId, documentId))
    .orderBy(desc(documentDecisions.id))
    .limit(1);
  return newest?.id === decisionId;
}

/** The person asked and thinks again; another review of the same decision may be asked for later. @throws Conflict */
export async function withdrawReview(ctx: Ctx, raw: WithdrawReview): Promise<ReviewView> {
  const scope = requirePermission(ctx, "reviews:request");
  const { id, version } = withdrawReviewSchema.parse(raw);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  return inTransaction(ctx, async (tx, inner) => {
    const before = await readReview(tx, inner, id);
    if (scope === "own" && before.participantId !== own)
      throw new NotFound("There is no such review, or it is not yours to see.");
    if (before.status !== "requested")
      throw new Conflict(doneAlready[before.status], { details: { current: before } });
    const [after] = await tx
      .update(reviewRequests)
      .set({ status: "withdrawn" })
      .where(
        and(
          eq(reviewRequests.id, id),
          eq(reviewRequests.version, version),
          eq(reviewRequests.status, "requested"),
        ),
      )
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: "review.withdrawn",
      subject: { type: "reviews", id },
      participantId: after.participantId,
      before: { status: before.status },
      after: { status: after.status },
    });
    return readReview(tx, inner, id);
  });
}
