import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { inTransaction } from "#api/kernel/context.ts";
import { testDb } from "../setup/db.ts";
import { systemCtx } from "../support/ctx.ts";
import * as make from "../support/factories.ts";

test("of two transactions that wait for each other the one PostgreSQL ends starts again, and nobody is told", async () => {
  const db = await testDb();
  const ids = [(await make.makeParticipant(db)).id, (await make.makeParticipant(db)).id];
  let attempts = 0;
  let met = 0;
  const inOrder = (order: number[], city: string) =>
    inTransaction(systemCtx(db), async (tx) => {
      attempts++;
      for (const id of order) {
        await tx.execute(sql`update participants set city = city || ${city} where id = ${id}`);
        // Both hold their first row before either reaches for the second.
        for (met++; met < 2; ) await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
  await db.execute(sql`update participants set city = ''`);
  await Promise.all([inOrder(ids, "a"), inOrder([...ids].reverse(), "b")]);
  expect(attempts).toBe(3);
  const cities = (await db.execute(sql`select city from participants`)) as unknown as { city: string }[];
  expect(cities.map(({ city }) => [...city].sort().join(""))).toEqual(["ab", "ab"]);
}, 20_000);
