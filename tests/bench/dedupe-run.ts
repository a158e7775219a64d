/** One side of the `dedupe` benchmark in a process of its own, so that its peak memory is its own. */
import { createHash } from "node:crypto";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import postgres from "postgres";
import { type Model, packCopy, peopleSpec, type Spec, scan } from "#api/linkage/index.ts";
import { prepareSql, scoreSql } from "./dedupe-sql.ts";

export type DedupeJob = {
  side: "ours" | "peer";
  url: string;
  dir: string;
  size: number;
  threads: number;
  threshold: number;
  pairsPerRule: number;
  caps: number[];
};
export type DedupeAnswer = {
  load: number;
  score: number;
  candidates: number;
  kept: number;
  digest: string;
  weights: number;
  caps: number[];
  rssMb: number;
};
type Found = Omit<DedupeAnswer, "rssMb">;

const spec = peopleSpec() as unknown as Spec;
const seconds = (since: number) => (performance.now() - since) / 1000;

/** Pairs in one order, as one hash: the two sides must have found the very same. */
function digestOf(a: ArrayLike<number>, b: ArrayLike<number>): string {
  const keys = Float64Array.from(
    a,
    (left, i) => Math.min(left, b[i]!) * 2 ** 26 + Math.max(left, b[i]!),
  ).sort();
  return createHash("sha256").update(new Uint8Array(keys.buffer)).digest("hex");
}

/** Rows as integers and bytes over COPY BINARY, packed, scanned in threads. */
async function ours(job: DedupeJob, model: Model): Promise<Found> {
  const sql = postgres(job.url, { max: 1 });
  const began = performance.now();
  const stream =
    await sql`copy (select packed, keys, more_keys from packed order by id) to stdout (format binary)`.readable();
  const { view, ids } = await packCopy(spec, stream, job.size);
  const load = seconds(began);
  const { threads, threshold, pairsPerRule } = job;
  const scanning = performance.now();
  const found = await scan(view, model, { threads, threshold, pairsPerRule });
  const score = seconds(scanning);
  await sql.end({ timeout: 1 });
  const side = (offset: number) => Array.from(found.weights, (_, i) => ids[found.pairs[2 * i + offset]!]!);
  return {
    ...{ load, score, caps: found.caps, kept: found.weights.length },
    candidates: found.met.reduce((sum, met) => sum + met, 0),
    digest: digestOf(side(0), side(1)),
    weights: found.weights.reduce((sum, weight) => sum + weight, 0),
  };
}

/** The same rows over COPY CSV into DuckDB, blocked and scored by one statement as Splink writes it. */
async function peer(job: DedupeJob, model: Model): Promise<Found> {
  const sql = postgres(job.url, { max: 1 });
  const began = performance.now();
  const columns =
    "id, ssn, email, phone, birth_date, given, family, middle, house, street, city, zip, email_local".split(
      ", ",
    );
  const keys = spec.rules.map((_, rule) => `keys[${rule + 1}] as k${rule}`);
  const csv = join(job.dir, `links-${process.pid}.csv`);
  const copy = `copy (select ${[...columns, ...keys].join(", ")} from links) to stdout (format csv, header)`;
  await pipeline(await sql.unsafe(copy).readable(), createWriteStream(csv));
  const duck = await (await DuckDBInstance.create(":memory:", { threads: String(job.threads) })).connect();
  const typed = (name: string) =>
    /^(given|family|middle|street|city|zip|email_local)$/.test(name)
      ? `'${name}': 'VARCHAR'`
      : `'${name}': 'INTEGER'`;
  const all = [...columns, ...spec.rules.map((_, rule) => `k${rule}`)];
  const read = (file: string, types: string) =>
    `read_csv('${file}', header = true, nullstr = '\\N', columns = {${types}})`;
  await duck.run(`create table read_links as from ${read(csv, all.map(typed).join(", "))}`);
  await duck.run(
    `create temp view read_rarities as select col, nullif(val, '~') as val, bits from ${read(join(job.dir, "rarities.csv"), "'col': 'VARCHAR', 'val': 'VARCHAR', 'bits': 'DOUBLE'")}`,
  );
  await duck.run(`create temp view read_features as from read_json('${join(job.dir, "features.json")}',
    columns = {name: 'VARCHAR', nicks: 'INTEGER[]', family_groups: 'INTEGER[]', sounds: 'INTEGER[]'})`);
  const load = seconds(began);
  const scoring = performance.now();
  for (const statement of prepareSql(spec.rules.length, job.caps)) await duck.run(statement);
  await duck.run(scoreSql({ model, spec, threshold: job.threshold }));
  const score = seconds(scoring);
  await sql.end({ timeout: 1 });
  const [totals] = (
    await duck.runAndReadAll("select count(*)::int as candidates from found")
  ).getRowObjects();
  const kept = (
    await duck.runAndReadAll("select a, b, weight from found where kept")
  ).getColumns() as number[][];
  return {
    ...{ load, score, caps: job.caps, kept: kept[0]!.length, candidates: Number(totals!.candidates) },
    digest: digestOf(kept[0]!, kept[1]!),
    weights: kept[2]!.reduce((sum, weight) => sum + weight, 0),
  };
}

const job = JSON.parse(process.argv[2]!) as DedupeJob;
const model = JSON.parse(readFileSync(join(job.dir, "model.json"), "utf8")) as Model;
const found = await (job.side === "ours" ? ours(job, model) : peer(job, model));
const rssMb = process.resourceUsage().maxRSS / 1024;
process.send!({ ...found, rssMb } satisfies DedupeAnswer, () => process.exit(0));
