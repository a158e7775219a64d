import type { JobHelpers, Task as QueueTask } from "graphile-worker";
import { type CtxDeps, makeCtx } from "#api/kernel/context.ts";
import { RegistryError } from "#api/kernel/errors.ts";
import { type TaskName, taskPayloads } from "#db/queue/payloads.ts";
import { log } from "./log.ts";
import type { Task } from "./tasks/task.ts";

/**
 * A task as the queue calls it: the payload is parsed at the door, the context acts as the system, and what is thrown
 * is logged here and reaches the queue's own table without people's data.
 */
export function runTask<N extends TaskName>(name: N, task: Task<N>, deps: CtxDeps): QueueTask {
  const schema = taskPayloads[name];
  return async (raw, helpers) => {
    const { id, attempts } = helpers.job;
    const taskLog = log.child({ task: name, job: id });
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      await giveUp(helpers);
      taskLog.error("the payload does not fit the task; set aside");
      throw new Error("The payload does not fit the task.");
    }
    const ctx = makeCtx(deps, { type: "system", task: name }, `task ${id}`);
    const payload = parsed.data as Parameters<Task<N>>[0];
    try {
      await task(payload, ctx, { log: taskLog, attempt: attempts, signal: helpers.abortSignal });
    } catch (error) {
      taskLog.warn({ err: error, attempt: attempts }, "task failed; it will be tried again");
      throw new Error(inWords(error));
    }
  };
}

/** A retry would read the same payload: this try is the last one. */
async function giveUp({ query, job }: JobHelpers): Promise<void> {
  await query("update graphile_worker._private_jobs set max_attempts = greatest(attempts, 1) where id = $1", [
    job.id,
  ]);
}

/** Errors of queries and libraries may quote rows: only the registry's own sentences are kept. */
function inWords(error: unknown): string {
  if (error instanceof RegistryError) return error.message;
  const { name, code, cause } = (error ?? {}) as { name?: string; code?: string; cause?: { code?: string } };
  return [name ?? "Error", code ?? cause?.code].filter(Boolean).join(" ");
}
