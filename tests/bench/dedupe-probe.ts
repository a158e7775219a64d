/**
 * `npm run bench -- dedupe-probe [--size 100k] [--probes 2000]`: who may be the same person, over so many people. First the
 * check while staff type (name and birth date with a slip, keys by index, weights in this process), then the match of one
 * person who changed; both against the select of one participant by the primary key. The model's frequencies are those of the
 * people. One connection, interleaved, inside an open transaction as verbs run. The one typed about must be among the
 * answers, as often as printed.
 */
import assert from "node:assert/strict";
import { sql as query } from "drizzle-orm";
import { peopleEachMeets, writeLinkRecords } from "#api/domains/duplicates/link-records.ts";
import { modelInUse } from "#api/domains/duplicates/model.ts";
import { spec } from "#api/domains/duplicates/people.ts";
import { type LinkRecord, type Model, Packer, scoreStored } from "#api/linkage/index.ts";
import { frequenciesOf } from "#api/linkage/model/frequencies.ts";
import { type Db, makeDb } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { median, numberOption, printResult, round } from "./measure.ts";
import { type Person, seeded, slip, writePeople } from "./search-people.ts";

const size = numberOption("size", 100_000);
const probes = numberOption("probes", 2000);
/** A process that has answered for a while: its code is compiled, and common names are known to it. */
const warmUp = 2000;

const inputOf = (id: number, { given, family, born }: Person) => ({
  id,
  names: [{ given, family }],
  birthDate: born,
  emails: id === 0 ? [] : [`p${id}@example.org`],
  ...{ phones: [], addressLine: null, city: null, zip: null, identifiers: [], ssnIndex: null },
});

/** Stores everybody as compared. @returns how often each value stands there. */
async function fold(db: Db, people: ReadonlyMap<number, Person>): Promise<Model["frequencies"]> {
  const packer = new Packer(spec, people.size);
  let batch: LinkRecord[] = [];
  const flush = async () => {
    const records = batch;
    batch = [];
    await db.transaction((tx) => writeLinkRecords(tx, records));
  };
  for (const [id, person] of people) {
    const record = spec.encode(inputOf(id, person));
    packer.add(record);
    batch.push(record);
    if (batch.length === 5000) await flush();
  }
  await flush();
  await db.execute(query`vacuum analyze private.link_records, private.link_keys`);
  return frequenciesOf(spec, packer.view());
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
  const frequencies = await fold(owner.db, people);
  const random = seeded(11);
  const figures = { typed: [] as number[], changed: [] as number[], select: [] as number[] };
  const found = { typed: 0, met: 0 };
  await owner.db.transaction(async (tx) => {
    const model: Model = { ...(await modelInUse(tx)).model, frequencies };
    const alike = async (record: LinkRecord) => {
      const [met] = await peopleEachMeets(tx, [record]);
      return scoreStored(spec, model, record, met!);
    };
    for (let n = 0; n < warmUp + probes; n++) {
      const id = 1 + Math.floor(random() * size);
      const person = people.get(id)!;
      const warm = n < warmUp;
      const steps = [
        async () => {
          const answer = await timed(warm ? null : figures.typed, () =>
            alike(spec.encode(inputOf(0, { ...person, family: slip(random, person.family) }))),
          );
          if (warm) return;
          found.met += answer.length;
          if (answer.some((other) => other.id === id && other.weight >= model.bands.possible)) found.typed++;
        },
        async () => {
          await timed(warm ? null : figures.changed, () => alike(spec.encode(inputOf(id, person))));
        },
        async () => {
          const [row] = await timed(warm ? null : figures.select, () =>
            tx.execute(query`select * from participants where id = ${id}`),
          );
          assert.equal(row!.id, id);
        },
      ];
      for (const step of n % 2 ? steps : steps.toReversed()) await step();
    }
  });
  const select = median(figures.select);
  printResult(
    {
      bench: "dedupe-probe",
      figure: median(figures.typed),
      unit: "ms",
      peer: "the select of one participant by the primary key",
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
