import { plusDays, plusYears, yearOf } from "./dates.ts";
import * as chinese from "./names/chinese.ts";
import * as english from "./names/english.ts";
import { NICKNAMES } from "./names/nicknames.ts";
import * as spanish from "./names/spanish.ts";
import * as tagalog from "./names/tagalog.ts";
import * as vietnamese from "./names/vietnamese.ts";
import { PLACES, type Place, STREET_KINDS, STREETS, type StateCode } from "./places.ts";
import type { Random } from "./random.ts";

export type Background = "english" | "spanish" | "mandarin" | "cantonese" | "vietnamese" | "tagalog";
export type FormerName = {
  kind: "maiden" | "former";
  given: string;
  middle: string | null;
  family: string;
  usedUntil: string;
};

/** A fictional educator. Dates `YYYY-MM-DD`; county by its name; demographics missing as often as in life. */
export type DemoPerson = {
  background: Background;
  gender: "female" | "male" | "nonbinary" | null;
  given: string;
  middle: string | null;
  family: string;
  preferred: string | null;
  formerNames: FormerName[];
  birthDate: string | null;
  birthDateEstimated: boolean;
  email: string | null;
  phone: string | null;
  addressLine: string;
  place: Place;
  demographics: { shared: boolean; speaksHome: boolean; education: number | null };
  startedInFieldYear: number | null;
};

/** How each state's workforce is made up, and how English takes the rest. */
const MIX: Record<StateCode, readonly (readonly [Background, number])[]> = {
  CA: [
    ["spanish", 42],
    ["english", 34],
    ["mandarin", 6],
    ["cantonese", 4],
    ["vietnamese", 6],
    ["tagalog", 8],
  ],
  MA: [
    ["english", 66],
    ["spanish", 20],
    ["mandarin", 4],
    ["cantonese", 3],
    ["vietnamese", 5],
    ["tagalog", 2],
  ],
  CT: [
    ["english", 67],
    ["spanish", 24],
    ["mandarin", 3],
    ["cantonese", 1],
    ["vietnamese", 2],
    ["tagalog", 3],
  ],
};

const AREA_CODES: Record<StateCode, readonly string[]> = {
  CA: [
    "209",
    "213",
    "310",
    "323",
    "408",
    "415",
    "510",
    "559",
    "619",
    "626",
    "661",
    "714",
    "760",
    "818",
    "909",
    "916",
  ],
  MA: ["413", "508", "617", "774", "781", "857", "978"],
  CT: ["203", "475", "860", "959"],
};
const MAIL_HOSTS = ["example.org", "example.net", "example.com", "mail.example.org", "school.example.net"];

/** Two Spanish surnames as their bearer writes them: apart, hyphenated, or the first one alone. */
function spanishFamily(random: Random): string {
  const [first, second] = [random.common(spanish.SURNAMES), random.common(spanish.SURNAMES)];
  const style = random.next();
  if (style < 0.46) return `${first} ${second}`;
  return style < 0.66 ? `${first}-${second}` : first;
}

function namesOf(random: Random, background: Background, male: boolean) {
  const nicknameOf = (given: string) => (NICKNAMES[given] ? random.pick(NICKNAMES[given]) : null);
  const sometimes = (chance: number, name: () => string | null) => (random.chance(chance) ? name() : null);
  switch (background) {
    case "english": {
      const given = random.common(male ? english.GIVEN_MEN : english.GIVEN_WOMEN, 0.5);
      const middle = sometimes(0.45, () => random.pick([...english.GIVEN_WOMEN, "A.", "L.", "M.", "J."]));
      return {
        given,
        middle,
        family: random.common(english.SURNAMES),
        preferred: sometimes(0.3, () => nicknameOf(given)),
      };
    }
    case "spanish": {
      const given = random.common(male ? spanish.GIVEN_MEN : spanish.GIVEN_WOMEN, 0.5);
      return {
        given,
        middle: null,
        family: spanishFamily(random),
        preferred: sometimes(0.35, () => nicknameOf(given)),
      };
    }
    case "mandarin":
    case "cantonese": {
      const [givens, families] =
        background === "mandarin"
          ? [chinese.GIVEN_MANDARIN, chinese.SURNAMES_MANDARIN]
          : [chinese.GIVEN_CANTONESE, chinese.SURNAMES_CANTONESE];
      const preferred = sometimes(0.45, () => random.pick(chinese.ALSO_CALLED));
      return { given: random.pick(givens), middle: null, family: random.common(families), preferred };
    }
    case "vietnamese": {
      const given = random.pick(male ? vietnamese.GIVEN_MEN : vietnamese.GIVEN_WOMEN);
      return { given, middle: null, family: random.common(vietnamese.SURNAMES, 1), preferred: null };
    }
    case "tagalog": {
      const given = random.pick(male ? tagalog.GIVEN_MEN : tagalog.GIVEN_WOMEN);
      const middle = sometimes(0.6, () => random.common(tagalog.SURNAMES));
      return {
        given,
        middle,
        family: random.common(tagalog.SURNAMES),
        preferred: sometimes(0.3, () => nicknameOf(given)),
      };
    }
  }
}

/** Lower-case letters and digits only, as an e-mail's left part. */
export const plainLetters = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[đĐ]/g, "d")
    .replace(/[øØ]/g, "o")
    .replace(/[łŁ]/g, "l")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** An address at an example domain, unlike any in `taken`; adds itself to it. */
export function makeEmail(
  random: Random,
  person: { given: string; family: string },
  taken: Set<string>,
): string {
  const given = plainLetters(person.given);
  const family = plainLetters(person.family.split(/[ -]/)[0]!) || plainLetters(person.family);
  for (;;) {
    const left = random.pick([
      `${given}.${family}`,
      `${given[0]}${family}`,
      `${given}${family}`,
      `${family}.${given}`,
    ]);
    const tail = random.chance(0.35)
      ? ""
      : random.pick([String(random.int(1, 99)), String(random.int(1960, 2004))]);
    const email = `${left}${tail}@${random.pick(MAIL_HOSTS)}`;
    if (taken.has(email)) continue;
    taken.add(email);
    return email;
  }
}

/** `(213) 555-0142`: the hundred numbers per area code that are kept for fiction. */
export const makePhone = (random: Random, state: StateCode): string =>
  `(${random.pick(AREA_CODES[state])}) 555-01${random.digits(2)}`;

export const makeAddress = (random: Random): string => {
  const unit = random.chance(0.3) ? ` ${random.pick(["Apt", "Unit", "#"])} ${random.int(1, 48)}` : "";
  return `${random.int(11, 9890)} ${random.pick(STREETS)} ${random.pick(STREET_KINDS)}${unit}`;
};

/** A family name after marriage: the partner's, both, or (in Spanish use) the own one with `de`. */
export function marriedFamily(random: Random, person: Pick<DemoPerson, "background" | "family">): string {
  const partner = random.common(random.chance(0.5) ? english.SURNAMES : spanish.SURNAMES);
  const own = person.family.split(/[ -]/)[0]!;
  return random.weighted([
    [partner, 6],
    [`${own}-${partner}`, 2],
    [person.background === "spanish" ? `${own} de ${partner}` : `${own} ${partner}`, 1],
  ]);
}

export type PeopleOptions = { state: StateCode; today: string; takenEmails: Set<string> };

/** One educator: nearly always a woman, 18 to 72 years old, in the field for some years. */
export function makePerson(random: Random, options: PeopleOptions): DemoPerson {
  const background = random.weighted(MIX[options.state]);
  const gender = random.weighted([
    ["female", 93],
    ["male", 6],
    ["nonbinary", 1],
  ] as const);
  const names = namesOf(random, background, gender === "male");
  const age = Math.max(18, Math.min(72, Math.round(random.normal(40, 12))));
  const birthDate = plusDays(plusYears(options.today, -age), -random.int(1, 364));
  const started = yearOf(options.today) - random.int(0, Math.max(0, Math.min(35, age - 18)));
  const formerNames: FormerName[] = [];
  if (gender === "female" && age > 23 && random.chance(background === "english" ? 0.3 : 0.1)) {
    const maiden = namesOf(random, background, false).family;
    const usedUntil = plusDays(
      plusYears(birthDate, random.int(22, Math.min(age - 1, 40))),
      random.int(0, 300),
    );
    if (maiden !== names.family) {
      formerNames.push({
        kind: "maiden",
        given: names.given,
        middle: names.middle,
        family: maiden,
        usedUntil,
      });
    }
  }
  const shared = random.chance(0.82);
  return {
    ...names,
    background,
    gender: shared || random.chance(0.6) ? gender : null,
    formerNames,
    birthDate: random.chance(0.97) ? birthDate : null,
    birthDateEstimated: random.chance(0.02),
    email: random.chance(0.95) ? makeEmail(random, names, options.takenEmails) : null,
    phone: random.chance(0.88) ? makePhone(random, options.state) : null,
    addressLine: makeAddress(random),
    place: random.weighted(PLACES[options.state]),
    demographics: {
      shared,
      speaksHome: background !== "english" && random.chance(0.85),
      education: random.chance(0.8) ? random.next() : null,
    },
    startedInFieldYear: random.chance(0.8) ? started : null,
  };
}

export const makePeople = (random: Random, count: number, options: PeopleOptions): DemoPerson[] =>
  Array.from({ length: count }, () => makePerson(random, options));

/** `María del Carmen García López`, or for Vietnamese papers the family name first. */
export function nameOnPaper(person: Pick<DemoPerson, "background" | "given" | "middle" | "family">): string {
  if (person.background === "vietnamese") return `${person.family} ${person.given}`;
  return [person.given, person.middle, person.family].filter(Boolean).join(" ");
}
