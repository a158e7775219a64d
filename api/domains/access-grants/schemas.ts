import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { accessGrantLevels, type accessGrantStatuses } from "#db/enums.ts";
import { accessGrants } from "#db/schema/index.ts";

const id = z.number().int().positive();
const expiresOn = z.iso.date("Enter a date.").nullish();
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

/** POST /access_grants: the program number as the person knows it. S164, S211 */
export const requestAccessSchema = createInsertSchema(accessGrants, {
  participantId: id,
  programNumber: z.string().trim().min(1, "Enter the program number.").max(40),
  level: z.enum(accessGrantLevels).default("administrator"),
  note: z.string().trim().max(500).nullish(),
  evidenceDocumentId: id.nullish(),
})
  .pick({ participantId: true, programNumber: true, level: true, note: true, evidenceDocumentId: true })
  .extend({
    /** The request in the inbox it answers, where somebody asked without signing in. */
    requestId: id.nullish(),
  })
  .strict();
export type RequestAccess = z.input<typeof requestAccessSchema>;

export const grantAccessSchema = z.strictObject({
  id,
  version: z.number().int(),
  programId: id.nullish(),
  expiresOn,
  level: z.enum(accessGrantLevels).optional(),
  reason: reason.nullish(),
});
export type GrantAccess = z.infer<typeof grantAccessSchema>;
export const refuseAccessSchema = z.strictObject({ id, version: z.number().int(), reason });
export type RefuseAccess = z.infer<typeof refuseAccessSchema>;
export type RevokeAccess = RefuseAccess;

/** POST /access_grants/delegate: a licensee administrator lets somebody in. S212 */
export const delegateAccessSchema = z.strictObject({
  programId: id,
  registryNumber: z
    .string()
    .trim()
    .regex(/^[0-9]{7,8}$/, "Enter the person's registry number (7 digits)."),
  expiresOn,
});
export type DelegateAccess = z.infer<typeof delegateAccessSchema>;

export type AccessGrantRow = {
  id: number;
  participantId: number;
  participantName: string;
  registryNumber: string;
  programId: number | null;
  programName: string | null;
  programNumber: string;
  level: (typeof accessGrantLevels)[number];
  status: (typeof accessGrantStatuses)[number];
  note: string | null;
  evidenceDocumentId: number | null;
  decidedByName: string | null;
  decidedAt: string | null;
  reason: string | null;
  expiresOn: string | null;
  ageDays: number;
  version: number;
  createdAt: string;
};
/** With what staff weigh: does the person work there, and who else has access. */
export type AccessGrantView = AccessGrantRow & {
  program: { id: number; name: string; licensee: string | null; city: string | null } | null;
  employment: { position: string; status: string; startedOn: string; endedOn: string | null } | null;
  request: { id: number; number: string } | null;
  others: { id: number; name: string; level: string; expiresOn: string | null }[];
};
