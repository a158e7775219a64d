import { expireAccessGrants } from "#api/domains/access-grants/index.ts";
import type { Task } from "./task.ts";

/** Ends access grants past their last day. S210 */
export const sweepAccessGrants: Task<"sweep_access_grants"> = async (_payload, ctx, { log, signal }) => {
  log.info({ ended: await expireAccessGrants(ctx, signal) }, "ended access grants past their last day");
};
