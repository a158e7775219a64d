import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import type { DocumentStatus, DocumentType, reviewStatuses } from "#db/enums.ts";
import { reviewRequests } from "#db/schema/index.ts";
import type { DocumentView } from "../documents/schemas.ts";

const message = "Enter the number of a document.";
const document = z.number(message).int(message).positive(message);
const id = z.number().int().positive();
const version = z.number("Send the version you saw.").int().positive();
const words = (message: string, max: number) =>
  z.string(message).trim().min(3, message).max(max, `At most ${max} characters.`);

/** POST /reviews: by the participant, or by staff for somebody who wrote or called. M6, B-D3 */
export const requestReviewSchema = createInsertSchema(reviewRequests, {
  documentId: document,
  reason: words("Say what we should look at again.", 4000),
  evidenceDocumentId: document.nullish(),
})
  .pick({ documentId: true, reason: true, evidenceDocumentId: true })
  .strict();
export type RequestReview = z.input<typeof requestReviewSchema>;

export const decideReviewSchema = z.strictObject({
  id,
  version,
  status: z.enum(["upheld", "changed"], "Choose whether the decision stands."),
  answer: words("Write what the participant is answered.", 4000),
  internalNote: z.string().trim().max(2000, "At most 2000 characters.").nullish(),
});
export type DecideReview = z.input<typeof decideReviewSchema>;

export const withdrawReviewSchema = z.strictObject({ id, version });
export type WithdrawReview = z.input<typeof withdrawReviewSchema>;

export type ReviewRow = {
  id: number;
  participantId: number;
  participantName: string;
  registryNumber: string;
  documentId: number;
  documentType: DocumentType;
  documentStatus: DocumentStatus;
  status: (typeof reviewStatuses)[number];
  dueOn: string;
  /** Still open past its day. */
  overdue: boolean;
  decidedByName: string | null;
  decidedAt: string | null;
  ageDays: number;
  version: number;
  createdAt: string;
};

/** With what was asked and decided; the internal note is for staff only. */
export type ReviewView = ReviewRow & {
  reason: string;
  answer: string | null;
  internalNote?: string | null;
  /** Whether the actor may decide it: not whoever took the decision, nor about their own record. */
  mayDecide: boolean;
  decision: {
    outcome: DocumentView["decisions"][number]["outcome"];
    reasonCode: string | null;
    toFix: string | null;
    internalNote?: string | null;
    decidedByName: string | null;
    createdAt: string;
  };
  pages: DocumentView["pages"];
  evidence: { id: number; type: DocumentType; status: DocumentStatus; pages: DocumentView["pages"] } | null;
};
