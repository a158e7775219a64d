import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Config, readConfig } from "#api/config.ts";
import { Conflict } from "#api/kernel/errors.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { notifications, registryFacts } from "#db/schema/index.ts";
import { startWorker } from "#workers/main.ts";
import type { Tasks } from "#workers/task-list.ts";
import { superviseWorker } from "../../bin/start/worker-process.ts";
import { databaseUrl, testDb } from "../setup/db.ts";

let varDir: string;
beforeAll(async () => {
  varDir = await mkdtemp(join(tmpdir(), "registry-test-boot-"));
});
afterAll(() => rm(varDir, { recursive: true, force: true }));

const config = async (given: Partial<Config> = {}) =>
  readConfig(
    {
      databaseUrl: await databaseUrl(),
      varDir,
      logLevel: "silent",
      environment: "test",
      concurrency: 2,
      ...given,
    },
    {},
  );

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 250; tries++) {
    const found = await look();
    if (found) return found;
    await sleep(100);
  }
  throw new Error("It did not happen within 25 seconds.");
}

type Job = { attempts: number; max_attempts: number; last_error: string | null; later: boolean };
const failedJob = async (task: string) =>
  until(async () => {
    const rows = await (await testDb()).execute<Job>(
      sql`select attempts, max_attempts, last_error, run_at > now() as later from graphile_worker.jobs
          where task_identifier = ${task} and last_error is not null and locked_at is null`,
    );
    return rows[0];
  });

/** A worker of this process for one test, with stand-ins for some tasks. */
async function withWorker(tasks: Partial<Tasks>, work: () => Promise<void>): Promise<void> {
  const worker = await startWorker(await config(), { tasks });
  try {
    await work();
  } finally {
    await worker.stop();
  }
}

test("a payload that does not fit is set aside at the first try, and the task is never called", async () => {
  const db = await testDb();
  let called = false;
  await db.execute(sql`select graphile_worker.add_job('notify_merge', '{"mergeId":"1 or 1=1"}')`);
  const notify_merge = async () => {
    called = true;
  };
  await withWorker({ notify_merge }, async () => {
    const job = await failedJob("notify_merge");
    expect(job).toMatchObject({ attempts: 1, max_attempts: 1 });
    expect(job.last_error).toBe("The payload does not fit the task.");
  });
  expect(called).toBe(false);
});

test("a failed task waits for its next try; the queue keeps a sentence of ours or a code, never a row's values", async () => {
  const db = await testDb();
  await enqueue(db, "notify_registration", { participantId: 1 });
  await enqueue(db, "notify_document_received", { documentId: 1 });
  await withWorker(
    {
      notify_registration: async (_payload, ctx) => {
        await ctx.db.execute(sql`select 'Maria Secret'::date`);
      },
      notify_document_received: async () => {
        throw new Conflict("Somebody was faster.");
      },
    },
    async () => {
      const job = await failedJob("notify_registration");
      expect(job).toMatchObject({ attempts: 1, max_attempts: 25, later: true });
      expect(job.last_error).not.toMatch(/Secret|select/);
      expect(job.last_error).toMatch(/\b22007\b/);
      expect((await failedJob("notify_document_received")).last_error).toBe("Somebody was faster.");
    },
  );
});

test("a task acts as the system; outside its transaction the database allows it nothing", async () => {
  const seen: unknown[] = [];
  await enqueue(await testDb(), "notify_enrollment", { enrollmentId: 5, status: "enrolled" });
  await withWorker(
    {
      notify_enrollment: async (payload, ctx, { attempt, signal }) => {
        const refused = await ctx.db
          .select()
          .from(notifications)
          .then(
            () => false,
            () => true,
          );
        seen.push({ payload, actor: ctx.actor, attempt, signal: signal?.aborted, refused });
      },
    },
    () => until(async () => seen.length > 0).then(() => {}),
  );
  expect(seen).toEqual([
    {
      payload: { enrollmentId: 5, status: "enrolled" },
      actor: { type: "system", task: "notify_enrollment" },
      attempt: 1,
      signal: false,
      refused: true,
    },
  ]);
});

test("the sweeps are on the clock under fixed names", async () => {
  await withWorker({}, async () => {
    const rows = await until(async () => {
      const found = await (await testDb()).execute<{ identifier: string }>(
        sql`select identifier from graphile_worker._private_known_crontabs order by 1`,
      );
      return found.length > 0 && found;
    });
    expect(rows.map(({ identifier }) => identifier)).toEqual([
      "access_grants",
      "all_directory_duplicates",
      "all_duplicates",
      "document_leases",
      "leftovers",
      "queue_pace",
      "registrations",
      "roster_imports",
    ]);
  });
});

test("a database that does not answer is said at once, and nothing is left open", async () => {
  await expect(startWorker(await config({ databaseUrl: "postgres://x@127.0.0.1:1/x" }))).rejects.toThrow(
    /ECONNREFUSED/,
  );
});

/** A door to the database that can be shut: to the worker PostgreSQL is gone. */
async function door(url: string) {
  const target = new URL(url);
  const socket = join(decodeURIComponent(target.hostname), ".s.PGSQL.5432");
  const open = new Set<Socket>();
  let server: Server;
  let port = 0;
  const listen = () =>
    new Promise<void>((done) => {
      server = createServer((near) => {
        const far = connect(socket);
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          open.add(one);
          one.on("error", () => other.destroy());
          one.on("close", () => {
            open.delete(one);
            other.destroy();
          });
          one.pipe(other);
        }
      });
      server.listen(port, "127.0.0.1", () => {
        port = (server.address() as { port: number }).port;
        done();
      });
    });
  const shut = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      for (const each of open) each.destroy();
    });
  await listen();
  const through = new URL(`postgres://127.0.0.1:${port}${target.pathname}`);
  through.username = target.username;
  through.password = target.password;
  return { url: through.href, listen, shut };
}

test("after PostgreSQL was gone the worker is back by itself and does what came meanwhile", async () => {
  const db = await testDb();
  const gate = await door(await databaseUrl());
  const lines: string[] = [];
  const worker = superviseWorker(await config({ databaseUrl: gate.url }), (line) => lines.push(line));
  const sent = async (n: number) => {
    const [row] = await db
      .insert(notifications)
      .values({
        template: "document_received",
        recipientEmail: `boot${n}@example.org`,
        subject: "s",
        bodyText: "t",
        bodyHtml: "h",
        messageId: `<boot${n}@example.org>`,
      })
      .returning();
    await enqueue(db, "send_email", { notificationId: row!.id });
    return () =>
      until(async () => {
        const [now] = await db.select().from(notifications).where(sql`id = ${row!.id}`);
        return now?.status === "sent";
      });
  };
  try {
    await (await sent(1))();
    await gate.shut();
    const meanwhile = await sent(2);
    await sleep(4_000);
    expect(lines.length).toBeGreaterThan(0);
    await gate.listen();
    await meanwhile();
  } finally {
    await worker.stop();
    await gate.shut().catch(() => {});
  }
  expect(await db.$count(registryFacts)).toBeGreaterThan(0);
}, 60_000);
