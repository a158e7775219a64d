import { inTransaction } from "#api/kernel/context.ts";
import { notify } from "../email/notify.ts";
import { reviewOf } from "../email/review.ts";
import { longDate } from "../email/words.ts";
import type { Task } from "./task.ts";

/** Tells the participant that a review was asked for and by when it is answered. Quiet once it is. M6, B-D3 */
export const notifyReviewReceived: Task<"notify_review_received"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const found = await reviewOf(tx, ctx, payload.reviewId);
    if (found?.review.status !== "requested")
      return log.info({ reviewId: payload.reviewId }, "nobody to tell about this review");
    const { review, to, values } = found;
    await notify(tx, ctx, {
      to,
      template: "review_received",
      values: { ...values, dueOn: longDate(review.dueOn, to.locale) },
      dedupeKey: `review_received:${review.id}`,
    });
  });
