import { inTransaction } from "#api/kernel/context.ts";
import { notify } from "../email/notify.ts";
import { reviewOf } from "../email/review.ts";
import type { Task } from "./task.ts";

/** Tells the participant what the review came to and why. M6, B-D3 */
export const notifyReviewAnswered: Task<"notify_review_answered"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const found = await reviewOf(tx, ctx, payload.reviewId);
    const status = found?.review.status;
    if (!found || (status !== "upheld" && status !== "changed"))
      return log.info({ reviewId: payload.reviewId }, "nobody to tell about this review");
    const { review, to, values } = found;
    await notify(tx, ctx, {
      to,
      template: `review_${status}`,
      values: { ...values, answer: review.answer ?? "" },
      dedupeKey: `review_answered:${review.id}`,
    });
  });
