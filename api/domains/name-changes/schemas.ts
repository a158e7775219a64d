import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import type { nameChangeStatuses } from "#db/enums.ts";
import { nameChanges } from "#db/schema/index.ts";

const name = (what: string) => z.string().trim().min(1, `Enter the new ${what}.`).max(100);

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
  evidenceDocumentId: z.number().int().positive().nullish(),
})
  .pick({
    participantId: true,
    newGivenName: true,
    newMiddleName: true,
    newFamilyName: true,
    requestReason: true,
    evidenceDocumentId: true,
  })
  .strict();
export type RequestNameChange = z.input<typeof requestNameChangeSchema>;

const decision = { id: z.number().int().positive(), version: z.number().int() };
export const approveNameChangeSchema = z.strictObject({
  ...decision,
  reason: z.string().trim().max(500).nullish(),
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
  evidenceDocumentId: number | null;
  decidedByName: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  ageDays: number;
  version: number;
  createdAt: string;
};
/** With the evidence, where the reader may see the document. */
export type NameChangeView = NameChangeRow & {
  evidence: { id: number; type: string; status: string; pageCount: number } | null;
};
