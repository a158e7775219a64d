import { randomBytes } from "node:crypto";
import type { Log } from "./log.ts";

/** The one direct connection of a worker process: its session holds the lock that says the process is alive. */
export type Connection = {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
};

/** How often every worker looks for dead ones. */
const sweepMs = 800;
/** A task that took its worker down this often is set aside instead of taking the next one down. */
const crashesAllowed = 3;

/**
 * Takes back the tasks of worker processes that are gone (killed, powered off, cut from the database), which the queue
 * alone would leave locked for four hours. A process is gone exactly when its advisory lock is free.
 */
export function makeRecovery(connection: Connection, log: Log) {
  const lockKey = randomBytes(8).readBigInt64BE().toString();
  let timer: NodeJS.Timeout | undefined;
  let sweeping = Promise.resolve();

  async function sweep(): Promise<void> {
    const suspects = await connection.query<{ pool_id: string }>(
      "select pool_id from worker_pools where lock_key <> $1::bigint and pg_try_advisory_xact_lock(lock_key)",
      [lockKey],
    );
    if (suspects.rows.length > 0) await takeBack(connection, lockKey, log);
  }

  function loop(failed: (error: unknown) => void): void {
    timer = setTimeout(() => {
      sweeping = sweep().then(() => {
        if (timer) loop(failed);
      }, failed);
    }, sweepMs);
  }

  return {
    /** First of all: no row of this process may exist while its lock is free. */
    lock: () => connection.query("select pg_advisory_lock($1::bigint)", [lockKey]),
    /** Before the pool takes its first task. */
    register: (poolId: string) =>
      connection.query("insert into worker_pools (pool_id, lock_key) values ($1, $2::bigint)", [
        poolId,
        lockKey,
      ]),
    /** Sweeps from now on; `failed` is told when the connection no longer answers. */
    start: loop,
    /** After the pool ended. A pool that still holds a task keeps its row, so that the others take it back. */
    async stop(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      await sweeping;
      await connection.query(
        `delete from worker_pools where lock_key = $1::bigint
           and not exists (select from graphile_worker._private_jobs j where j.locked_by = pool_id)`,
        [lockKey],
      );
    },
  };
}

type TakenBack = { id: string; task: string; crashes: number };

async function takeBack(connection: Connection, lockKey: string, log: Log): Promise<void> {
  await connection.query("begin");
  try {
    const dead = await connection.query<{ pool_id: string }>(
      `select pool_id from worker_pools where lock_key <> $1::bigint and pg_try_advisory_xact_lock(lock_key)`,
      [lockKey],
    );
    const pools = dead.rows.map((row) => row.pool_id);
    const { rows } = await connection.query<TakenBack>(countCrashes, [pools]);
    await connection.query("select graphile_worker.force_unlock_workers($1::text[])", [pools]);
    const poison = rows.filter(({ crashes }) => crashes >= crashesAllowed);
    await connection.query("select graphile_worker.permanently_fail_jobs($1::bigint[], $2)", [
      poison.map(({ id }) => id),
      `Set aside: its worker process died ${crashesAllowed} times while doing it.`,
    ]);
    await serialize(connection, rows);
    await connection.query("delete from worker_pools where pool_id = any($1::text[])", [pools]);
    await connection.query("select pg_notify('jobs:insert', json_build_object('count', $1::int)::text)", [
      rows.length,
    ]);
    await connection.query("commit");
    for (const { id, task, crashes } of rows) {
      if (crashes >= crashesAllowed) log.error({ job: id, task, crashes }, "task set aside");
      else log.warn({ job: id, task, crashes }, "task taken back from a dead worker");
    }
  } catch (error) {
    await connection.query("rollback");
    throw error;
  }
}

/** The count rests in the job's flags, the queue's only free field; the workers forbid no flag, so it hinders nothing. */
const countCrashes = `
  update graphile_worker._private_jobs as jobs
  set flags = jsonb_set(coalesce(flags, '{}'), '{crashes}', to_jsonb(coalesce((flags ->> 'crashes')::int, 0) + 1))
  from graphile_worker._private_tasks as tasks
  where tasks.id = jobs.task_id and jobs.locked_by = any($1::text[])
  returning jobs.id, tasks.identifier as task, (jobs.flags ->> 'crashes')::int as crashes`;

/** From the second crash on suspects run one at a time, so that what merely ran beside a poison task is not blamed again. */
async function serialize(connection: Connection, taken: TakenBack[]): Promise<void> {
  const suspects = taken.filter(({ crashes }) => crashes > 1).map(({ id }) => id);
  if (suspects.length === 0) return;
  await connection.query(
    "insert into graphile_worker._private_job_queues (queue_name) values ('crashed') on conflict do nothing",
  );
  await connection.query(
    `update graphile_worker._private_jobs set job_queue_id = coalesce(job_queue_id,
       (select id from graphile_worker._private_job_queues where queue_name = 'crashed'))
     where id = any($1::bigint[])`,
    [suspects],
  );
}
