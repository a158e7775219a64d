import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeInTransaction, readInTransaction } from "#api/kernel/context.ts";
import { type DbHandle, makeDb } from "#db/client.ts";
import { noRole } from "#db/roles/tiers.ts";
import { databaseUrl, testDb } from "../setup/db.ts";
import { anonymousCtx, ctxFor } from "../support/ctx.ts";
import { makeParticipant } from "../support/factories.ts";

let pool: DbHandle;
beforeAll(async () => {
  pool = makeDb(await databaseUrl(), { role: noRole, max: 2 });
});
afterAll(() => pool.close());

const count = sql`select count(*)::int as n, current_setting('role') as role from participants`;

test("a refused reading leaves its connection as it was: no open transaction, no role", async () => {
  for (let n = 0; n < 4; n++) {
    await expect(readInTransaction(anonymousCtx(pool.db), count)).rejects.toMatchObject({ code: "42501" });
  }
  const [state] =
    await pool.sql`select current_setting('role') as role, pg_current_xact_id_if_assigned() as xact`;
  expect(state).toEqual({ role: noRole, xact: null });
});

test("readings at once on few connections each see their own actor's rows", async () => {
  const db = await testDb();
  const people = [await makeParticipant(db), await makeParticipant(db), await makeParticipant(db)];
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => {
      const self = ctxFor(pool.db, "participant", { participantId: people[n % 3]!.id });
      return readInTransaction<{ id: number }>(
        n % 4 === 0 ? ctxFor(pool.db, "auditor") : self,
        sql`select id from participants order by id`,
      );
    }),
  );
  answers.forEach((rows, n) => {
    expect(rows.map(({ id }) => id)).toEqual(n % 4 === 0 ? people.map(({ id }) => id) : [people[n % 3]!.id]);
  });
});

test("a reading cannot write", async () => {
  const person = await makeParticipant(await testDb());
  const write = sql`update participants set city = 'X' where id = ${person.id}`;
  await expect(readInTransaction(ctxFor(pool.db, "help_desk"), write)).rejects.toMatchObject({
    code: "25006",
  });
});

test("a change in one trip is there afterwards; one that fails leaves nothing, and its connection as it was", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const city = async () =>
    (await db.execute(sql`select city from participants where id = ${person.id}`))[0]!.city as string;
  const move = (to: string, then = sql`1`) =>
    sql`with moved as (update participants set city = ${to} where id = ${person.id} returning id) select id, ${then} from moved`;
  expect(await changeInTransaction(ctxFor(pool.db, "help_desk"), move("Fresno"))).toMatchObject([
    { id: person.id },
  ]);
  expect(await city()).toBe("Fresno");
  for (let n = 0; n < 4; n++) {
    const broken = changeInTransaction(ctxFor(pool.db, "help_desk"), move("Chico", sql`1 / (id - id)`));
    await expect(broken).rejects.toMatchObject({ code: "22012" });
  }
  await expect(changeInTransaction(ctxFor(pool.db, "auditor"), move("Chico"))).rejects.toMatchObject({
    code: "42501",
  });
  expect(await city()).toBe("Fresno");
  const [state] =
    await pool.sql`select current_setting('role') as role, pg_current_xact_id_if_assigned() as xact`;
  expect(state).toEqual({ role: noRole, xact: null });
});
