import { matchChangedDirectory as match } from "#api/domains/directory-duplicates/index.ts";
import type { Task } from "./task.ts";

/** Looks for duplicates of every record of the directory that changed since; a repeat finds none left. U-M20 */
export const matchChangedDirectory: Task<"match_changed_directory"> = async (_payload, ctx, { log }) => {
  log.info(await match(ctx), "looked for duplicates of changed directory records");
};
