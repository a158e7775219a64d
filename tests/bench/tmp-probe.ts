/**
 * `npm run bench -- dedupe-probe [--size 100k] [--probes 300]`: who may be the same person, over so many people. First the
 * check while staff type (name and birth date with a slip, keys by index, weights in this process), then the match of one
 * person who changed; both against the select of one row by its primary key. One connection each, interleaved, inside an
 * open transaction as verbs run. The one typed about must be among the answers, as often as printed.
 */
import assert from "node:assert/strict";
import { sql as query } from "drizzle-orm";
import { peopleToMeet, readLinkRecords, writeLinkRecords } from "#api/domains/duplicates/link-records.ts";
import { modelInUse } from "#api/domains/duplicates/model.ts";
import { spec } from "#api/domains/duplicates/people.ts";
import { type LinkRecord, type Model, scoreAgainst } from "#api/linkage/index.ts";
import { type Db, makeDb } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { median, numberOption, printResult, round } from "./measure.ts";
import { type Person, seeded, slip, writePeople } from "./search-people.ts";

const size = numberOption("size", 100_000);
const probes = numberOption("probes", 300);
const warmUp = 50;

const inputOf = (id: number, { given, family, born }: Person) => ({
  id,
  names: [{ given, family }],
  birthDate: born,
  emails: id === 0 ? [] : [`p${id}@example.org`],
  ...{ phones: [], addressLine: null, city: null, zip: null, identifiers: [], ssnIndex: null },
});

async function fold(db: Db, people: ReadonlyMap<number, Person>): Promise<void> {
  let batch: LinkRecord[] = [];
  const flush = async () => {
    const records = batch;
    batch = [];
    await db.transaction((tx) => writeLinkRecords(tx, records));
  };
  for (const [id, person] of people) {
    batch.push(spec.encode(inputOf(id, person)));
    if (batch.length === 5000) await flush();
  }
  await flush();
  await db.execute(query`vacuum analyze private.link_records, private.link_keys`);
}

async function timed<T>(into: number[] | null, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  into?.push(performance.now() - began);
  return result;
}

const cluster = await startCluster();
const owner = makeDb(withDatabase(cluster.url, TEMPLATE), { max: 1 });
try {
  const people = await writePeople(owner.sql, size);
  await fold(owner.db, people);
  const random = seeded(11);
  const figures = { typed: [] as number[], changed: [] as number[], select: [] as number[] };
  const parts: Record<string, number[]> = { encode: [], sql: [], score: [] };
  const found = { typed: 0, met: 0 };
  await owner.db.transaction(async (tx) => {
    const { model } = await modelInUse(tx);
    const alike = (record: LinkRecord, others: LinkRecord[], used: Model) =>
      scoreAgainst(spec, used, record, others).flatMap((weight, at) =>
        weight >= used.bands.possible ? [Number(others[at]!.id)] : [],
      );
    for (let n = 0; n < warmUp + probes; n++) {
      const id = 1 + Math.floor(random() * size);
      const person = people.get(id)!;
      const warm = n < warmUp;
      const steps = [
        async () => {
          const answer = await timed(warm ? null : figures.typed, async () => {
            let t = performance.now();
            const record = spec.encode(inputOf(0, { ...person, family: slip(random, person.family) }));
            parts.encode!.push(performance.now() - t); t = performance.now();
            const others = await peopleToMeet(tx, record);
            parts.sql!.push(performance.now() - t); t = performance.now();
            found.met += warm ? 0 : others.length;
            const r = alike(record, others, model);
            parts.score!.push(performance.now() - t);
            return r;
          });
          if (!warm && answer.includes(id)) found.typed++;
        },
        async () => {
          await timed(warm ? null : figures.changed, async () => {
            const record = spec.encode(inputOf(id, person));
            return alike(record, await peopleToMeet(tx, record), model);
          });
        },
        async () => {
          const [row] = await timed(warm ? null : figures.select, () =>
            readLinkRecords(tx, query`r.participant_id = ${id}`),
          );
          assert.equal(row!.id, id);
        },
      ];
      for (const step of n % 2 ? steps : steps.toReversed()) await step();
    }
  });
  console.log(Object.fromEntries(Object.entries(parts).map(([k, v]) => [k, median(v)])));
  const select = median(figures.select);
  printResult(
    {
      bench: "dedupe-probe",
      figure: median(figures.typed),
      unit: "ms",
      peer: "the select of one person by primary key",
      peer_figure: select,
      better: "lower",
      size,
      rss_mb: Math.round(process.memoryUsage().rss / 1e6),
    },
    {
      found: round(found.typed / probes, 3),
      people_met: round(found.met / probes, 1),
      changed_person_ms: round(median(figures.changed)),
      changed_person_ratio: round(median(figures.changed) / select, 2),
      p99_ms: round(figures.typed.toSorted((a, b) => a - b)[Math.floor(probes * 0.99)]!),
    },
  );
} finally {
  await owner.close();
  await cluster.stop();
}
