import { sweepRosterImports as sweep } from "#api/domains/roster-imports/index.ts";
import type { Task } from "./task.ts";

/** Ends invitations past their day and removes what was typed of people on lists as old as the desk's settings say. M5 */
export const sweepRosterImports: Task<"sweep_roster_imports"> = async (_payload, ctx, { log }) => {
  const { expired, cleared, files } = await sweep(ctx);
  for (const key of files) await ctx.files.remove(key);
  if (expired + cleared > 0) log.info({ expired, cleared }, "invitations ended, lists cleared");
};
