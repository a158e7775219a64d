import { findDuplicates as scan } from "#api/domains/duplicates/index.ts";
import type { Task } from "./task.ts";

/** Looks for duplicates of one record, or of everybody; a repeat finds the same pairs. M2 */
export const findDuplicates: Task<"find_duplicates"> = async (payload, ctx, { log }) => {
  const result = await scan(ctx, payload);
  log.info({ participantId: payload.participantId, ...result }, "looked for duplicates");
};
