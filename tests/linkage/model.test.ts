import { expect, test } from "vitest";
import { seeded } from "#api/linkage/hash.ts";
import { parseMapping, peopleSpec, personOf, type Spec, train } from "#api/linkage/index.ts";
import { estimate } from "#api/linkage/model/em.ts";
import type { Pattern } from "#api/linkage/model/patterns.ts";
import { bandsOf, bestExpected } from "#api/linkage/model/threshold.ts";
import { pack } from "#api/linkage/view.ts";
import { inventedMap, inventedRows } from "./invented.ts";

const draw = (random: () => number, shares: readonly number[]): number => {
  let left = random();
  for (const [level, share] of shares.entries()) {
    left -= share;
    if (left < 0) return level;
  }
  return shares.length - 1;
};

test("expectation maximisation recovers the shares that were planted", () => {
  const levels = ["missing", "exact", "similar", "different"].map((key) => ({ key, m: 0.34, u: 0.34 }));
  const comparisons = ["a", "b", "c", "d"].map((key) => ({
    ...{ key, reads: [key], cost: 1, levels },
    compile: () => () => 0,
  }));
  const planted = {
    m: [
      [0.1, 0.72, 0.135, 0.045],
      [0.2, 0.64, 0.12, 0.04],
      [0, 0.85, 0.05, 0.1],
      [0.3, 0.49, 0.14, 0.07],
    ],
    u: [
      [0.1, 0.009, 0.036, 0.855],
      [0.2, 0.008, 0.04, 0.752],
      [0, 0.02, 0.03, 0.95],
      [0.3, 0.007, 0.014, 0.679],
    ],
  };
  const random = seeded(3);
  const pairs = 64_000;
  const matches = 4_000;
  const sample = (count: number, shares: number[][]): Pattern[] =>
    Array.from({ length: count }, () => ({
      levels: Uint8Array.from(shares, (each) => draw(random, each)),
      ...{ teaches: -1, rarity: 0, pairs: 1 },
    }));
  const blocked = [...sample(matches, planted.m), ...sample(60_000, planted.u)];
  const found = estimate(
    { comparisons },
    { patterns: blocked, looked: blocked.length, stands: 1 },
    { patterns: sample(60_000, planted.u), looked: 60_000, stands: 1 },
    2_000,
    pairs,
  );
  expect(found.converged).toBe(true);
  expect(found.expectedMatches / matches).toBeGreaterThan(0.93);
  expect(found.expectedMatches / matches).toBeLessThan(1.07);
  for (const [i, { m, u }] of found.comparisons.entries()) {
    for (let level = 1; level < 4; level++) {
      const said = (shares: number[]) => shares[level]! / (1 - shares[0]!);
      expect(m[level]).toBeCloseTo(said(planted.m[i]!), 1);
      expect(Math.abs(m[level]! - said(planted.m[i]!))).toBeLessThan(0.03);
      expect(Math.abs(u[level]! - said(planted.u[i]!))).toBeLessThan(0.01);
    }
  }
});

function trained(rows: ReturnType<typeof inventedRows>, map: string, seed: number) {
  const mapping = parseMapping(map);
  const spec = peopleSpec({ identifierKinds: mapping.identifiers, extras: mapping.extras });
  const view = pack(
    spec,
    rows.map((row) => spec.encode(personOf(row.id, row, mapping))),
  );
  return train(spec as unknown as Spec, view, { seed });
}

test("the same records and seed give the same model, to the last bit", () => {
  const rows = inventedRows("registry", 1500);
  expect(trained(rows, inventedMap.registry, 5)).toEqual(trained(rows, inventedMap.registry, 5));
});

test("a file too small to learn from, and one that lacks nearly everything, keep sane weights", () => {
  const few = inventedRows("registry", 12);
  for (const model of [
    trained(few, inventedMap.registry, 1),
    trained(inventedRows("registry", 400), "last=family_name", 1),
    trained(few.slice(0, 1), inventedMap.registry, 1),
  ]) {
    for (const { key, weights } of model.comparisons) {
      expect(weights.every(Number.isFinite), key).toBe(true);
      expect(weights[0]).toBe(0);
      expect(weights.at(-1), key).toBeLessThanOrEqual(0);
      expect(weights[1], key).toBeGreaterThan(0);
    }
    expect(model.prior).toBeLessThan(0);
  }
});

test("a file without streets does not make its postcodes doubtful", () => {
  const rows = inventedRows("australian", 1500);
  const { comparisons } = trained(rows, "given_name=given_name,surname=family_name,postcode=zip", 1);
  const spec = peopleSpec();
  const at = spec.comparisons.findIndex(({ key }) => key === "address");
  const level = (key: string) => spec.comparisons[at]!.levels.findIndex((each) => each.key === key);
  const { m, u, weights } = comparisons[at]!;
  expect(m[level("zip")]).toBeGreaterThan(0.5);
  expect(weights[level("zip")]).toBeCloseTo(Math.log2(m[level("zip")]! / u[level("zip")]!), 6);
  expect(weights[level("same")]).toBeGreaterThanOrEqual(weights[level("zip")]!);
});

test("bands promise what the probabilities say, and lie in order", () => {
  const weights = Float32Array.from({ length: 2000 }, (_, i) => -5 + i / 100);
  const { strong, likely, possible } = bandsOf(weights);
  expect(strong).toBeGreaterThan(likely);
  expect(likely).toBeGreaterThanOrEqual(possible);
  expect(bandsOf([]).strong).toBeGreaterThan(0);
  expect(bestExpected(weights)).toBeLessThan(likely);
});
