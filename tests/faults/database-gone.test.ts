import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "#api/config.ts";
import { type DbHandle, makeDb } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { notifications } from "#db/schema/index.ts";
import { superviseWorker } from "../../bin/start/worker-process.ts";
import { makeParticipant, makeStaff } from "../support/factories.ts";
import { Client } from "../support/http.ts";
import { type OwnCluster, ownCluster, startWebProcess, until } from "./outage.ts";

let cluster: OwnCluster;
beforeAll(async () => {
  cluster = await ownCluster();
});
afterAll(() => cluster?.stop());

const asOwner = async <T>(work: (handle: DbHandle) => Promise<T>): Promise<T> => {
  const handle = makeDb(cluster.url, { max: 1 });
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
};

type Try = { path: string; status: number; text: string; type: string; seconds: number };

/** Asks for a page or an API answer and says how long it took; an answer that never comes counts as 60 seconds. */
async function ask(client: Client, path: string): Promise<Try> {
  const began = Date.now();
  const answer = await Promise.race([client.get(path), sleep(60_000)]).catch(() => undefined);
  return {
    path,
    status: answer?.status ?? 0,
    text: answer?.text ?? "",
    type: answer?.headers.get("content-type") ?? "",
    seconds: (Date.now() - began) / 1000,
  };
}

const paths = [
  "/api/participants?range=[0,9]",
  "/api/me",
  "/healthz",
  "/",
  "/calendar",
  "/api/institutions",
] as const;

test("while PostgreSQL is gone every answer is a prompt 503 in words, and all is well soon after it is back", async () => {
  const staff = await asOwner(async ({ db }) => {
    await makeParticipant(db, { familyName: "Outage" });
    return makeStaff(db, "help_desk");
  });
  const web = await startWebProcess(cluster);
  try {
    const clerk = new Client(web.origin);
    expect((await clerk.signIn(staff.email)).status).toBe(200);
    for (const path of paths) expect(await ask(clerk, path)).toMatchObject({ status: 200 });

    await cluster.kill();
    await sleep(1_200);
    const tries: Promise<Try>[] = [];
    for (let n = 0; n < 80; n++) {
      tries.push(ask(clerk, paths[n % paths.length]!));
      await sleep(125);
    }
    const during = await Promise.all(tries);
    expect(during.filter(({ status }) => status !== 503)).toEqual([]);
    expect(during.filter(({ seconds }) => seconds > 5)).toEqual([]);
    for (const { text, type, path } of during) {
      expect(text, path).toContain("try again");
      expect(text, path).not.toMatch(/ECONN|ENOENT|CONNECTION_|postgres|\/tmp|at .*\.ts/);
      if (path.startsWith("/api")) {
        expect(type).toMatch(/json/);
        expect(JSON.parse(text)).toEqual({ code: "UNAVAILABLE", message: expect.stringMatching(/\.$/) });
      }
    }

    await cluster.restart();
    const back = Date.now();
    for (const path of paths) {
      await until(async () => (await ask(clerk, path)).status === 200, 10 - (Date.now() - back) / 1000);
    }
    const me = await clerk.get("/api/me");
    expect(me.body).toMatchObject({ id: staff.id, role: "help_desk" });
    const list = await clerk.list("participants", { filter: { familyName: "Outage" } });
    expect(list.headers.get("content-range")).toBe("participants 0-0/1");
    expect(web.alive()).toBe(true);
    expect(web.said()).not.toMatch(/unhandled|uncaught|MaxListeners/i);
  } finally {
    await web.stop();
  }
});

test("a worker does what was enqueued before PostgreSQL was killed under it, each e-mail exactly once", async () => {
  const config = readConfig(
    {
      databaseUrl: cluster.url,
      varDir: cluster.varDir,
      concurrency: 2,
      logLevel: "silent",
      environment: "test",
    },
    {},
  );
  const deaths: string[] = [];
  const worker = superviseWorker(config, (line) => deaths.push(line));
  const states = () =>
    asOwner(async ({ sql }) => {
      const [row] = await sql<{ sent: number; jobs: number; locked: number }[]>`select
        (select count(*)::int from notifications where status = 'sent') as sent,
        (select count(*)::int from graphile_worker.jobs where task_identifier = 'send_email') as jobs,
        (select count(*)::int from graphile_worker.jobs where locked_by is not null) as locked`;
      return row!;
    });
  const total = 300;
  try {
    await asOwner(({ db }) =>
      db.transaction(async (tx) => {
        for (let n = 0; n < total; n++) {
          const [row] = await tx
            .insert(notifications)
            .values({
              template: "document_received",
              recipientEmail: `fault${n}@example.org`,
              subject: `Mail ${n}`,
              bodyText: "t",
              bodyHtml: "h",
              messageId: `<fault${n}@example.org>`,
            })
            .returning();
          await enqueue(tx, "send_email", { notificationId: row!.id });
        }
      }),
    );
    await until(async () => (await states()).sent > 5);
    await cluster.kill();
    await sleep(3_000);
    await cluster.restart();
    const interrupted = await states();
    expect(interrupted.sent).toBeLessThan(total);
    expect(interrupted.jobs).toBeGreaterThan(0);

    await until(async () => (await states()).sent === total, 45);
    await until(async () => (await states()).jobs === 0, 20);
    expect(await states()).toEqual({ sent: total, jobs: 0, locked: 0 });
    const names = (await readdir(join(cluster.varDir, "mailbox"))).sort();
    expect(names.filter((name) => !name.endsWith(".eml"))).toEqual([]);
    const perMail = new Map<string, number>();
    for (const name of names) {
      const id = name.slice(name.lastIndexOf("-") + 1);
      perMail.set(id, (perMail.get(id) ?? 0) + 1);
    }
    expect(perMail.size).toBe(total);
    expect([...perMail].filter(([, count]) => count !== 1)).toEqual([]);
    expect(deaths.length).toBeGreaterThan(0);
  } finally {
    await worker.stop();
  }
});
