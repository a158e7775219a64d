import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dateOf } from "#api/linkage/evaluate/columns.ts";
import { bCubed } from "#api/linkage/evaluate/measure.ts";
import type { Evaluation } from "#api/linkage/index.ts";
import { ROOT } from "../structure/source-tree.ts";
import { elsewhereSlips } from "./directory-slips-elsewhere.ts";
import { csvOf, type InventedKind, inventedMap, inventedRows } from "./invented.ts";
import { directoryMap, type InventedDirectoryKind, inventedDirectory } from "./invented-directory.ts";

let dir: string;
const path = (name: string) => join(dir, name);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "dedupe-"));
  for (const kind of ["australian", "historical", "registry"] as const) {
    await writeFile(path(`${kind}.csv`), csvOf(inventedRows(kind, 1200, "test")));
  }
  for (const kind of Object.keys(directoryMap) as InventedDirectoryKind[]) {
    await writeFile(path(`${kind}.csv`), csvOf(inventedDirectory(kind, 700, elsewhereSlips, "test")));
  }
  const rows = inventedRows("australian", 900, "two files");
  const first = rows.filter((row, at) => rows.findIndex(({ cluster }) => cluster === row.cluster) === at);
  const second = rows.filter((row) => !first.includes(row));
  await writeFile(path("first.csv"), csvOf(first));
  await writeFile(path("second.csv"), csvOf(second));
  const pairs = second.map((row) => ({
    left: first.find(({ cluster }) => cluster === row.cluster)!.id,
    right: row.id,
  }));
  await writeFile(path("pairs.csv"), csvOf(pairs));
  await writeFile(path("strangers.csv"), "left,right\nx1,x2\n");
  await writeFile(path("broken.csv"), 'id,name\n1,"Ana\n');
  await writeFile(path("twice.csv"), "id,name,cluster\n1,Ana,a\n1,Bea,b\n");
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function registry(args: string[]): Promise<{ out: string; error: string; code: number }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "bin/registry.ts", "dedupe", "evaluate", ...args],
      { cwd: ROOT, maxBuffer: 1 << 24 },
      (failed, out, error) => resolve({ out, error, code: failed ? Number(failed.code ?? 1) : 0 }),
    );
  });
}

describe("registry dedupe evaluate", () => {
  test.each([
    ["australian", 0.98],
    ["historical", 0.88],
    ["registry", 0.85],
  ] as [InventedKind, number][])(
    "links %s records it has never seen, F1 at least %d",
    async (kind, least) => {
      const args = [
        "--records",
        path(`${kind}.csv`),
        "--cluster",
        "cluster",
        "--map",
        inventedMap[kind],
        "--json",
      ];
      const { out, code, error } = await registry(args);
      expect(error).toBe("");
      expect(code).toBe(0);
      const found = JSON.parse(out) as Evaluation;
      expect(found.records).toBe(1200);
      expect(found.atDefault.f1).toBeGreaterThan(least);
      expect(found.atDefault.recall).toBeLessThanOrEqual(1);
      expect(found.blockingRecall).toBeGreaterThan(0.9);
      expect(found.best.f1).toBeGreaterThanOrEqual(found.atDefault.f1);
      expect(found.rules.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(found.candidatePairs);
    },
  );

  test.each([
    ["programs", 0.9],
    ["institutions", 0.85],
    ["trainings", 0.85],
    ["sponsors", 0.85],
  ] as [InventedDirectoryKind, number][])(
    "links %s with slips it has never seen, F1 at least %d",
    async (kind, least) => {
      const args = ["--kind", kind, "--records", path(`${kind}.csv`), "--cluster", "cluster"];
      const { out, error, code } = await registry([...args, "--map", directoryMap[kind], "--json"]);
      expect(error).toBe("");
      expect(code).toBe(0);
      const found = JSON.parse(out) as Evaluation;
      expect(found.blockingRecall).toBeGreaterThan(0.95);
      expect(found.atDefault.f1).toBeGreaterThan(least);
    },
  );

  test("links across two files by pairs of ids, and says so in words", async () => {
    const args = [
      "--records",
      path("first.csv"),
      "--records",
      path("second.csv"),
      "--truth",
      path("pairs.csv"),
    ];
    const { out, code } = await registry([...args, "--map", inventedMap.australian]);
    expect(code).toBe(0);
    expect(out).toContain("900 records");
    expect(Number(/groups\s+precision \S+\s+recall \S+\s+F1 (\S+)/.exec(out)![1])).toBeGreaterThan(0.95);
    expect(out).toMatch(/Blocking recall (0\.9\d+|1\.0+)/);
  });

  const australian = () => ["--records", path("australian.csv")];
  test.each([
    [
      "a column that is not there",
      () => [...australian(), "--cluster", "cluster", "--map", "firstname=given_name"],
      /no column "firstname". It has: id, cluster/,
    ],
    [
      "a field that is not known",
      () => [...australian(), "--cluster", "cluster", "--map", "surname=lastname"],
      /no field "lastname" \(for column surname\). Known: given_name/,
    ],
    [
      "a person's field of a program",
      () => ["--kind", "programs", ...australian(), "--cluster", "cluster", "--map", "surname=family_name"],
      /no field "family_name" \(for column surname\). Known: name, license_number/,
    ],
    ["no truth", () => [...australian(), "--map", inventedMap.australian], /Say what is true/],
    [
      "a truth about others",
      () => [...australian(), "--truth", path("strangers.csv"), "--map", inventedMap.australian],
      /No id of .* is the id of a record/,
    ],
    [
      "a file that is not there",
      () => ["--records", path("gone.csv"), "--cluster", "c", "--map", "a=email"],
      /cannot be read/,
    ],
    [
      "a file that is no CSV",
      () => ["--records", path("broken.csv"), "--cluster", "c", "--map", "name=full_name"],
      /broken.csv: .*[Ll]ine/,
    ],
    [
      "an id that stands twice",
      () => ["--records", path("twice.csv"), "--cluster", "cluster", "--map", "name=full_name"],
      /line 3: the id 1 .* stands on line 2 already/,
    ],
  ] as [string, () => string[], RegExp][])("refuses %s in words", async (_, args, sentence) => {
    const { error, code } = await registry(args());
    expect(error).toMatch(sentence);
    expect(error).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });
});

test.each([
  ["1969-09-26", "1969-09-26"],
  ["19690926", "1969-09-26"],
  ["9/26/1969", "1969-09-26"],
  ["26/9/1969", "1969-09-26"],
  ["26.9.1969", "1969-09-26"],
  ["1969-09-26T00:00:00Z", "1969-09-26"],
  ["1969", "1969"],
  ["1969-9", "1969-09"],
  ["yesterday", null],
])("a date written %s is %s", (text, expected) => {
  expect(dateOf(text)).toBe(expected);
});

test("B³ counts for each record how much of its group is right", () => {
  const { precision, recall } = bCubed(Int32Array.of(0, 0, 0, 3), Int32Array.of(0, 0, 1, 1));
  expect(precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 9);
  expect(recall).toBeCloseTo((1 + 1 + 0.5 + 0.5) / 4, 9);
});
