import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { cloneTemplate, databaseUrl, inRollback, testDb } from "./db.ts";

const tables = sql`select count(*)::int as n from information_schema.tables where table_schema = 'public'`;

test("a test file gets a migrated database of its own", async () => {
  const db = await testDb();
  const [row] = await db.execute<{ n: number }>(tables);
  expect(row!.n).toBeGreaterThan(20);
  expect(await databaseUrl()).not.toBe(await cloneTemplate());
});

test("what a test writes inside inRollback is gone afterwards, and its result comes back", async () => {
  const seen = await inRollback(async (tx) => {
    await tx.execute(sql`create table left_over as select 1 as one`);
    const [row] = await tx.execute<{ one: number }>(sql`select one from left_over`);
    return row!.one;
  });
  expect(seen).toBe(1);
  const [row] = await (await testDb()).execute(sql`select to_regclass('left_over') as found`);
  expect(row).toEqual({ found: null });
});

test("an assertion that fails inside inRollback fails the test", async () => {
  await expect(
    inRollback(async () => {
      throw new Error("not as expected");
    }),
  ).rejects.toThrow("not as expected");
});
