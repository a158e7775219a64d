/**
 * `npm run bench -- dedupe [--size 1m] [--rounds 3]`: people with one in ten a second record, from PostgreSQL to scored
 * pairs, against DuckDB with the statement that Splink would write for the same rules, levels and weights. Fresh process
 * each, in turns; both must keep the very same pairs (by hash) of the same number of candidates.
 */
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import postgres from "postgres";
import { hashOf } from "#api/linkage/hash.ts";
import { type Model, packCopy, packRecord, peopleSpec, type Spec, train } from "#api/linkage/index.ts";
import { familyGroups, nicknameGroups } from "#api/linkage/normalise/nicknames.data.ts";
import { soundsOf } from "#api/linkage/normalise/person.ts";
import { averageOf, bitsOf } from "#api/linkage/score.ts";
import { withDatabase } from "#db/embedded.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { inventedPeople } from "./dedupe-people.ts";
import type { DedupeAnswer, DedupeJob } from "./dedupe-run.ts";
import { median, numberOption, printResult, round } from "./measure.ts";

const size = numberOption("size", 50_000);
const rounds = numberOption("rounds", 3);
const threads = numberOption("threads", 2);
const threshold = 0;
const pairsPerRule = numberOption("pairs-per-rule", 3 * size);
const people = peopleSpec();
const spec = people as unknown as Spec;

const types = { number: "integer", text: "text", numbers: "integer[]", texts: "text[]" };
const snake = (name: string) => name.replace(/([A-Z])/g, "_$1").toLowerCase();

const cluster = await startCluster();
const dir = mkdtempSync(join(tmpdir(), "bench-dedupe-"));
const sql = postgres(withDatabase(cluster.url, TEMPLATE), { max: 1, onnotice: () => {} });
try {
  await fill();
  const model = await learn();
  writeFileSync(join(dir, "model.json"), JSON.stringify(model));
  await writeTables(model);
  const url = withDatabase(cluster.url, TEMPLATE);
  const job = { url, dir, size, threads, threshold, pairsPerRule };
  const { caps } = await run({ ...job, side: "ours", caps: [] });
  const ours: DedupeAnswer[] = [];
  const peers: DedupeAnswer[] = [];
  for (let at = 0; at < rounds; at++) {
    ours.push(await run({ ...job, side: "ours", caps }));
    peers.push(await run({ ...job, side: "peer", caps }));
    const [mine, theirs] = [ours[at]!, peers[at]!];
    assert.equal(mine.candidates, theirs.candidates, "both looked at the same number of pairs");
    assert.equal(mine.kept, theirs.kept, "both kept the same number of pairs");
    assert.equal(mine.digest, theirs.digest, "both kept the very same pairs");
    assert.ok(Math.abs(mine.weights - theirs.weights) < 0.01 * mine.kept + 1, "with the same weights");
    const line = (name: string, { load, score, rssMb }: DedupeAnswer) =>
      `${name} load ${load.toFixed(2)} s, block and score ${score.toFixed(2)} s, peak ${rssMb.toFixed(0)} MB`;
    console.log(`${line("ours", mine)}; ${line("DuckDB", theirs)}`);
  }
  const of = (answers: DedupeAnswer[], figure: (answer: DedupeAnswer) => number) =>
    median(answers.map(figure));
  const whole = ({ load, score }: DedupeAnswer) => load + score;
  console.log(`${ours[0]!.candidates} candidate pairs, ${ours[0]!.kept} kept, the same on both sides.`);
  printResult(
    {
      bench: "dedupe",
      figure: ours[0]!.candidates / of(ours, (answer) => answer.score),
      unit: "candidate pairs blocked and scored per second",
      peer: "Splink-shaped SQL on DuckDB",
      peer_figure: peers[0]!.candidates / of(peers, (answer) => answer.score),
      ratio: of(peers, (answer) => answer.score) / of(ours, (answer) => answer.score),
      better: "higher",
      ...{
        size,
        rss_mb: round(
          of(ours, ({ rssMb }) => rssMb),
          0,
        ),
      },
    },
    {
      end_to_end_ratio: round(of(peers, whole) / of(ours, whole), 3),
      rss_ratio: round(of(ours, ({ rssMb }) => rssMb) / of(peers, ({ rssMb }) => rssMb), 3),
      candidates: ours[0]!.candidates,
      kept: ours[0]!.kept,
    },
  );
} finally {
  await sql.end();
  await cluster.stop();
  rmSync(dir, { recursive: true, force: true });
}

/** Normalised once and stored twice: packed, as a registry keeps them, and with a column for each value, as the peer reads. */
async function fill(): Promise<void> {
  const columns = people.columns.map(({ name, kind }) => `${snake(name)} ${types[kind]} not null`);
  await sql.unsafe(`create table links (id integer primary key, ${columns.join(", ")}, keys integer[] not null);
    create table packed (id integer primary key, packed bytea not null, keys integer[] not null, more_keys integer[] not null)`);
  const cell = (value: unknown): string =>
    Array.isArray(value) ? `{${value.map((each) => JSON.stringify(each)).join(",")}}` : String(value);
  type Record = ReturnType<typeof people.encode>;
  const fillOne = async (table: string, cellsOf: (record: Record) => unknown[]) => {
    const writer = postgres(withDatabase(cluster.url, TEMPLATE), { max: 1 });
    const into = await writer.unsafe(`copy ${table} from stdin`).writable();
    function* lines() {
      for (const batch of inventedPeople(size))
        yield batch.map((person) => `${cellsOf(people.encode(person)).map(cell).join("\t")}\n`).join("");
    }
    await pipeline(Readable.from(lines()), into);
    await finished(into).catch(() => {});
    await writer.end({ timeout: 1 });
  };
  await fillOne("links", ({ id, values, keys }) => [id, ...values, keys]);
  await fillOne("packed", (record) => {
    const bytes = `\\\\x${Buffer.from(packRecord(people, record)).toString("hex")}`;
    return [record.id, bytes, record.keys, record.moreKeys];
  });
  await sql`analyze`;
}

/** A model of these very people; both sides get it. */
async function learn(): Promise<Model> {
  // A connection of its own: one that has just streamed a COPY does not always answer the next query.
  const reader = postgres(withDatabase(cluster.url, TEMPLATE), { max: 1 });
  const stream =
    await reader`copy (select packed, keys, more_keys from packed where id <= 200000) to stdout (format binary)`.readable();
  const { view } = await packCopy(spec, stream, Math.min(size, 200_000));
  await reader.end({ timeout: 1 });
  return train(spec, view, { pairsPerRule: view.count });
}

/** What the other side needs as tables: features of names, and what each value's frequency adds. */
async function writeTables(model: Model): Promise<void> {
  const names = await sql<{ name: string }[]>`select given as name from links union select family from links`;
  const features = createWriteStream(join(dir, "features.json"));
  const groups = (table: typeof nicknameGroups, name: string) => table.get(name) ?? [];
  for (const { name } of names) {
    if (name === "") continue;
    const sounds = soundsOf(name).map((sound) => hashOf(sound));
    features.write(
      `${JSON.stringify({ name, nicks: groups(nicknameGroups, name), family_groups: groups(familyGroups, name), sounds })}\n`,
    );
  }
  features.end();
  const rarities = createWriteStream(join(dir, "rarities.csv"));
  rarities.write("col,val,bits\n");
  for (const found of model.frequencies) {
    const at = spec.comparisons.findIndex(({ levels }) =>
      levels.some(({ frequency }) => frequency === found.column),
    );
    const exact = spec.comparisons[at]!.levels[1]!.frequency === found.column;
    const bits = bitsOf(found, exact ? model.comparisons[at]!.u[1]! : averageOf(found));
    const column = found.column === "birthDate" ? "birth_date" : found.column;
    const values = await sql<{ value: string }[]>`select ${sql(column)}::text as value from links group by 1`;
    rarities.write(`${found.column},~,${bits(Number.NaN)}\n`);
    for (const { value } of values) {
      if (value === "" || value === "0") continue;
      const key = column === "birth_date" ? Number(value) : hashOf(value.replaceAll(" ", ""));
      const says = bits(key);
      if (says !== bits(Number.NaN)) rarities.write(`${found.column},${value.replaceAll(" ", "")},${says}\n`);
    }
  }
  rarities.end();
  await Promise.all([finished(features), finished(rarities)]);
}

function run(job: DedupeJob): Promise<DedupeAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL("dedupe-run.ts", import.meta.url), [JSON.stringify(job)], {
      execArgv: ["--import", "tsx", "--max-old-space-size=8192"],
    });
    let answer: DedupeAnswer | undefined;
    child.on("message", (message) => {
      answer = message as DedupeAnswer;
    });
    child.on("exit", (code) =>
      answer ? resolve(answer) : reject(new Error(`The ${job.side} side ended with ${code}.`)),
    );
  });
}
