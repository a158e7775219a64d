import { compileAddress } from "../compare/address.ts";
import { compileEmail, compileInitial, compileNumber, compileSame } from "../compare/codes.ts";
import { compileDates } from "../compare/dates.ts";
import { compileNames } from "../compare/names.ts";
import { hashOf, numberOf } from "../hash.ts";
import { type NormalPerson, normalise, type PersonInput } from "../normalise/person.ts";
import type { Column, Comparison, LinkRecord, PeopleDescriptor, Spec } from "../spec.ts";
import type { View } from "../view.ts";
import { extraColumn, extraComparison } from "./extras.ts";
import { level, missing } from "./levels.ts";
import { peopleKeys, peopleRules } from "./people-blocking.ts";

export type PeopleSpec = Spec<PersonInput>;

/** Both names are looked at together, once for each view. */
const looks = new WeakMap<View, ReturnType<typeof compileNames>>();
function namesOf(view: View): ReturnType<typeof compileNames> {
  const known = looks.get(view) ?? compileNames(view);
  looks.set(view, known);
  return known;
}

/** How people are compared. Shares are first guesses: the data correct them. S16–S19, M2 */
const comparisons: readonly Comparison[] = [
  {
    key: "ssn",
    reads: ["ssn"],
    cost: 1,
    levels: [missing, level("same", 0.96, 1e-7), level("different", 0.04, 1, { mostShare: 0.15 })],
    compile: (view) => compileSame(view, "ssn"),
  },
  {
    key: "email",
    reads: ["email", "moreEmails", "emailLocal"],
    cost: 4,
    shared: 0.1,
    levels: [
      missing,
      level("same", 0.7, 1e-6),
      level("same_local", 0.06, 1e-5, { mostBits: 8 }),
      level("similar", 0.06, 1e-4, { mostBits: 6 }),
      level("different", 0.18, 1),
    ],
    compile: compileEmail,
  },
  {
    key: "phone",
    reads: ["phone", "morePhones"],
    cost: 2,
    shared: 0.3,
    levels: [missing, level("same", 0.7, 1e-6), level("one_digit", 0.04, 1e-6), level("different", 0.26, 1)],
    compile: (view) => compileNumber(view, "phone", "morePhones"),
  },
  {
    key: "birth_date",
    reads: ["birthDate"],
    cost: 3,
    shared: 0.03,
    levels: [
      missing,
      level("exact", 0.88, 4e-5, { frequency: "birthDate" }),
      level("swapped", 0.01, 1e-5),
      level("one_digit", 0.05, 8e-4),
      level("near", 0.01, 3e-3),
      level("same_year", 0.02, 0.02),
      level("near_year", 0.01, 0.08),
      level("estimated", 0.005, 0.1),
      level("different", 0.015, 0.8, { mostShare: 0.1 }),
    ],
    compile: (view) => compileDates(view, "birthDate"),
  },
  {
    key: "given_name",
    reads: ["given", "otherNames"],
    cost: 6,
    levels: [
      missing,
      level("exact", 0.76, 5e-3, { frequency: "given" }),
      level("nickname", 0.06, 5e-3),
      level("part", 0.04, 5e-3),
      level("similar", 0.06, 2e-3),
      level("initial", 0.01, 5e-3),
      level("near", 0.01, 4e-3),
      level("sounds", 0.01, 6e-3),
      level("transposed", 0.01, 1e-5, { mostBits: 14 }),
      level("different", 0.04, 0.97, { mostShare: 0.1 }),
    ],
    compile: (view) => namesOf(view).given,
  },
  {
    key: "family_name",
    reads: ["family", "otherNames"],
    cost: 5,
    shared: 0.6,
    levels: [
      missing,
      level("exact", 0.82, 1e-3, { frequency: "family" }),
      level("part", 0.04, 1e-3),
      level("similar", 0.06, 1e-3),
      level("former", 0.02, 1e-4),
      level("near", 0.01, 2e-3),
      level("sounds", 0.01, 3e-3),
      level("different", 0.04, 0.99, { mostShare: 0.15 }),
    ],
    compile: (view) => namesOf(view).family,
  },
  {
    key: "middle_name",
    reads: ["middle"],
    cost: 5,
    levels: [
      missing,
      level("exact", 0.7, 0.02, { frequency: "middle" }),
      level("initial", 0.2, 0.05),
      level("similar", 0.03, 0.01),
      level("different", 0.07, 0.92),
    ],
    compile: (view) => compileInitial(view, "middle"),
  },
  {
    key: "address",
    reads: ["house", "street", "city", "zip", "state"],
    cost: 7,
    shared: 0.6,
    levels: [
      missing,
      level("same", 0.45, 1e-5),
      level("similar", 0.1, 1e-5),
      level("zip_and_city", 0.12, 2e-3, { frequency: "zip" }),
      level("zip", 0.04, 2e-3, { frequency: "zip" }),
      level("city", 0.07, 1e-2, { frequency: "city" }),
      level("near", 0.05, 1e-2),
      level("state", 0.1, 0.2),
      level("different", 0.07, 0.75),
    ],
    compile: compileAddress,
  },
];

const columns: readonly Column[] = [
  { name: "ssn", kind: "number" },
  { name: "email", kind: "number" },
  { name: "phone", kind: "number" },
  { name: "birthDate", kind: "number" },
  { name: "given", kind: "text", named: true },
  { name: "family", kind: "text", named: true },
  { name: "middle", kind: "text" },
  { name: "house", kind: "number" },
  { name: "street", kind: "text" },
  { name: "city", kind: "text" },
  { name: "zip", kind: "text" },
  { name: "state", kind: "number" },
  { name: "emailLocal", kind: "text" },
  { name: "moreEmails", kind: "numbers" },
  { name: "morePhones", kind: "numbers" },
  { name: "otherNames", kind: "texts", named: true },
];

/**
 * The spec of people. Identifiers of each kind are a comparison of their own, because a permit number is worth more than
 * an employer's file number; kinds that are not named are left out.
 */
export function peopleSpec({
  identifierKinds = [],
  extras = [],
}: Partial<Pick<PeopleDescriptor, "identifierKinds" | "extras">> = {}): PeopleSpec {
  const identifierColumns = identifierKinds.flatMap((kind): Column[] => [
    { name: `identifier:${kind}`, kind: "number" },
    { name: `identifiers:${kind}`, kind: "numbers" },
  ]);
  const extraColumns = extras.map(extraColumn);
  const all = [...columns, ...identifierColumns, ...extraColumns];
  const descriptor: PeopleDescriptor = { kind: "people", identifierKinds, extras };
  const rules = peopleRules(descriptor);
  return {
    ...{ descriptor, rules, columns: all, kin: "household" },
    comparisons: [
      ...comparisons,
      ...identifierKinds.map(identifierComparison),
      ...extras.map(extraComparison),
    ],
    encode: (input) => {
      const person = normalise(input);
      return { id: input.id, values: valuesOf(person, descriptor), ...peopleKeys(person, descriptor) };
    },
    show: (input) => shownOf(input, descriptor),
  };
}

const identifierComparison = (kind: string): Comparison => ({
  key: `identifier:${kind}`,
  reads: [`identifier:${kind}`],
  cost: 2,
  levels: [
    missing,
    level("same", 0.9, 1e-6),
    level("one_digit", 0.04, 1e-6),
    level("different", 0.06, 1, { mostShare: 0.25 }),
  ],
  compile: (view) => compileNumber(view, `identifier:${kind}`, `identifiers:${kind}`),
});

/** The values of all columns, in their order. */
function valuesOf(person: NormalPerson, { identifierKinds, extras }: PeopleDescriptor): LinkRecord["values"] {
  const emails = person.emails.map(({ address }) => hashOf(address));
  return [
    person.ssn === "" ? 0 : hashOf(person.ssn),
    emails[0] ?? 0,
    person.phones[0] ?? 0,
    person.birthDate,
    ...[person.given, person.family, person.middle],
    person.house === "" ? 0 : Number(person.house.slice(-9)),
    ...[person.street, person.city, person.zip],
    person.state === "" ? 0 : hashOf(person.state),
    person.emails[0]?.local ?? "",
    several(emails),
    several(person.phones),
    person.otherNames.flatMap(({ given, family }) => [given, family]),
    ...identifierKinds.flatMap((kind) => {
      if (person.identifiers.length === 0) return NO_NUMBER;
      const numbers = person.identifiers
        .filter((each) => each.kind === kind)
        .map(({ value }) => numberOf(value));
      return [numbers[0] ?? 0, several(numbers)];
    }),
    ...extras.map((name) => person.extras[name] ?? ""),
  ];
}

/** Every value as it was written; a blind index is never shown. */
function shownOf(
  input: PersonInput,
  { identifierKinds, extras }: PeopleDescriptor,
): Record<string, string | null> {
  const list = (values: readonly (string | null | undefined)[], between = "; ") =>
    [...new Set(values.filter(Boolean))].join(between) || null;
  return {
    ssn: null,
    email: list(input.emails),
    phone: list(input.phones),
    birth_date: input.birthDate,
    given_name: list(input.names.map(({ given }) => given)),
    family_name: list(input.names.map(({ family }) => family)),
    middle_name: input.names[0]?.middle ?? null,
    address: list([input.addressLine, input.city, input.zip], ", "),
    ...Object.fromEntries(
      identifierKinds.map((kind) => [
        `identifier:${kind}`,
        list(input.identifiers.filter((each) => each.kind === kind).map(({ value }) => value)),
      ]),
    ),
    ...Object.fromEntries(extras.map((name) => [`extra:${name}`, input.extras?.[name] ?? null])),
  };
}

const NO_NUMBER = [0, []];
const several = (values: readonly number[]) => (values.length > 1 ? values : []);
