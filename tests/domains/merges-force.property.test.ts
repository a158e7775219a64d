import fc from "fast-check";
import { expect, test } from "vitest";
import { testDb } from "../setup/db.ts";
import { forgetful, playRegistry } from "./merges-force.ts";
import { drawFrom } from "./merges-history.ts";

const numbers = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 150, maxLength: 400 });

test("after merges, undos, edits and new rows in any order everything comes back, edits and new rows aside", async () => {
  const db = await testDb();
  let merges = 0;
  await fc.assert(
    fc.asyncProperty(numbers, async (seed) => {
      const played = await playRegistry(db, drawFrom(seed), 3);
      merges += played.reduce((sum, each) => sum + each.merges, 0);
      expect(played.flatMap(({ differences }) => differences)).toEqual([]);
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(merges).toBeGreaterThan(20);
}, 120_000);

test.each(["enrollments", "documents", "participants"])(
  "an undo that forgets %s is caught",
  async (table) => {
    const db = await testDb();
    const found: string[] = [];
    await fc.assert(
      fc.asyncProperty(numbers, async (seed) => {
        const played = await playRegistry(db, drawFrom(seed), 3, forgetful(table)).catch(() => []);
        found.push(...played.flatMap(({ differences }) => differences));
      }),
      { numRuns: 3 },
    );
    expect(found.some((difference) => difference.includes(`public.${table}:`))).toBe(true);
  },
  60_000,
);
