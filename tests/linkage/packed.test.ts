import { describe, expect, test } from "vitest";
import {
  assumedModel,
  type LinkRecord,
  type PersonInput,
  packRecord,
  parseMapping,
  peopleSpec,
  personOf,
  scoreAgainst,
  scoreStored,
  train,
  weigherOf,
} from "#api/linkage/index.ts";
import { PackedReader } from "#api/linkage/packed.ts";
import { BELOW, prepare, weigh } from "#api/linkage/score.ts";
import { Packer, pack } from "#api/linkage/view.ts";
import { Vocabulary } from "#api/linkage/vocabulary.ts";
import { inventedMap, inventedRows } from "./invented.ts";

const mapping = parseMapping(inventedMap.registry);
const spec = peopleSpec({ identifierKinds: mapping.identifiers });
const people = inventedRows("registry", 400, "packed").map((row, at): PersonInput => {
  const person = personOf(row.id, row, mapping);
  const names =
    at % 5 === 0 ? [...person.names, { given: "Zoë", family: "Ōkami-Núñez", former: true }] : person.names;
  return { ...person, names, id: at + 1, emails: [...person.emails, `more${at}@example.org`] };
});
const records = people.map(spec.encode);
const stored = (some: readonly LinkRecord[]) => Buffer.concat(some.map((each) => packRecord(spec, each)));
const model = train(spec as never, pack(spec, records));

/** Weights with nothing kept from one probe to the next. */
function plainly(probe: LinkRecord, others: readonly LinkRecord[]): number[] {
  const view = pack(spec, [probe, ...others]);
  const scorer = prepare(spec, structuredClone(model), view);
  return others.map((_, at) => weigh(scorer, 0, (at + 1) * view.width, BELOW));
}

describe("stored records", () => {
  test("are packed as the records themselves are, in the least bytes where nothing is said", () => {
    const [plain, read] = [new Packer(spec, records.length), new Packer(spec, records.length)];
    for (const record of records) plain.add({ ...record, keys: [], moreKeys: [] });
    const ids: number[] = [];
    for (const reader = new PackedReader(spec, stored(records)); reader.more; ) {
      ids.push(reader.id());
      read.addPacked(reader);
    }
    expect(ids).toEqual(records.map(({ id }) => id));
    expect(read.end()).toEqual(plain.end());
    const nobody = spec.encode({
      ...people[0]!,
      names: [],
      emails: [],
      phones: [],
      birthDate: null,
      identifiers: [],
      addressLine: null,
      city: null,
      zip: null,
      state: null,
      ssnIndex: null,
    });
    expect(packRecord(spec, nobody).length).toBe(8 + Math.ceil(spec.columns.length / 8));
  });

  test("of another version are refused, not read as something else", () => {
    const reader = new PackedReader(peopleSpec({ identifierKinds: ["permit"] }), stored(records.slice(0, 1)));
    expect(() => reader.id()).toThrow("other comparisons");
  });
});

describe("one probe after another", () => {
  test("weighs what each alone weighs, however many came before, and tells which record is meant", () => {
    for (let at = 0; at < records.length; at++) {
      const others = Array.from({ length: at % 37 }, (_, n) => records[(at * 7 + n * 11) % records.length]!);
      const expected = plainly(records[at]!, others);
      expect(scoreAgainst(spec, model, records[at]!, others)).toEqual(expected);
      expect(scoreStored(spec, model, { ...records[at]!, id: 0 }, stored(others))).toEqual(
        others.map(({ id }, n) => ({ id, weight: expected[n] })),
      );
    }
  });

  test("may be of other comparisons with the same model", () => {
    const [few, all] = [peopleSpec(), peopleSpec()];
    const shared = assumedModel(few);
    const [a, b] = people.map((person) => few.encode(person)) as [LinkRecord, LinkRecord];
    const weights = scoreAgainst(few, shared, a, [b]);
    expect(scoreAgainst(all, shared, a, [b])).toEqual(weights);
  });

  test("leaves the record itself out", () => {
    const [one, other] = records as [LinkRecord, LinkRecord];
    expect(scoreStored(spec, model, one, stored([one, other])).map(({ id }) => id)).toEqual([other.id]);
  });
});

test("any two of some stored records are weighed by their ids; a stranger weighs nothing", () => {
  const weighed = weigherOf(spec, model, stored(records.slice(0, 20)));
  expect(weighed(3, 8)).toBeCloseTo(plainly(records[2]!, [records[7]!])[0]!, 9);
  expect(weighed(3, 399)).toBeUndefined();
});

test("a word that turns out to be a name later is described as one", () => {
  const [late, at] = [new Vocabulary(), new Vocabulary()];
  const names = ["ana maria", "jose", "maría josé"];
  for (const name of names) late.intern(name);
  late.words();
  for (const vocabulary of [late, at]) for (const name of names) vocabulary.intern(name, true);
  const featuresOf = (vocabulary: Vocabulary, name: string) => {
    const { features, lists } = vocabulary.words();
    const from = features[vocabulary.intern(name)]!;
    const sounds = from > 0 ? lists.slice(from, from + 12).length : 0;
    return { described: from > 0, sounds };
  };
  for (const name of [...names, "anamaria"]) {
    expect(featuresOf(late, name)).toEqual(featuresOf(at, name));
    expect(featuresOf(late, name).described).toBe(true);
  }
});
