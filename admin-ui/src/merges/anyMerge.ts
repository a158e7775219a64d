import type { DirectoryMergeView, MergeView } from "../providers/wire.ts";

/** A merge of two people or of two records of the directory: undone, approved and refused the same way. */
export type AnyMerge = MergeView | DirectoryMergeView;

export const resourceOf = (merge: AnyMerge) => ("kind" in merge ? "directory_merges" : "merges");
