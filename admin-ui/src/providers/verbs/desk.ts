import { sendJson } from "../httpClient.ts";
import type {
  DecideReview,
  ReviewView,
  SecondLookClaim,
  SettleResult,
  SettleSecondLook,
  SubmitResult,
  SubmitSecondLook,
} from "../wire.ts";

/** Second looks and reviews: another person judges. */
export const deskVerbs = {
  claimNextSecondLook: () =>
    sendJson<Partial<SecondLookClaim> & { id: number | null }>("second-looks/claim-next"),
  renewSecondLook: (id: number) => sendJson<SecondLookClaim>(`second-looks/${id}/renew-lease`),
  releaseSecondLook: (id: number) => sendJson<{ id: number }>(`second-looks/${id}/release`),
  submitSecondLook: ({ id, ...input }: SubmitSecondLook) =>
    sendJson<SubmitResult>(`second-looks/${id}/submit`, input),
  settleSecondLook: ({ id, ...input }: SettleSecondLook) =>
    sendJson<SettleResult>(`second-looks/${id}/settle`, input),
  decideReview: ({ id, ...input }: DecideReview) => sendJson<ReviewView>(`reviews/${id}/decide`, input),
};
