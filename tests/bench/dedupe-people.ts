import type { PersonInput } from "#api/linkage/index.ts";
import * as english from "#db/seed/demo/names/english.ts";
import { NICKNAMES } from "#db/seed/demo/names/nicknames.ts";
import { makeRandom, type Random } from "#db/seed/demo/random.ts";

const ONSETS = "b br c ch d dr f g gr h j k l m n p r s sh st t th v w z".split(" ");
const NUCLEI = "a e i o u ai ea ee oo ou".split(" ");
const ENDINGS = "son ton man ley ford worth ez ova ing er ski ano elli a o is".split(" ");
const KINDS = ["St", "Ave", "Rd", "Dr", "Ln"];
const BATCH = 10_000;

/** One-word names, because the other side's statement knows no lists of names; Zipf, with a tail of thousands. */
function words(random: Random) {
  const syllable = () => random.pick(ONSETS) + random.pick(NUCLEI);
  const invented = (count: number) =>
    Array.from({ length: count }, () => {
      const middle = random.chance(0.5) ? syllable() : "";
      return `${syllable()}${middle}${random.pick(["n", "r", "l", "st", ""])}${random.pick(ENDINGS)}`;
    });
  const single = (names: readonly string[]) => names.filter((name) => !/[^A-Za-z]/.test(name));
  return {
    given: [...single(english.GIVEN_WOMEN), ...single(english.GIVEN_MEN), ...invented(4000)],
    family: [...single(english.SURNAMES), ...invented(30_000)],
    streets: invented(4000),
    cities: invented(1500),
  };
}

type Written = {
  given: string;
  middle: string;
  family: string;
  birth: [number, number, number];
  email: string;
  phone: string;
  line: string;
  city: number;
};

/** People in batches, one in ten of them a second record of somebody before. The same size gives the same people. */
export function* inventedPeople(size: number): Generator<PersonInput[]> {
  const random = makeRandom(`dedupe ${size}`);
  const names = words(random);
  const known: Written[] = [];
  const line = () => `${random.int(1, 999)} ${random.pick(names.streets)} ${random.pick(KINDS)}`;
  const fresh = (): Written => {
    const given = names.given[random.zipf(names.given.length, 0.8)]!;
    const family = names.family[random.zipf(names.family.length, 0.8)]!;
    const mail = random.pick(["example.org", "mail.example", "post.example", "gmail.com"]);
    return {
      ...{ given, family, middle: random.chance(0.5) ? names.given[random.zipf(200, 0.8)]! : "" },
      birth: [random.int(1945, 2006), random.int(1, 12), random.int(1, 28)],
      email: `${given[0]}.${family}${random.int(1, 9999)}@${mail}`.toLowerCase(),
      ...{ phone: `${random.int(2, 9)}${random.digits(9)}`, line: line(), city: random.zipf(1500, 0.7) },
    };
  };
  for (let at = 0; at < size; at += BATCH) {
    yield Array.from({ length: Math.min(BATCH, size - at) }, (_, i) => {
      const second = known.length > 0 && random.chance(0.1);
      const written = second ? again(random, names, random.pick(known), fresh, line) : fresh();
      if (!second && known.length < 50_000) known.push(written);
      else if (!second) known[random.int(0, 49_999)] = written;
      return personOf(at + i + 1, written, random, names.cities);
    });
  }
}

function again(
  random: Random,
  names: ReturnType<typeof words>,
  of: Written,
  fresh: () => Written,
  line: () => string,
): Written {
  const copy: Written = { ...of, birth: [...of.birth] };
  const other = fresh();
  if (random.chance(0.12)) copy.given = slip(random, copy.given);
  else if (random.chance(0.15))
    copy.given = random.pick(NICKNAMES[copy.given] ?? [copy.given]).replace(/[^A-Za-z]/g, "");
  if (random.chance(0.12)) copy.family = slip(random, copy.family);
  else if (random.chance(0.06)) copy.family = other.family;
  if (random.chance(0.02)) [copy.given, copy.family] = [copy.family, copy.given];
  if (random.chance(0.04)) [copy.birth[1], copy.birth[2]] = [Math.min(12, copy.birth[2]), copy.birth[1]];
  else if (random.chance(0.06)) copy.birth[2] = random.int(1, 28);
  if (random.chance(0.35)) Object.assign(copy, { line: line(), city: other.city });
  if (random.chance(0.35)) copy.email = other.email;
  if (random.chance(0.3)) copy.phone = other.phone;
  if (random.chance(0.3)) copy.middle = copy.middle.slice(0, 1);
  void names;
  return copy;
}

function slip(random: Random, text: string): string {
  if (text.length < 3) return text;
  const at = random.int(1, text.length - 2);
  return random.pick([
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + random.pick([..."aeiorstn"]) + text.slice(at + 1),
    text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2),
  ]);
}

function personOf(id: number, p: Written, random: Random, cities: string[]): PersonInput {
  const said = (chance: number, value: string) => (random.chance(chance) ? value : null);
  const [year, month, day] = p.birth;
  const date = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return {
    id,
    names: [{ given: p.given, middle: said(0.5, p.middle), family: p.family }],
    birthDate: said(0.9, date),
    emails: [said(0.7, p.email)].filter((email) => email !== null),
    phones: [said(0.65, p.phone)].filter((phone) => phone !== null),
    addressLine: said(0.7, p.line),
    city: said(0.85, cities[p.city]!),
    zip: said(0.85, String(90_001 + p.city * 3)),
    ...{ state: null, identifiers: [], ssnIndex: null },
  };
}
