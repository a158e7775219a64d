import { hashOf } from "../hash.ts";
import { dayOf, monthOf, yearOf } from "../normalise/dates.ts";
import { type NormalPerson, soundsOf } from "../normalise/person.ts";
import type { BlockingRule, LinkRecord, PeopleDescriptor } from "../spec.ts";
import { keysByRule, keysOf, keysOfHashes, NONE, unique } from "./blocking.ts";

/** Texts that make the keys of a rule; "" is not said. Several: any of them may be the one that agrees. */
type Parts = {
  given: string[];
  family: string[];
  givenSound: string[];
  familySound: string[];
  initial: string[];
  givenStart: string[];
  familyStart: string[];
  bothNames: string[];
  birth: string[];
  birthYear: string[];
  birthMonthDay: string[];
  ssn: string[];
  email: string[];
  emailLocal: string[];
  phone: string[];
  line: string[];
  zip: string[];
  city: string[];
};
type Part = keyof Parts;

const reads: Record<Part, readonly string[]> = {
  given: ["given", "otherNames"],
  family: ["family", "otherNames"],
  givenSound: ["given", "otherNames"],
  familySound: ["family", "otherNames"],
  initial: ["given", "otherNames"],
  givenStart: ["given", "otherNames"],
  familyStart: ["family", "otherNames"],
  bothNames: ["given", "family", "otherNames"],
  birth: ["birthDate"],
  birthYear: ["birthDate"],
  birthMonthDay: ["birthDate"],
  ssn: ["ssn"],
  email: ["email"],
  emailLocal: ["email"],
  phone: ["phone"],
  line: ["street"],
  zip: ["zip"],
  city: ["city"],
};

const partNames = Object.keys(reads) as Part[];

/**
 * Chosen for recall: whatever two of a person's facts survive a slip, one rule still brings the records together. The last
 * ones are broad: in a small file they find what is left, in a large one their blocks are too large and are passed over.
 */
const rules: readonly (readonly Part[])[] = [
  ["ssn"],
  ["email"],
  ["phone"],
  ["birth", "familySound"],
  ["birth", "givenSound"],
  ["birth", "familyStart"],
  ["birth", "givenStart"],
  ["bothNames"],
  ["familySound", "givenSound"],
  ["birthYear", "familySound", "initial"],
  ["birthYear", "givenSound", "familyStart"],
  ["birthMonthDay", "givenSound"],
  ["birthMonthDay", "familySound"],
  ["line", "zip"],
  ["line", "city"],
  ["zip", "familySound"],
  ["zip", "givenSound"],
  ["city", "familySound"],
  ["city", "givenSound"],
  ["birth", "zip"],
  ["birth", "city"],
  ["emailLocal"],
  ["familySound", "initial"],
  ["givenSound", "familyStart"],
  ["birth"],
];

/**
 * Rules by which somebody is looked up only where no birth date is known, or the narrower one cannot be asked: they bring many
 * people, and hardly anybody more. A look at everybody takes them all.
 */
const unless: Readonly<Record<string, string>> = {
  "birth + familySound": "birth + familyStart",
  "familySound + initial": "birth",
  "givenSound + familyStart": "birth",
};

/** The blocking rules of people with these identifiers and extra columns. */
export function peopleRules({ identifierKinds, extras }: PeopleDescriptor): BlockingRule[] {
  return [
    ...rules.map((parts): BlockingRule => {
      const key = parts.join(" + ");
      const rule = { key, reads: parts.flatMap((part) => reads[part]) };
      return key in unless ? { ...rule, unless: unless[key]! } : rule;
    }),
    ...identifierKinds.map((kind) => ({ key: `identifier:${kind}`, reads: [`identifier:${kind}`] })),
    ...extras.flatMap((name) => [
      { key: `${name} + familySound`, reads: [`extra:${name}`, ...reads.familySound] },
      { key: `${name} + givenSound`, reads: [`extra:${name}`, ...reads.givenSound] },
    ]),
  ];
}

/** A person's keys for every rule: the first of each, then the rest. */
export function peopleKeys(
  person: NormalPerson,
  { identifierKinds, extras }: PeopleDescriptor,
): Pick<LinkRecord, "keys" | "moreKeys"> {
  const parts = partsOf(person);
  const hashed = {} as Record<Part, readonly number[]>;
  for (const part of partNames) hashed[part] = parts[part].length === 0 ? NONE : parts[part].map(hashOf);
  return keysByRule([
    ...rules.map((rule) =>
      rule.some((part) => hashed[part].length === 0) ? NONE : keysOfHashes(rule.map((part) => hashed[part])),
    ),
    ...identifierKinds.map((kind) =>
      person.identifiers.length === 0
        ? NONE
        : keysOf([person.identifiers.filter((each) => each.kind === kind).map(({ value }) => value)]),
    ),
    ...extras.flatMap((name) => {
      const said = [person.extras[name] ?? ""].filter(Boolean).map(hashOf);
      return [keysOfHashes([said, hashed.familySound]), keysOfHashes([said, hashed.givenSound])];
    }),
  ]);
}

function partsOf(person: NormalPerson): Parts {
  const names = [{ given: person.given, family: person.family }, ...person.otherNames];
  const given = unique(names.map((name) => name.given));
  const family = unique(names.map((name) => name.family));
  const birth = person.birthDate;
  const whole = dayOf(birth) > 0;
  const [low, high] = [Math.min(monthOf(birth), dayOf(birth)), Math.max(monthOf(birth), dayOf(birth))];
  return {
    given,
    family,
    givenSound: firstSounds(given),
    familySound: firstSounds(family),
    initial: unique(given.map((name) => name.slice(0, 1))),
    givenStart: unique(given.map((name) => name.slice(0, 2))),
    familyStart: unique(family.map((name) => name.slice(0, 2))),
    bothNames: unique(names.map(bothTogether)),
    birth: birth === 0 ? [] : [whole ? `${yearOf(birth)} ${low} ${high}` : String(yearOf(birth))],
    birthYear: birth === 0 ? [] : [String(yearOf(birth))],
    birthMonthDay: whole ? [`${low} ${high}`] : [],
    ssn: unique([person.ssn]),
    email: person.emails.map(({ address }) => address),
    emailLocal: unique(person.emails.map(({ local }) => local)),
    phone: person.phones.map(String),
    line: unique([
      person.house && person.street ? `${person.house} ${person.street.replaceAll(" ", "")}` : "",
    ]),
    zip: unique([person.zip]),
    city: unique([person.city.replaceAll(" ", "")]),
  };
}

/** "garcia lopez" → itself run together and both surnames: a record may hold any of them. */
function wordsAndWhole(name: string): string[] {
  const words = name.split(" ");
  return words.length === 1 ? words : [words.join(""), ...words.filter((word) => word.length > 1)];
}

/** The first code of every word: names said in two ways meet by another rule. */
function firstSounds(names: readonly string[]): string[] {
  const found: string[] = [];
  for (const name of names)
    for (const word of wordsAndWhole(name)) {
      const [sound] = soundsOf(word);
      if (sound !== undefined && !found.includes(sound)) found.push(sound);
    }
  return found;
}

/** Given and family name in whichever order they were written; "" where one is not said. */
function bothTogether({ given, family }: { given: string; family: string }): string {
  if (given === "" || family === "") return "";
  const [one, other] = [given.replaceAll(" ", ""), family.replaceAll(" ", "")];
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
