/**
 * `npm run bench -- dedupe-probe [--size 100k] [--probes 2000]`: who may be the same person, over so many people. First the
 * check while staff type (name and birth date with a slip, keys by index, weights in this process), then the match of one
 * person who changed; both against the select of one participant by the primary key. The model's frequencies are those of the
 * people. One connection, interleaved, inside an open transaction as verbs run. Then how many the keys find of those whom the
 * weights alone would take for possible, by what was typed wrongly (`found_…`).
 */
import assert from "node:assert/strict";
import { sql as query } from "drizzle-orm";
import { peopleEachMeets, readLinkRecords, writeLinkRecords } from "#api/domains/duplicates/link-records.ts";
import { modelInUse } from "#api/domains/duplicates/model.ts";
import { spec } from "#api/domains/duplicates/people.ts";
import { type LinkRecord, type Model, Packer, scoreStored } from "#api/linkage/index.ts";
import { frequenciesOf } from "#api/linkage/model/frequencies.ts";
import { type Db, makeDb, type Tx } from "#db/client.ts";
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

/** Another digit in the year, month or day; the date stays one. */
function wrongDigit(random: () => number, born: string): string {
  const at = [3, 6, 9][Math.floor(random() * 3)]!;
  const other = (Number(born[at]) + 1 + Math.floor(random() * 8)) % 10;
  const date = `${born.slice(0, at)}${other}${born.slice(at + 1)}`;
  return Number.isNaN(Date.parse(date)) ? born : date;
}

type Mistyped = (random: () => number, person: Person) => Person;
const mistyped: Record<string, Mistyped> = {
  found_family_slip: (random, person) => ({ ...person, family: slip(random, person.family) }),
  found_slip_in_both: (random, person) => ({
    ...person,
    ...{ given: slip(random, person.given), family: slip(random, person.family) },
  }),
  found_slip_and_digit: (random, person) => ({
    ...person,
    ...{ family: slip(random, person.family), born: wrongDigit(random, person.born) },
  }),
};

/** Of people whom the weights take for possible, the share whom the keys find. */
async function foundOf(tx: Tx, model: Model, people: ReadonlyMap<number, Person>, wrong: Mistyped) {
  const random = seeded(5);
  let [possible, found] = [0, 0];
  for (let n = 0; n < 500; n++) {
    const id = 1 + Math.floor(random() * people.size);
    const record = spec.encode(inputOf(0, wrong(random, people.get(id)!)));
    const isFound = (stored: Uint8Array) =>
      scoreStored(spec, model, record, stored).some(
        (other) => other.id === id && other.weight >= model.bands.possible,
      );
    if (!isFound(await readLinkRecords(tx, query`r.participant_id = ${id}`))) continue;
    possible++;
    if (isFound((await peopleEachMeets(tx, [record]))[0]!)) found++;
  }
  return round(found / possible, 3);
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
  const found: Record<string, number> = {};
  let met = 0;
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
          if (!warm) met += answer.length;
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
    for (const [name, wrong] of Object.entries(mistyped))
      found[name] = await foundOf(tx, model, people, wrong);
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
      ...found,
      people_met: round(met / probes, 1),
      changed_person_ms: round(median(figures.changed)),
      changed_person_ratio: round(median(figures.changed) / select, 2),
      p99_ms: round(figures.typed.toSorted((a, b) => a - b)[Math.floor(probes * 0.99)]!),
    },
  );
} finally {
  await owner.close();
  await cluster.stop();
}
