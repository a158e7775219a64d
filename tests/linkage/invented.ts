import * as english from "#db/seed/demo/names/english.ts";
import { NICKNAMES } from "#db/seed/demo/names/nicknames.ts";
import * as spanish from "#db/seed/demo/names/spanish.ts";
import { makeRandom, type Random } from "#db/seed/demo/random.ts";

/** A record of an invented file; `cluster` is who it is. */
export type InventedRow = Record<string, string> & { id: string; cluster: string };
export const inventedKinds = ["australian", "historical", "registry"] as const;
export type InventedKind = (typeof inventedKinds)[number];

type Person = {
  given: string;
  middle: string;
  family: string;
  birth: [year: number, month: number, day: number];
  house: string;
  street: string;
  city: string;
  zip: string;
  state: string;
  email: string;
  phone: string;
  number: string;
  occupation: string;
};

const ONSETS = "b br c ch d dr f g gr h j k l m n p pr r s sh st t th v w wh z".split(" ");
const NUCLEI = "a e i o u ai ea ee oo ou".split(" ");
const CODAS = " n r l s t m ck nd rt th".split(" ");
const ENDINGS = "son ton man ley ford worth well by field ham ing er ez ski ova".split(" ");
const OCCUPATIONS =
  "farmer,clerk,teacher,labourer,soldier,politician,writer,painter,priest,merchant,physician,miner".split(
    ",",
  );
const KINDS = "St,Street,Rd,Road,Ave,Avenue,Crescent,Place,Drive".split(",");

/** Common names first, then a long tail of invented ones, so that some are shared by hundreds and most by few. */
function vocabulary(random: Random) {
  const syllable = () => random.pick(ONSETS) + random.pick(NUCLEI) + random.pick(CODAS);
  const word = (ending: string) =>
    (syllable() + (random.chance(0.4) ? syllable() : "") + ending).replaceAll(" ", "");
  const many = (count: number, make: () => string) => Array.from({ length: count }, make);
  return {
    given: [
      ...english.GIVEN_WOMEN,
      ...english.GIVEN_MEN,
      ...spanish.GIVEN_WOMEN,
      ...many(700, () => word(random.pick(["a", "ie", "", "en"]))),
    ],
    family: [...english.SURNAMES, ...spanish.SURNAMES, ...many(9000, () => word(random.pick(ENDINGS)))],
    streets: many(1500, () => word(random.pick(["", "ton", "wood", "view"]))),
    cities: many(500, () => word(random.pick(["ville", "ton", "burgh", " creek", ""]))),
  };
}
type Vocabulary = ReturnType<typeof vocabulary>;

function person(random: Random, words: Vocabulary): Person {
  const given = random.common(words.given, 0.8);
  const family = random.common(words.family, 0.8);
  const city = random.zipf(words.cities.length, 0.6);
  return {
    ...{ given, family, middle: random.chance(0.6) ? random.common(words.given, 0.8) : "" },
    birth: [random.int(1930, 2004), random.int(1, 12), random.int(1, 28)],
    ...{ house: String(random.int(1, 900)), street: `${random.pick(words.streets)} ${random.pick(KINDS)}` },
    ...{
      city: words.cities[city]!,
      zip: String(20_000 + city * 7 + random.int(0, 2)),
      state: String(city % 8),
    },
    email:
      `${given}.${family}${random.int(1, 99)}@${random.pick(["example.org", "mail.example", "post.example"])}`
        .toLowerCase()
        .replace(/\s/g, ""),
    phone: `5${random.digits(9)}`,
    number: `${random.int(1, 9)}${random.digits(6)}`,
    occupation: random.common(OCCUPATIONS, 0.7),
  };
}

/** Somebody else of the same household: a spouse, a child, a twin. */
function relative(random: Random, words: Vocabulary, of: Person): Person {
  const twin = random.chance(0.15);
  return {
    ...of,
    given: random.common(words.given, 0.8),
    middle: random.chance(0.6) ? random.common(words.given, 0.8) : "",
    birth: twin ? of.birth : [random.int(1930, 2004), random.int(1, 12), random.int(1, 28)],
    ...{
      number: `${random.int(1, 9)}${random.digits(6)}`,
      email: random.chance(0.1) ? of.email : `r${random.digits(6)}@example.org`,
    },
    phone: random.chance(0.5) ? of.phone : `5${random.digits(9)}`,
  };
}

function typo(random: Random, text: string): string {
  if (text.length < 3) return text;
  const at = random.int(1, text.length - 2);
  const letter = random.pick([..."abcdefghilmnoprstu"]);
  return random.pick([
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + letter + text.slice(at),
    text.slice(0, at) + letter + text.slice(at + 1),
    text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2),
  ]);
}

/** The person again as somebody else wrote them down: slips, nicknames, moves, marriages. `care` is 0 (none) to 1. */
function again(random: Random, words: Vocabulary, of: Person, care: number): Person {
  const slips = (chance: number) => random.chance(chance * (1 - care));
  const copy: Person = { ...of, birth: [...of.birth] };
  if (slips(0.3)) copy.given = typo(random, copy.given);
  else if (slips(0.25)) copy.given = random.pick(NICKNAMES[copy.given] ?? [copy.given]);
  if (slips(0.3)) copy.family = typo(random, copy.family);
  else if (slips(0.1)) copy.family = random.common(words.family, 0.8);
  if (slips(0.06)) [copy.given, copy.family] = [copy.family, copy.given];
  if (slips(0.3)) copy.middle = copy.middle.slice(0, 1);
  const day = random.next() / (1 - care + 1e-9);
  if (day < 0.12) copy.birth[2] = random.int(1, 28);
  else if (day < 0.17) [copy.birth[1], copy.birth[2]] = [Math.min(12, copy.birth[2]), copy.birth[1]];
  else if (day < 0.22) copy.birth[0] += random.pick([-1, 1, 10, -10]);
  if (slips(0.4)) {
    const moved = person(random, words);
    Object.assign(copy, {
      house: moved.house,
      street: moved.street,
      city: moved.city,
      zip: moved.zip,
      state: moved.state,
    });
  } else if (slips(0.3)) copy.street = typo(random, copy.street);
  if (slips(0.2)) copy.zip = typo(random, copy.zip);
  if (slips(0.2)) copy.city = typo(random, copy.city);
  if (slips(0.4))
    copy.email = random.chance(0.3) ? typo(random, copy.email) : `n${random.digits(7)}@example.org`;
  if (slips(0.4)) copy.phone = `5${random.digits(9)}`;
  if (slips(0.15)) copy.number = typo(random, copy.number).replace(/\D/g, "4");
  if (slips(0.3)) copy.occupation = random.common(OCCUPATIONS, 0.7);
  return copy;
}

/** Keeps a value with a chance: files differ in what they hold. */
const said = (random: Random, chance: number, value: string) => (random.chance(chance) ? value : "");

const rowOf: Record<InventedKind, (random: Random, p: Person) => Record<string, string>> = {
  australian: (random, p) => ({
    given_name: said(random, 0.95, p.given.toLowerCase()),
    surname: said(random, 0.97, p.family.toLowerCase()),
    street_number: said(random, 0.94, p.house),
    address_1: said(random, 0.95, p.street.toLowerCase()),
    suburb: said(random, 0.98, p.city.toLowerCase()),
    postcode: p.zip.slice(0, 4),
    state: said(random, 0.97, `s${p.state}`),
    date_of_birth: said(random, 0.93, p.birth.map((part) => String(part).padStart(2, "0")).join("")),
    soc_sec_id: p.number,
  }),
  historical: (random, p) => ({
    full_name: `${p.given} ${random.chance(0.5) && p.middle ? `${p.middle} ` : ""}${p.family}`,
    birth_year: said(random, 0.85, String(p.birth[0] - 120)),
    birth_place: said(random, 0.75, p.city),
    occupation: said(random, 0.6, p.occupation),
  }),
  registry: (random, p) => ({
    first: p.given,
    middle: said(random, 0.4, p.middle),
    last: p.family,
    dob: said(random, 0.85, `${p.birth[1]}/${p.birth[2]}/${p.birth[0]}`),
    email: said(random, 0.6, p.email),
    phone: said(random, 0.55, p.phone),
    address: said(random, 0.5, `${p.house} ${p.street}`),
    city: said(random, 0.7, p.city),
    zip: said(random, 0.65, p.zip),
  }),
};

const shape: Record<InventedKind, { second: number; most: number; households: number; care: number }> = {
  australian: { second: 0.4, most: 5, households: 0, care: 0.4 },
  historical: { second: 0.5, most: 9, households: 0.1, care: 0.5 },
  registry: { second: 0.1, most: 2, households: 0.25, care: 0 },
};

/** A file of invented people in which some stand more than once. The same seed gives the same file. */
export function inventedRows(kind: InventedKind, size: number, seed: number | string = 1): InventedRow[] {
  const random = makeRandom(`${kind} ${seed}`);
  const words = vocabulary(random);
  const { second, most, households, care } = shape[kind];
  const rows: InventedRow[] = [];
  let last = person(random, words);
  for (let cluster = 0; rows.length < size; cluster++) {
    last = random.chance(households) ? relative(random, words, last) : person(random, words);
    const copies = random.chance(second) ? random.int(2, most) : 1;
    for (let copy = 0; copy < copies && rows.length < size; copy++) {
      const written = copy === 0 ? last : again(random, words, last, care);
      rows.push({ id: `r${rows.length}`, cluster: `c${cluster}`, ...rowOf[kind](random, written) });
    }
  }
  return random.shuffle(rows);
}

/** How the columns of each kind are mapped on the command line. */
export const inventedMap: Record<InventedKind, string> = {
  australian:
    "given_name=given_name,surname=family_name,street_number=house_number,address_1=street,suburb=city,postcode=zip,state=state,date_of_birth=birth_date,soc_sec_id=identifier",
  historical: "full_name=full_name,birth_year=birth_year,birth_place=city,occupation=other",
  registry:
    "first=given_name,middle=middle_name,last=family_name,dob=birth_date,email=email,phone=phone,address=address,city=city,zip=zip",
};

export function csvOf(rows: readonly Record<string, string>[]): string {
  const columns = Object.keys(rows[0]!);
  const cell = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))]
    .map((cells) => cells.map(cell).join(","))
    .join("\n");
}
