import { matchRosterList as match } from "#api/domains/roster-imports/index.ts";
import type { Task } from "./task.ts";

/** Match before create for everybody on a list; what was done before a worker ended is not done again. M5 */
export const matchRosterList: Task<"match_roster_list"> = ({ rosterImportId }, ctx, { signal }) =>
  match(ctx, rosterImportId, signal);
