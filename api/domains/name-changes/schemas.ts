import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { type NameEvidenceKind, type nameChangeStatuses, nameEvidenceKinds } from "#db/enums.ts";
import { nameChanges } from "#db/schema/index.ts";

const name = (what: string) => z.string().trim().min(1, `Enter the new ${what}.`).max(100);

const evidenceKind = z.enum(nameEvidenceKinds, "Choose what proves the new name.").nullish();
const effectiveOn = z.iso.date("Enter a date.").nullish();

/** POST /name_changes. The evidence is a document of the same person (a marriage certificate, a court order). S40–S41 */
export const requestNameChangeSchema = createInsertSchema(nameChanges, {
  participantId: z.number().int().positive(),
  newGivenName: name("given name"),
  newMiddleName: z
    .string()
    .trim()
    .max(100)
    .nullish()
    .transform((value) => value || null),
  newFamilyName: name("family name"),
  requestReason: z.string().trim().max(500).nullish(),
  evidenceKind,
  effectiveOn,
  evidenceDocumentId: z.number().int().positive().nullish(),
})
  .pick({
    participantId: true,
    newGivenName: true,
    newMiddleName: true,
    newFamilyName: true,
    requestReason: true,
    evidenceKind: true,
    effectiveOn: true,
    evidenceDocumentId: true,
  })
  .extend({
    /** The request in the inbox it answers, where somebody asked without signing in. */
    requestId: z.number().int().positive().nullish(),
  })
  .strict();
export type RequestNameChange = z.input<typeof requestNameChangeSchema>;

const decision = { id: z.number().int().positive(), version: z.number().int() };
export const approveNameChangeSchema = z.strictObject({
  ...decision,
  reason: z.string().trim().max(500).nullish(),
  /** What staff saw, where it was not said or was said wrong. */
  evidenceKind,
  effectiveOn,
});
export type ApproveNameChange = z.infer<typeof approveNameChangeSchema>;
export const refuseNameChangeSchema = z.strictObject({
  ...decision,
  reason: z.string().trim().min(3, "Say why, so that the educator knows what to do.").max(500),
});
export type RefuseNameChange = z.infer<typeof refuseNameChangeSchema>;
export const withdrawNameChangeSchema = z.strictObject(decision);
export type WithdrawNameChange = z.infer<typeof withdrawNameChangeSchema>;

export type NameChangeRow = {
  id: number;
  participantId: number;
  participantName: string;
  registryNumber: string;
  status: (typeof nameChangeStatuses)[number];
  oldGivenName: string;
  oldMiddleName: string | null;
  oldFamilyName: string;
  newGivenName: string;
  newMiddleName: string | null;
  newFamilyName: string;
  requestReason: string | null;
  evidenceKind: NameEvidenceKind | null;
  effectiveOn: string | null;
  evidenceDocumentId: number | null;
  decidedByName: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  ageDays: number;
  version: number;
  createdAt: string;
};
/** With the evidence, where the reader may see the document, and the request it came by. */
export type NameChangeView = NameChangeRow & {
  evidence: { id: number; type: string; status: string; pageCount: number } | null;
  request: { id: number; number: string } | null;
};
