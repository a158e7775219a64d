import fc from "fast-check";
import { expect, test } from "vitest";
import { directoryKinds } from "#db/enums.ts";
import { testDb } from "../setup/db.ts";
import { forgetful, type Kind, playRegistry } from "./merges-force.ts";
import { drawFrom } from "./merges-history.ts";

const numbers = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 150, maxLength: 400 });
const kinds: Kind[] = ["people", ...directoryKinds];

test("after merges of people and of the directory, undos, edits and new rows in any order everything comes back", async () => {
  const db = await testDb();
  let [merges, undos] = [0, 0];
  await fc.assert(
    fc.asyncProperty(numbers, async (seed) => {
      const played = await playRegistry(db, drawFrom(seed), 3, undefined, kinds);
      merges += played.reduce((sum, each) => sum + each.merges, 0);
      undos += played.reduce((sum, each) => sum + each.undos, 0);
      expect(played.flatMap(({ differences }) => differences)).toEqual([]);
    }),
    { numRuns: 10, endOnFailure: true },
  );
  expect(merges).toBeGreaterThan(30);
  expect(undos).toBe(merges);
}, 180_000);

test.each([
  ["programs", "employments"],
  ["institutions", "courses"],
  ["trainings", "events"],
  ["sponsors", "trainings"],
] as const)(
  "an undo of %s that forgets %s is caught",
  async (kind, table) => {
    const db = await testDb();
    const found: string[] = [];
    await fc.assert(
      fc.asyncProperty(numbers, async (seed) => {
        const played = await playRegistry(db, drawFrom(seed), 3, forgetful(table), [kind]).catch(() => []);
        found.push(...played.flatMap(({ differences }) => differences));
      }),
      { numRuns: 3 },
    );
    expect(found.some((difference) => difference.includes(`public.${table}:`))).toBe(true);
  },
  60_000,
);
