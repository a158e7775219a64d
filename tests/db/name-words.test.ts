import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { listParticipants } from "#api/domains/participants/list.ts";
import type { Db, Tx } from "#db/client.ts";
import { nameWords, participants, skippedNameWords } from "#db/schema/index.ts";
import { inRollback, testDb } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import { drainQueue } from "../support/queue.ts";

const add = (tx: Db | Tx, ...familyNames: string[]) =>
  tx.insert(participants).values(familyNames.map((familyName) => ({ givenName: "Nemo", familyName })));
const found = async (q: string) =>
  (await listParticipants(ctxFor(await testDb(), "help_desk"), { filter: { q }, sort: ["relevance", "ASC"] }))
    .total;
/** A promise that somebody else keeps. */
function signal() {
  let give = () => {};
  const given = new Promise<void>((done) => {
    give = done;
  });
  return { give, given };
}

// The queue knows its tasks by a row each, which the very first of a kind writes.
beforeAll(async () => {
  await add(await testDb(), "Firstling");
  await drainQueue();
});

test("two transactions that add each other's words in another order do not wait for one another", async () => {
  const db = await testDb();
  const [one, other] = [signal(), signal()];
  const adds = (first: string, second: string, mine: () => void, theirs: Promise<void>) =>
    db.transaction(async (tx) => {
      await add(tx, first);
      mine();
      await theirs;
      await add(tx, second);
    });
  await Promise.all([
    adds("Quetzalbrook", "Zorrillaway", one.give, other.given),
    adds("Zorrillaway", "Quetzalbrook", other.give, one.given),
  ]);
  await drainQueue();
  for (const name of ["Quetzalbrok", "Zorillaway"]) expect(await found(name)).toBe(2);
  expect(await db.$count(skippedNameWords)).toBe(0);
});

test("a word that was left to a transaction which came to nothing is added after", async () => {
  const db = await testDb();
  const [left, settled] = [signal(), signal()];
  const lost = db
    .transaction(async (tx) => {
      await add(tx, "Umberstrand");
      left.give();
      await settled.given;
      throw new Error("came to nothing");
    })
    .catch(() => undefined);
  await left.given;
  await add(db, "Umberstrand");
  expect(await db.$count(skippedNameWords)).toBe(1);
  settled.give();
  await lost;
  await drainQueue();
  expect(await found("Umberstrnad")).toBe(1);
});

test("one statement with thousands of new words holds a thousand locks at most, and adds every word", () =>
  inRollback(async (tx) => {
    const before = await tx.$count(nameWords);
    await tx.execute(sql`insert into participants (given_name, family_name)
      select 'Nemo', 'w' || md5(n::text) from generate_series(1, 3000) n`);
    expect((await tx.$count(nameWords)) - before).toBeGreaterThanOrEqual(3000);
    const [locks] = (await tx.execute(
      sql`select count(*)::int as n from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`,
    )) as unknown as { n: number }[];
    expect(locks!.n).toBeLessThanOrEqual(1024);
  }));
