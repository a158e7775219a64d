import { expect, test } from "vitest";
import { rawClient } from "#db/client.ts";
import { databaseUrl } from "../setup/db.ts";
import { client, startWeb } from "../support/http.ts";

async function onDatabase<T>(work: (sql: ReturnType<typeof rawClient>) => Promise<T>): Promise<T> {
  const sql = rawClient(await databaseUrl(), { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

test("a burst of requests for links is slowed with a page, and the API shares the budget", async () => {
  const browser = await client();
  const ask = () =>
    browser.request("POST", "/forgot-password", new URLSearchParams({ email: "nobody@example.org" }), {
      accept: "text/html",
      "x-forwarded-for": `10.0.0.${Math.floor(Math.random() * 250)}`,
    });
  const statuses = new Set<number>();
  for (let i = 0; i < 61; i++) statuses.add((await ask()).status);
  expect([...statuses]).toEqual([303, 429]);
  const page = await ask();
  expect(page.text).toContain("<h1>Too many tries</h1>");
  const api = await browser.post("/api/session", { email: "nobody@example.org", password: "some password" });
  expect(api.status).toBe(429);
  expect(api.body).toMatchObject({ code: "TOO_MANY" });
});

test("the budget of an address is one for all web processes, and a window that is over counts afresh", async () => {
  const [first, second] = [await startWeb(), await startWeb()];
  try {
    const check = (origin: string) => fetch(`${origin}/check?code=`, { redirect: "manual" });
    const statuses: number[] = [];
    for (let i = 0; i < 60; i++) statuses.push((await check(i % 2 ? second.origin : first.origin)).status);
    expect(statuses).not.toContain(429);
    expect((await check(first.origin)).status).toBe(429);
    expect((await check(second.origin)).status).toBe(429);
    await onDatabase(
      (sql) => sql`update private.request_counts set window_ends_at = now() - interval '1 second'`,
    );
    expect((await check(second.origin)).status).not.toBe(429);
  } finally {
    await first.stop();
    await second.stop();
  }
});

test("what is counted names no address", async () => {
  const rows = await onDatabase((sql) => sql`select to_jsonb(c)::text as row from private.request_counts c`);
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) expect(row).not.toMatch(/127\.0\.0\.1|::1/);
});
