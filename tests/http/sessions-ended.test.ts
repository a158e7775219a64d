import { eq, sql } from "drizzle-orm";
import type { SessionData } from "express-session";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sha256Hex } from "#api/http/session-id.ts";
import { PostgresSessionStore } from "#api/http/session-store.ts";
import { sessions } from "#db/schema/index.ts";
import { testClient, testDb } from "../setup/db.ts";
import { systemCtx } from "../support/ctx.ts";
import { makeStaff } from "../support/factories.ts";
import { Client, startWeb, testOrigin } from "../support/http.ts";

// The clock stands still: what a process remembers for a second it would remember for ever, unless it is told.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const listening = () =>
  vi.waitFor(
    async () => {
      const rows = await (await testDb()).execute(
        sql`select pid from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
      );
      expect(rows.length).toBeGreaterThan(1);
      return rows.map(({ pid }) => pid as number);
    },
    { timeout: 5000 },
  );
/** Somebody signed in whom two web processes remember. */
async function knownToBoth() {
  const other = await startWeb();
  const staff = await makeStaff(await testDb(), "help_desk");
  const [here, there] = [new Client(await testOrigin()), new Client(other.origin)];
  const pids = await listening();
  await here.signIn(staff.email);
  Object.assign(there, { cookie: (here as unknown as { cookie: string }).cookie });
  for (const each of [here, there]) expect((await each.get("/api/me")).status).toBe(200);
  return { other, staff, here, there, pids };
}
const refused = (client: Client) =>
  vi.waitFor(async () => expect((await client.get("/api/me")).status).toBe(401), { timeout: 5000 });

test("who signs out at one web process is signed out at the other", async () => {
  const { other, here, there } = await knownToBoth();
  try {
    await here.delete("/api/session");
    await refused(there);
  } finally {
    await other.stop();
  }
});

test("a sign-in that ends in the database, whatever ended it, ends at every web process", async () => {
  const { other, staff, here, there } = await knownToBoth();
  try {
    await (await testDb()).delete(sessions).where(eq(sessions.accountId, staff.id));
    for (const each of [here, there]) await refused(each);
  } finally {
    await other.stop();
  }
});

test("a process whose ear was cut off forgets what it remembered when it hears again", async () => {
  const { other, staff, here, there, pids } = await knownToBoth();
  try {
    const db = await testDb();
    await db.transaction(async (tx) => {
      // Told while nobody hears: the connections are gone before the word is out.
      await tx.delete(sessions).where(eq(sessions.accountId, staff.id));
      for (const pid of pids) await tx.execute(sql`select pg_terminate_backend(${pid}::int)`);
    });
    for (const each of [here, there]) await refused(each);
    expect((await listening()).some((pid) => pids.includes(pid))).toBe(false);
  } finally {
    await other.stop();
  }
});

const kept = (store: PostgresSessionStore, id: string) =>
  new Promise<SessionData | null | undefined>((done, fail) =>
    store.get(id, (error, data) => (error ? fail(error) : done(data))),
  );
const keep = (store: PostgresSessionStore, id: string, data: object) =>
  new Promise<void>((done, fail) =>
    store.set(id, data as SessionData, (error) => (error ? fail(error) : done())),
  );

test("a process that does not hear remembers for a second, not longer", async () => {
  const db = await testDb();
  const store = new PostgresSessionStore(() => systemCtx(db));
  await keep(store, "deaf", { cookie: {} });
  await db.delete(sessions).where(eq(sessions.id, sha256Hex("deaf")));
  expect(await kept(store, "deaf")).toBeTruthy();
  vi.setSystemTime(Date.now() + 1001);
  expect(await kept(store, "deaf")).toBeNull();
});

test("a request under way when its sign-in ends does not bring it back", async () => {
  const db = await testDb();
  const store = new PostgresSessionStore(() => systemCtx(db));
  await store.follow((await testClient()).sql);
  await keep(store, "late", { cookie: {} });
  await db.delete(sessions).where(eq(sessions.id, sha256Hex("late")));
  await vi.waitFor(async () => expect(await kept(store, "late")).toBeNull(), { timeout: 5000 });
  await keep(store, "late", { cookie: {}, role: "help_desk" });
  expect(await db.$count(sessions, eq(sessions.id, sha256Hex("late")))).toBe(0);
});
