import { asc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accounts, documentDecisions, documentPages, documents, reviewRequests } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { canReadField, requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { refuseWhileBlind } from "../documents/index.ts";
import { reviewListFor } from "./list.ts";
import type { ReviewRow, ReviewView } from "./schemas.ts";

const pagesOf = (tx: Tx, documentId: number): Promise<ReviewView["pages"]> =>
  tx
    .select({
      pageNumber: documentPages.pageNumber,
      width: documentPages.width,
      height: documentPages.height,
      problems: documentPages.problems,
    })
    .from(documentPages)
    .where(eq(documentPages.documentId, documentId))
    .orderBy(asc(documentPages.pageNumber));

/** Somebody else than who took the decision, and not about one's own record. M6 */
export const mayJudge = (ctx: Ctx, participantId: number, firstId: number | null): boolean =>
  ctx.actor.type === "account" &&
  scopeOf(ctx, "reviews:decide") !== undefined &&
  ctx.actor.accountId !== firstId &&
  ctx.actor.participantId !== participantId;

/** One review with the decision it is about and the pages, in an open transaction. @throws NotFound, Conflict while one reads its document blind. */
export async function readReview(tx: Tx, ctx: Ctx, id: number): Promise<ReviewView> {
  const [row] = rowsOf<ReviewRow>(await runList(ctx, tx, reviewListFor(ctx), { filter: { id } }));
  const [found] = await tx
    .select({ review: reviewRequests, decision: documentDecisions })
    .from(reviewRequests)
    .innerJoin(documentDecisions, eq(documentDecisions.id, reviewRequests.decisionId))
    .where(eq(reviewRequests.id, id));
  if (found) await refuseWhileBlind(tx, ctx, found.review.documentId);
  if (!row || !found) throw new NotFound("There is no such review, or it is not yours to see.");
  const { review, decision } = found;
  const staff = canReadField(ctx, "documents.internalNote");
  const [decider] =
    staff && decision.decidedById
      ? await tx
          .select({ name: accounts.displayName })
          .from(accounts)
          .where(eq(accounts.id, decision.decidedById))
      : [];
  const [evidence] = review.evidenceDocumentId
    ? await tx
        .select({ id: documents.id, type: documents.type, status: documents.status })
        .from(documents)
        .where(eq(documents.id, review.evidenceDocumentId))
    : [];
  return {
    ...row,
    reason: review.reason,
    answer: review.answer,
    ...(staff ? { internalNote: review.internalNote } : {}),
    mayDecide: review.status === "requested" && mayJudge(ctx, review.participantId, decision.decidedById),
    decision: {
      outcome: decision.outcome,
      reasonCode: decision.reasonCode,
      toFix: decision.toFix,
      ...(staff ? { internalNote: decision.internalNote } : {}),
      decidedByName: decider?.name ?? null,
      createdAt: decision.createdAt.toISOString(),
    },
    pages: await pagesOf(tx, review.documentId),
    evidence: evidence ? { ...evidence, pages: await pagesOf(tx, evidence.id) } : null,
  };
}

/** One requested review. A participant sees its own, without the office's notes and names. @throws NotFound */
export async function getReview(ctx: Ctx, id: number): Promise<ReviewView> {
  requirePermission(ctx, "reviews:read");
  return inTransaction(ctx, (tx, inner) => readReview(tx, inner, id));
}
