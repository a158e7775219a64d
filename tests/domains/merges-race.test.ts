import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createMerge } from "#api/domains/merges/merge.ts";
import { RegistryError } from "#api/kernel/errors.ts";
import { documents, employments } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { damage } from "./merges-history.ts";

const attempt = async (survivorId: number, retiredId: number) => {
  const db = await testDb();
  const rows = (await db.execute(
    sql`select id, version from participants where id in (${survivorId}, ${retiredId})`,
  )) as unknown as { id: number; version: number }[];
  const version = (id: number) => rows.find((row) => row.id === id)!.version;
  try {
    await createMerge(ctxFor(db, "help_desk"), {
      survivorId,
      retiredId,
      reason: "Race",
      survivorVersion: version(survivorId),
      retiredVersion: version(retiredId),
    });
    return "merged";
  } catch (error) {
    if (error instanceof RegistryError && error.status === 409) return error.message;
    throw error;
  }
};

test("overlapping merges (A→B with B→C, A→B with B→A) leave no orphan, no cycle, and show nobody a deadlock", async () => {
  const db = await testDb();
  const program = await make.makeProgram(db);
  for (let round = 0; round < 25; round++) {
    const ids: number[] = [];
    for (let i = 0; i < 3; i++) {
      const person = await make.makeParticipant(db, { givenName: "Rosa", familyName: "Ortiz" });
      ids.push(person.id);
      await make.makeDocument(db, { participantId: person.id });
      await make.makeEmployment(db, { participantId: person.id, programId: program.id });
    }
    const [a, b, c] = ids as [number, number, number];
    const pairs: [number, number][] =
      round % 2 === 0
        ? [
            [b, a],
            [c, b],
            [a, c],
          ]
        : [
            [b, a],
            [a, b],
            [c, b],
          ];
    const outcomes = await Promise.all([
      ...pairs.map(([survivor, retired]) => attempt(survivor, retired)),
      // Meanwhile others send things to any of the three.
      ...ids.map((participantId) =>
        db.insert(documents).values({ participantId, type: "other", status: "unverified" }),
      ),
      ...ids.map((participantId) =>
        db.insert(employments).values({
          participantId,
          programId: program.id,
          position: `aide ${round}`,
          startedOn: "2024-01-01",
        }),
      ),
    ]);
    const told = outcomes.filter((outcome) => typeof outcome === "string");
    expect(told).toContain("merged");
    for (const words of told)
      expect(words).toMatch(/^merged$|has been merged already|changed this record while you had it open/);
  }
  expect(await damage(db)).toEqual({ orphans: 0, cycles: 0 });
}, 60_000);
