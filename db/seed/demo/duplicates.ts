import { plusDays } from "./dates.ts";
import { NICKNAMES } from "./names/nicknames.ts";
import * as spanish from "./names/spanish.ts";
import {
  type DemoPerson,
  makeAddress,
  makeEmail,
  makePhone,
  marriedFamily,
  type PeopleOptions,
} from "./people.ts";
import type { Random } from "./random.ts";

/** The ways one person comes to have two records, each found again in the truth of the demo registry. */
export const DUPLICATE_KINDS = [
  "nickname",
  "two_surnames",
  "transposed",
  "birth_date_typo",
  "married_name",
  "different_email",
  "same_permit_number",
  "same_file",
] as const;
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number];

function typoInDate(random: Random, date: string): string {
  const [year, month, day] = date.split("-") as [string, string, string];
  if (Number(day) <= 12 && day !== month && random.chance(0.5)) return `${year}-${day}-${month}`;
  if (random.chance(0.4))
    return `${Number(year) + random.pick([-1, 1, 10, -10])}-${month}-${day === "29" ? "28" : day}`;
  return plusDays(date, random.pick([-10, -9, -1, 1, 9, 10]));
}

/** García López ⇄ García-López ⇄ García; one surname gains a second. */
function otherSurnames(random: Random, family: string): string {
  const parts = family.split(/[ -]/);
  if (parts.length < 2) return `${family} ${random.common(spanish.SURNAMES)}`;
  const joined = family.includes("-") ? parts.join(" ") : parts.join("-");
  return random.weighted([
    [joined, 3],
    [parts[0]!, 3],
    [parts.at(-1)!, 2],
  ]);
}

const withoutMarks = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");

/** Whether a record of this person can be spoiled in that way. */
export function canBecome(person: DemoPerson, kind: DuplicateKind): boolean {
  if (kind === "nickname") return NICKNAMES[person.given] !== undefined;
  if (kind === "two_surnames") return person.background === "spanish" && !/^de |^del /i.test(person.family);
  if (kind === "birth_date_typo") return person.birthDate !== null;
  if (kind === "married_name") return person.gender === "female";
  return true;
}

/**
 * A second record of the same person, as it arises: typed again years later, from another e-mail address, with one
 * named difference and some everyday ones (accents left out, moved house, new phone).
 */
export function secondRecord(
  random: Random,
  person: DemoPerson,
  kind: DuplicateKind,
  options: PeopleOptions,
): DemoPerson {
  const moved = random.chance(0.45);
  const second: DemoPerson = {
    ...person,
    preferred: null,
    formerNames: [],
    middle: random.chance(0.5) ? null : person.middle,
    phone: random.chance(0.5) ? makePhone(random, options.state) : person.phone,
    addressLine: moved ? makeAddress(random) : person.addressLine,
    email: null,
  };
  if (random.chance(0.3)) {
    second.given = withoutMarks(second.given);
    second.family = withoutMarks(second.family);
  }
  switch (kind) {
    case "nickname":
      second.given = random.pick(NICKNAMES[person.given] ?? [person.given]);
      break;
    case "two_surnames":
      second.family = otherSurnames(random, second.family);
      break;
    case "transposed":
      [second.given, second.family] = [second.family, second.given];
      break;
    case "birth_date_typo":
      second.birthDate = person.birthDate ? typoInDate(random, person.birthDate) : null;
      break;
    case "married_name":
      second.family = marriedFamily(random, person);
      if (random.chance(0.5)) {
        const { given, middle, family } = person;
        second.formerNames = [
          { kind: "maiden", given, middle, family, usedUntil: plusDays(options.today, -400) },
        ];
      }
      break;
    case "same_permit_number":
    case "same_file":
      if (random.chance(0.5)) second.birthDate = null;
      break;
    case "different_email":
      break;
  }
  second.email = random.chance(0.9) ? makeEmail(random, second, options.takenEmails) : null;
  return second;
}

/** Somebody else who looks alike: a twin at the same address, or a namesake born on another day. Never one person. */
export function lookAlike(random: Random, person: DemoPerson, options: PeopleOptions): DemoPerson {
  const twin = random.chance(0.5) && person.birthDate !== null;
  const other: DemoPerson = twin
    ? {
        ...person,
        given: random.pick(["Ana", "Laura", "Diana", "Sofia", "Helen", "Irene"]),
        preferred: null,
        middle: null,
      }
    : {
        ...person,
        birthDate: plusDays(person.birthDate ?? "1980-05-05", random.int(900, 6000) * -1),
        addressLine: makeAddress(random),
        phone: makePhone(random, options.state),
      };
  return { ...other, formerNames: [], email: makeEmail(random, other, options.takenEmails) };
}
