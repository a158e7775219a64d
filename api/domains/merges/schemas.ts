import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import type { ledgerActions, mergeStatuses } from "#db/enums.ts";
import { merges } from "#db/schema/index.ts";

const id = z.number().int().positive();
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);
const side = z.enum(["survivor", "retired"]);

/**
 * `choices`: key of a compared field (`name`, `birthDate`, `renewsOn`, …), `ssn`, or a collapse's
 * `choiceKey` → whose value stands. `keepAccountId`: the sign-in that stays where both records have an active one.
 */
export const createMergeSchema = createInsertSchema(merges, {
  survivorId: id,
  retiredId: id,
  candidateId: id.nullish(),
  keepAccountId: id.nullish(),
  choices: z.record(z.string().max(80), side).default({}),
  reason,
  survivorVersion: z.number().int(),
  retiredVersion: z.number().int(),
})
  .pick({
    survivorId: true,
    retiredId: true,
    candidateId: true,
    keepAccountId: true,
    choices: true,
    reason: true,
    survivorVersion: true,
    retiredVersion: true,
  })
  .strict();
export type CreateMerge = z.input<typeof createMergeSchema>;
export type MergeInput = z.output<typeof createMergeSchema>;

export const decideProposalSchema = z.strictObject({
  id,
  version: z.number().int(),
  reason: reason.optional(),
});
export type DecideProposal = z.infer<typeof decideProposalSchema>;
export const refuseProposalSchema = z.strictObject({ id, version: z.number().int(), reason });
export type RefuseProposal = z.infer<typeof refuseProposalSchema>;
export const undoMergeSchema = z.strictObject({ id, version: z.number().int(), reason });
export type UndoMerge = z.infer<typeof undoMergeSchema>;

export type MergedPerson = { id: number; registryNumber: string; name: string };

/**
 * A row of `merges`. POST /merges merges at once; POST /merges/propose {the same body} waits for a colleague's
 * POST /merges/:id/approve {version, reason?} (which merges) or /refuse {version, reason}.
 */
export type MergeRow = {
  id: number;
  survivor: MergedPerson;
  retired: MergedPerson;
  status: (typeof mergeStatuses)[number];
  reason: string;
  mergedById: number | null;
  mergedByName: string | null;
  approvedByName: string | null;
  undoneByName: string | null;
  undoneAt: string | null;
  undoReason: string | null;
  version: number;
  createdAt: string;
};

export type LedgerLine = {
  position: number;
  table: string;
  rowId: number;
  action: (typeof ledgerActions)[number];
  /** What happened, in words. */
  text: string;
};
export type MergeView = MergeRow & {
  choices: Record<string, "survivor" | "retired">;
  keepAccountId: number | null;
  ledger: LedgerLine[];
  /** What a second person has to know before approving: as the comparison says it. */
  blocks: { code: string; message: string }[];
  /** Why it cannot be undone now, in words; null where it can. */
  undoBlockedBy: string | null;
};

/** A row or field that was changed after the merge: it stays as edited. */
export type ChangedSince = { table: string; rowId: number; fields: string[]; text: string };
export type UndoneMerge = { id: number; changedSince: ChangedSince[] };
