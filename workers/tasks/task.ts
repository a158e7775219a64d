import type { Ctx } from "#api/kernel/context.ts";
import type { TaskName, TaskPayload } from "#db/queue/payloads.ts";
import type { Log } from "../log.ts";

export type TaskHelpers = {
  /** Carries the task's name and job id already; log ids, never bodies. */
  log: Log;
  /** 1 for the first try. */
  attempt: number;
  /** Aborted when the process has to stop; a long task ends early and is retried elsewhere. */
  signal?: AbortSignal;
};

/**
 * One background task: `workers/tasks/<name-with-dashes>.ts` exports it as the camel-case name (`process_upload` →
 * `processUpload`). `ctx` acts as `{type: "system", task}`: work goes inside `inTransaction(ctx, …)`, because the pool's
 * own role may do nothing. A task may run twice (a worker that dies gives its tasks back), so every one is idempotent,
 * and quiet where its row is gone. Throwing retries with back-off.
 */
export type Task<N extends TaskName> = (
  payload: TaskPayload<N>,
  ctx: Ctx,
  helpers: TaskHelpers,
) => Promise<void>;
