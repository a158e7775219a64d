import { matchChangedPeople as match } from "#api/domains/duplicates/index.ts";
import type { Task } from "./task.ts";

/** Looks for duplicates of everybody who changed since; a repeat finds nobody left. U-M20 */
export const matchChangedPeople: Task<"match_changed_people"> = async (_payload, ctx, { log }) => {
  log.info(await match(ctx), "looked for duplicates of changed people");
};
