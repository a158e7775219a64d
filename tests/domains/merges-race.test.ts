import { expect, test } from "vitest";
import { testDb } from "../setup/db.ts";
import { careless, playRounds, unchecked } from "./merges-rounds.ts";

test("overlapping merges while others verify, enroll, upload and sign in break no rule, and show nobody a deadlock", async () => {
  const db = await testDb();
  const { broken, merged, refused, others } = await playRounds(db, db, 24);
  expect(broken).toEqual([]);
  expect(merged).toBeGreaterThanOrEqual(24);
  expect(refused).toBeGreaterThan(0);
  expect(others).toBeGreaterThan(24 * 2);
}, 120_000);

test.each([
  ["without locks", careless],
  ["that does not look again under its locks", unchecked],
])(
  "a merge %s is caught",
  async (_name, merge) => {
    const db = await testDb();
    const { broken } = await playRounds(db, db, 9, merge);
    expect(broken.filter((rule) => /rest on a retired record|cycle/.test(rule))).not.toEqual([]);
  },
  60_000,
);
