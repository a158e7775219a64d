import { z } from "zod";
import type { DocumentType, SecondLookReason, secondLookStatuses } from "#db/enums.ts";
import { decisionOutcomes, secondLookSettlements } from "#db/enums.ts";
import type { Difference } from "#db/schema/index.ts";
import { type DocumentReading, type DocumentView, entriesSchema } from "../documents/schemas.ts";

const id = z.number().int().positive();
const version = z.number("Send the version you saw.").int().positive();

export const byIdSchema = z.strictObject({ id });
export type ById = z.input<typeof byIdSchema>;

/** What the second clerk decides and enters; kept apart from the record. M8 */
export const submitSchema = z.strictObject({
  id,
  version,
  outcome: z.enum(decisionOutcomes, "Choose what you would decide.").exclude(["reset"]),
  reasonCode: z.string().trim().max(60).nullish(),
  entries: entriesSchema.prefault({}),
});
export type SubmitSecondLook = z.input<typeof submitSchema>;

export const settleSchema = z.strictObject({
  id,
  version,
  settlement: z.enum(secondLookSettlements, "Choose which of the two holds."),
  note: z
    .string("Say why, so that both can learn from it.")
    .trim()
    .min(3, "Say why, so that both can learn from it.")
    .max(2000, "At most 2000 characters."),
});
export type SettleSecondLook = z.input<typeof settleSchema>;

type Outcome = z.infer<typeof submitSchema>["outcome"];
type Status = (typeof secondLookStatuses)[number];

/** A row of the list. What tells of the first decision is null until the second look is done. */
export type SecondLookRow = {
  id: number;
  documentId: number;
  documentType: DocumentType;
  participantId: number;
  participantName: string;
  registryNumber: string;
  status: Status;
  reason: SecondLookReason | null;
  firstName: string | null;
  secondName: string | null;
  claimedById: number | null;
  claimedByName: string | null;
  claimedUntil: string | null;
  fieldsCompared: number | null;
  fieldsAgreed: number | null;
  differenceCount: number | null;
  doneAt: string | null;
  settlement: (typeof secondLookSettlements)[number] | null;
  settledByName: string | null;
  settledAt: string | null;
  ageDays: number;
  version: number;
  createdAt: string;
};

/** The document without anything the first clerk entered, decided or noted: named key by key, so that nothing joins it. */
export type BlindDocument = Pick<
  DocumentView,
  | "id"
  | "participantId"
  | "participantName"
  | "registryNumber"
  | "type"
  | "source"
  | "receivedAt"
  | "stated"
  | "files"
  | "pages"
  | "participant"
>;

export type SecondLookView = SecondLookRow & {
  document: BlindDocument;
  /** What the machine read, and what is remembered from other documents; null once the look is done. */
  reading: DocumentReading | null;
  /** Whether the actor holds it now and may hand in a look. */
  mine: boolean;
  /** What the actor may choose where a disagreement is to be settled. */
  maySettle: (typeof secondLookSettlements)[number][];
  /** Null until the second look is done. */
  first: {
    outcome: Outcome;
    reasonCode: string | null;
    decidedByName: string | null;
    decidedAt: string;
  } | null;
  second: { outcome: Outcome } | null;
  differences: Difference[] | null;
  settledNote: string | null;
};

export type SecondLookClaim = { id: number; version: number; claimedUntil: string };
export type SubmitResult = { id: number; status: "agreed" | "disagreed"; differences: Difference[] };
export type SettleResult = { id: number; status: "settled"; documentId: number };
