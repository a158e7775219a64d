import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "#api/config.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { databaseUrl, testClient, testDb } from "../setup/db.ts";
import { testVar } from "../support/queue.ts";
import type { Order } from "./recovery-child.ts";

const CHILD = fileURLToPath(new URL("./recovery-child.ts", import.meta.url));
const children: ChildProcess[] = [];
const slow = 111;
const poison = 666;

beforeEach(async () => {
  const { sql } = await testClient();
  await sql`create table if not exists task_notes (n integer, what text, pid integer)`;
  await sql`truncate task_notes, worker_pools`;
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL"))
      await once(child, "exit");
  }
});

type Settings = { nap?: number; concurrency?: number };

/** A real worker process on this file's database. */
async function startChild({ nap = 60_000, concurrency = 2 }: Settings = {}): Promise<ChildProcess> {
  const config = readConfig(
    {
      databaseUrl: await databaseUrl(),
      varDir: testVar,
      concurrency,
      logLevel: "silent",
      environment: "test",
    },
    {},
  );
  const child = fork(CHILD, {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  child.send({ config, nap, slow, poison } satisfies Order);
  return child;
}
async function ready(child: ChildProcess): Promise<ChildProcess> {
  await once(child, "message");
  return child;
}

const give = async (participantId: number) => enqueue(await testDb(), "find_duplicates", { participantId });

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look();
    if (found) return found;
    await sleep(100);
  }
  throw new Error("It did not happen within 20 seconds.");
}
const noted = (n: number, what: string) =>
  until(async () => {
    const { sql } = await testClient();
    const [row] = await sql<{ pid: number }[]>`select pid from task_notes where n = ${n} and what = ${what}`;
    return row?.pid;
  });
async function queue() {
  const { sql } = await testClient();
  const [state] = await sql`select
    (select count(*)::int from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'find_duplicates') as jobs,
    (select count(*)::int from graphile_worker.jobs where locked_by is not null) as locked,
    (select count(*)::int from worker_pools) as pools`;
  return state;
}

test("the task of a worker killed with -9 is done by another one within seconds", async () => {
  const first = await ready(await startChild());
  await give(slow);
  expect(await noted(slow, "began")).toBe(first.pid);
  const second = await ready(await startChild({ nap: 0 }));
  first.kill("SIGKILL");
  expect(await noted(slow, "done")).toBe(second.pid);
  await until(async () => (await queue())?.jobs === 0);
  expect(await queue()).toEqual({ jobs: 0, locked: 0, pools: 1 });
});

test("a worker that is asked to stop finishes what it holds and leaves nothing locked", async () => {
  const child = await ready(await startChild({ nap: 700 }));
  await give(slow);
  await noted(slow, "began");
  child.disconnect();
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(await noted(slow, "done")).toBe(child.pid);
  expect(await queue()).toEqual({ jobs: 0, locked: 0, pools: 0 });
});

test("a worker whose lock connection drops ends with an error, and its task is taken back", async () => {
  const { sql } = await testClient();
  const first = await ready(await startChild());
  await give(slow);
  await noted(slow, "began");
  const second = await ready(await startChild({ nap: 0 }));
  const [{ pid } = { pid: 0 }] = await sql<{ pid: number }[]>`
    select l.pid from pg_locks l join worker_pools w on l.locktype = 'advisory'
      and l.classid::bigint = (w.lock_key >> 32) & 4294967295 and l.objid::bigint = w.lock_key & 4294967295
    where l.granted order by w.started_at limit 1`;
  await sql`select pg_terminate_backend(${pid})`;
  const [code] = await once(first, "exit");
  expect(code).toBe(1);
  expect(await noted(slow, "done")).toBe(second.pid);
});

test("a task that takes its worker down three times is set aside, and the others go on", async () => {
  const { sql } = await testClient();
  await give(poison);
  for (let crash = 1; crash <= 3; crash++) {
    const child = await startChild({ concurrency: 1 });
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGKILL");
  }
  const survivor = await ready(await startChild({ concurrency: 1 }));
  const job = await until(async () => {
    const [row] = await sql`select attempts, max_attempts, last_error, locked_by from graphile_worker.jobs
      where task_identifier = 'find_duplicates' and last_error is not null`;
    return row;
  });
  expect(job).toMatchObject({ attempts: 25, max_attempts: 25, locked_by: null });
  expect(job.last_error).toContain("died 3 times");
  await give(7);
  expect(await noted(7, "done")).toBe(survivor.pid);
  expect(await sql`select count(*)::int as n from task_notes where n = ${poison}`).toEqual([{ n: 3 }]);
});
