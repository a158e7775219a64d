import { findDirectoryDuplicates as look } from "#api/domains/directory-duplicates/index.ts";
import type { Task } from "./task.ts";

/** Looks for duplicates among all records of a kind; a repeat finds the same pairs. M2 */
export const findDirectoryDuplicates: Task<"find_directory_duplicates"> = async (payload, ctx, { log }) => {
  log.info({ ...payload, ...(await look(ctx, payload)) }, "looked for duplicates in the directory");
};
