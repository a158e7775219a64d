import { beforeAll, describe, expect, test } from "vitest";
import { cluster } from "#api/linkage/cluster.ts";
import {
  allKeys,
  type LinkRecord,
  type Model,
  Packer,
  parseMapping,
  peopleSpec,
  personOf,
  type Scan,
  type Spec,
  scan,
  scoreAgainst,
  train,
  trainInThread,
} from "#api/linkage/index.ts";
import { pack } from "#api/linkage/view.ts";
import { inventedMap, inventedRows } from "./invented.ts";

const SIZE = 700;
const THRESHOLD = -3;
const mapping = parseMapping(inventedMap.registry);
const spec = peopleSpec(
  mapping.identifiers.length > 0 ? { identifierKinds: mapping.identifiers } : {},
) as unknown as Spec;
let records: LinkRecord[];
let model: Model;
const fresh = () => pack(spec, records);
const listed = ({ pairs, weights }: Scan) =>
  Array.from(weights, (weight, at) => `${pairs[2 * at]}-${pairs[2 * at + 1]} ${weight.toFixed(3)}`);

beforeAll(() => {
  const people = peopleSpec();
  records = inventedRows("registry", SIZE, "scan").map((row) =>
    people.encode(personOf(row.id, row, mapping)),
  );
  model = train(spec, fresh());
});

/** Every pair that shares a key, compared one by one without blocks, threads or a cut. */
function bruteForce(split: number | null): string[] {
  const keys = records.map((record) => new Set(allKeys(record)));
  return records.flatMap((record, a) => {
    const others = records
      .map((_, b) => b)
      .filter((b) => b > a && (split === null || (a < split && b >= split)))
      .filter((b) => [...keys[a]!].some((key) => keys[b]!.has(key)));
    const weights = scoreAgainst(
      spec,
      model,
      record,
      others.map((b) => records[b]!),
    );
    return others.flatMap((b, at) =>
      weights[at]! >= THRESHOLD ? [`${a}-${b} ${Math.fround(weights[at]!).toFixed(3)}`] : [],
    );
  });
}

describe("a scan", () => {
  test("finds what comparing every pair that shares a key finds, in one thread and in two", async () => {
    const expected = bruteForce(null);
    expect(expected.length).toBeGreaterThan(40);
    expect(listed(await scan(fresh(), model, { threshold: THRESHOLD }))).toEqual(expected);
    expect(listed(await scan(fresh(), model, { threshold: THRESHOLD, threads: 2 }))).toEqual(expected);
  });

  test("of two files finds pairs across only", async () => {
    const split = 300;
    const found = listed(await scan(fresh(), model, { threshold: THRESHOLD, split }));
    expect(found).toEqual(bruteForce(split));
    expect(found.length).toBeGreaterThan(10);
  });

  test("meets each candidate pair once, and fewer where blocks are capped", async () => {
    const keys = records.map((record) => new Set(allKeys(record)));
    const candidates = records.reduce(
      (sum, _, a) =>
        sum + keys.slice(a + 1).filter((other) => [...keys[a]!].some((key) => other.has(key))).length,
      0,
    );
    const met = (found: Scan) => found.met.reduce((sum, each) => sum + each, 0);
    expect(met(await scan(fresh(), model, { threshold: 99 }))).toBe(candidates);
    const capped = await scan(fresh(), model, { threshold: 99, pairsPerRule: 60 });
    expect(met(capped)).toBeLessThan(candidates);
    expect(Math.max(...capped.met)).toBeLessThanOrEqual(60);
  });
});

test("how far a scan is never falls, and ends at the whole, in one thread and in two", async () => {
  for (const threads of [1, 2]) {
    const told: number[] = [];
    await scan(fresh(), model, { threshold: THRESHOLD, threads, onProgress: (share) => told.push(share) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  }
});

test("a thread learns what this one learns, from records packed into more room than they need", async () => {
  const packer = new Packer(spec, 2 * SIZE);
  for (const record of records) packer.add(record);
  expect(await trainInThread(spec.descriptor, packer.end())).toEqual(model);
});

test("more records than there is room for are refused, not lost", () => {
  const packer = new Packer(spec, 1);
  packer.add(records[0]!);
  expect(() => packer.add(records[1]!)).toThrow("more records than said");
});

describe("groups", () => {
  const weights = (table: Record<string, number>) => (a: number, b: number) => table[`${a}${b}`] ?? -10;
  const links = (table: Record<string, number>) =>
    Object.entries(table).map(([pair, weight]) => ({ a: Number(pair[0]), b: Number(pair[1]), weight }));

  test("are chained where nothing speaks against it", () => {
    const told = { "01": 8, "12": 8 };
    expect([...cluster(4, links(told), weights({ ...told, "02": 1 }))]).toEqual([0, 0, 0, 3]);
  });

  test("are not chained over two records that contradict each other", () => {
    const told = { "01": 8, "12": 6 };
    expect([...cluster(3, links(told), weights({ ...told, "02": -9 }))]).toEqual([0, 0, 2]);
  });
});
