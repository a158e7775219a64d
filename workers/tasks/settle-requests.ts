import { settleByMerge } from "#api/domains/requests/index.ts";
import type { Task } from "./task.ts";

/** Answers the reports that a merge settled, and opens them again where it was undone. */
export const settleRequests: Task<"settle_requests"> = async ({ mergeId }, ctx, { log }) => {
  const requests = await settleByMerge(ctx, mergeId);
  log.info({ mergeId, requests }, "requests settled by a merge or opened again");
};
