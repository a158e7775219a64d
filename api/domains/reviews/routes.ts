import { resource } from "../../http/resource.ts";
import { decideReview, withdrawReview } from "./decide.ts";
import { getReview } from "./get.ts";
import { listReviews } from "./list.ts";
import { requestReview } from "./request.ts";

export const reviewRoutes = resource("reviews", {
  list: listReviews,
  get: getReview,
  create: requestReview,
  actions: { decide: decideReview, withdraw: withdrawReview },
});
