import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import type { ledgerActions, mergeStatuses } from "#db/enums.ts";
import { merges } from "#db/schema/index.ts";
import type { PlannedCollapse } from "./plan-types.ts";

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

/** Several records into one. `choices`: field → the id of the record whose value stands, or a collapse's key → side. */
export const mergeTogetherSchema = z.strictObject({
  survivorId: id,
  retiredIds: z
    .array(id)
    .min(1, "Choose at least two records.")
    .max(12, "Merge at most twelve records at once."),
  keepAccountId: id.nullish(),
  choices: z.record(z.string().max(80), z.union([side, id])).default({}),
  reason,
  /** Record id → the version that was seen. */
  versions: z.record(z.string(), z.number().int()),
});
export type MergeTogether = z.input<typeof mergeTogetherSchema>;
export type TogetherInput = z.output<typeof mergeTogetherSchema>;

/** POST /merges/preview-together: ids or registry numbers, and what was chosen so far. Nothing is changed. */
export const previewTogetherSchema = z.strictObject({
  ids: z
    .array(z.string().regex(/^[0-9]{1,10}$/, "Enter registry numbers."))
    .min(2, "Choose at least two records.")
    .max(13, "Compare at most thirteen records at once."),
  survivorId: id.nullish(),
  keepAccountId: id.nullish(),
  choices: z.record(z.string().max(80), z.union([side, id])).default({}),
});
export type PreviewTogether = z.input<typeof previewTogetherSchema>;

export const decideProposalSchema = z.strictObject({
  id,
  version: z.number().int(),
  reason: reason.optional(),
});
export type DecideProposal = z.infer<typeof decideProposalSchema>;
export const refuseProposalSchema = z.strictObject({ id, version: z.number().int(), reason });
export type RefuseProposal = z.infer<typeof refuseProposalSchema>;
export const undoMergeSchema = z.strictObject({
  id,
  version: z.number().int(),
  reason,
  /** `key@seen` of {@link ChangedSince}: rows to be whole as they were; edits since, as they were seen, are given up. */
  restore: z
    .array(z.string().regex(/^[a-z_.]+:\d+@[\w-]{16}$/, "Look at what changed again, then choose."))
    .max(5000)
    .default([]),
});
export type UndoMerge = z.input<typeof undoMergeSchema>;

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
  /** Until when one person alone may undo it. */
  undoAloneUntil: string | null;
  /** Somebody asks a colleague to undo it. */
  undoAsked: {
    byId: number | null;
    byName: string | null;
    at: string;
    reason: string;
    restore: string[];
  } | null;
  /** What was edited since, to be kept or put back. */
  changedSince: ChangedSince[];
  /** Records merged into the same one at the same moment, this one among them; empty where it was alone. */
  together: { id: number; status: (typeof mergeStatuses)[number]; retired: MergedPerson }[];
};

/** A row that was edited or removed after the merge. It stays as edited unless staff have it put back. */
export type ChangedSince = {
  /** `table:row id`; with `@` and `seen` after it as `restore` takes it. */
  key: string;
  /** A fingerprint of the row as it is told here: an edit after it makes a choice to put the row back void. */
  seen: string;
  table: string;
  rowId: number;
  fields: string[];
  values: { field: string; was: string; now: string }[];
  restorable: boolean;
  text: string;
};
export type UndoneMerge = { id: number; changedSince: ChangedSince[] };

export type MovedRows = Record<string, { id: number; text: string }[]>;
export type TogetherPreview = {
  survivorId: number;
  /** The survivor the rules propose. */
  proposedId: number;
  /** The records, the proposed survivor first. */
  records: {
    id: number;
    registryNumber: string;
    name: string;
    birthDate: string | null;
    status: string;
    version: number;
    rows: number;
    signedIn: boolean;
    accounts: { id: number; email: string; status: string }[];
  }[];
  fields: {
    key: string;
    values: Record<number, string | null>;
    takes: number;
    same: boolean;
    mustChoose: boolean;
  }[];
  /** One for each record that retires, in the order in which they are merged. */
  steps: {
    retiredId: number;
    moves: Record<string, number>;
    movedRows: MovedRows;
    collapses: PlannedCollapse[];
    blocks: { code: string; message: string; needs: string; choiceKey?: string }[];
    warnings: string[];
  }[];
};
