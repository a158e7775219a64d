import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Tx } from "#db/client.ts";
import { employments, programs } from "#db/schema/index.ts";
import { inRollback, testDb } from "../setup/db.ts";
import { makeEmployment, makeParticipant, makeProgram } from "../support/factories.ts";

const kinds = {
  programs: "program",
  institutions: "institution",
  trainings: "training",
  sponsors: "sponsor",
};

/** Three programs, the first merged into the second and that into the third. */
async function chain(tx: Tx) {
  const [a, b, c] = [await makeProgram(tx), await makeProgram(tx), await makeProgram(tx)];
  await tx.update(programs).set({ mergedIntoId: b.id }).where(eq(programs.id, a.id));
  await tx.update(programs).set({ mergedIntoId: c.id }).where(eq(programs.id, b.id));
  return [a, b, c] as const;
}

test("a chain of merges is followed to the record that lives", () =>
  inRollback(async (tx) => {
    const [a, b, c] = await chain(tx);
    const [row] =
      (await tx.execute(sql`select program_survivor_of(${a.id}) as a, program_survivor_of(${b.id}) as b,
      program_survivor_of(${c.id}) as c`)) as unknown as Record<string, number>[];
    expect(row).toEqual({ a: c.id, b: c.id, c: c.id });
  }));

test("what is written to a retired record lands where its chain ends, and a row that rests there stays", () =>
  inRollback(async (tx) => {
    const person = await makeParticipant(tx);
    const [a, , c] = await chain(tx);
    const made = await makeEmployment(tx, { participantId: person.id, programId: a.id });
    expect(made.programId).toBe(c.id);
    const old = await makeProgram(tx);
    const resting = await makeEmployment(tx, { participantId: person.id, programId: old.id });
    await tx.update(programs).set({ mergedIntoId: a.id }).where(eq(programs.id, old.id));
    const sentTo = async (programId: number) =>
      (await tx.update(employments).set({ programId }).where(eq(employments.id, resting.id)).returning())[0]!
        .programId;
    expect(await sentTo(old.id)).toBe(old.id);
    expect(await sentTo(a.id)).toBe(c.id);
  }));

test("every reference to a directory record follows its survivor, whoever writes it", async () => {
  const db = await testDb();
  for (const [table, one] of Object.entries(kinds)) {
    const rows = (await db.execute(sql`select t.relname || '.' || a.attname as reference,
        exists (select 1 from pg_trigger g where g.tgrelid = t.oid and g.tgname = ${`follow_${one}_survivor`}) as follows
      from pg_constraint c join pg_class t on t.oid = c.conrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = ${`public.${table}`}::regclass and t.oid <> c.confrelid`)) as unknown as {
      reference: string;
      follows: boolean;
    }[];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ follows }) => !follows)).toEqual([]);
  }
});
