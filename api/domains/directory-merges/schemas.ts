import { z } from "zod";
import { type DirectoryKind, directoryKinds } from "#db/enums.ts";
import type { LedgerLine, MergeView, TogetherPreview } from "../merges/schemas.ts";

const id = z.number().int().positive();
const kind = z.enum(directoryKinds, "Say which kind of record it is.");
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);
const side = z.enum(["survivor", "retired"]);
/** Field → the id of the record whose value stands; two rows that meet (`table:id:id`) → side. */
const choices = z.record(z.string().max(80), z.union([side, id])).default({});

/** POST /directory_merges and /directory_merges/propose: one or more records of a kind into one. */
export const createDirectoryMergeSchema = z.strictObject({
  kind,
  survivorId: id,
  retiredIds: z
    .array(id)
    .min(1, "Choose at least two records.")
    .max(12, "Merge at most twelve records at once."),
  choices,
  reason,
  /** Record id → the version that was seen. */
  versions: z.record(z.string(), z.number().int()),
});
export type CreateDirectoryMerge = z.input<typeof createDirectoryMergeSchema>;
export type DirectoryMergeInput = z.output<typeof createDirectoryMergeSchema>;

/** POST /directory_merges/preview: ids, and what was chosen so far. Nothing is changed. */
export const previewDirectoryMergeSchema = z.strictObject({
  kind,
  ids: z
    .array(id)
    .min(2, "Choose at least two records.")
    .max(13, "Compare at most thirteen records at once."),
  survivorId: id.nullish(),
  choices,
});
export type PreviewDirectoryMerge = z.input<typeof previewDirectoryMergeSchema>;

export type MergedRecord = { id: number; name: string; number: string | null };

type Of<T> = Omit<T, "survivor" | "retired" | "together" | "keepAccountId" | "ledger"> & {
  kind: DirectoryKind;
  survivor: MergedRecord;
  retired: MergedRecord;
};
/** A row of `directory_merges`, as `merges` gives those of people. */
export type DirectoryMergeRow = Of<import("../merges/schemas.ts").MergeRow>;
export type DirectoryMergeView = Of<MergeView> & {
  ledger: LedgerLine[];
  together: { id: number; status: MergeView["status"]; retired: MergedRecord }[];
};

export type DirectoryPreview = Pick<TogetherPreview, "survivorId" | "proposedId" | "fields"> & {
  kind: DirectoryKind;
  records: {
    id: number;
    name: string;
    number: string | null;
    version: number;
    rows: number;
    mergedIntoId: number | null;
  }[];
  /** One for each record that retires, in the order in which they are merged. */
  steps: (TogetherPreview["steps"][number] & {
    gains: { name: string; gains: string }[];
    /** Stored runs that would differ if they were run again. They stay as they were sent. */
    reportRuns: { id: number; title: string; createdAt: string; change: string }[];
  })[];
};

/** What a record's page says of merges: where it went, or what came to it. */
export type MergeLinks = {
  mergedInto: MergedRecord | null;
  mergedFrom: (MergedRecord & { mergeId: number | null })[];
};
