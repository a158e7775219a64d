export { decideReview, withdrawReview } from "./decide.ts";
export { getReview } from "./get.ts";
export { listReviews } from "./list.ts";
export { requestReview } from "./request.ts";
