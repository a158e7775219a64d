import type { JurisdictionKey } from "../../enums.ts";
import { jurisdictionFor } from "../../jurisdictions/index.ts";
import { TRAINING_TITLES } from "../demo/certificates.ts";
import { isoDate, plusDays } from "../demo/dates.ts";
import type { Random } from "../demo/random.ts";
import { makeStudent, plainName } from "./students.ts";

export type Award = {
  holder: string;
  title: string;
  sponsor: string;
  hours: number;
  completedOn: string;
  number: string;
  city: string;
  state: string;
  instructor: string;
};

const SPONSORS = [
  "Bright Path Training Collaborative",
  "Lakeshore Teaching Partners",
  "Valley Resource & Referral Network",
  "Community Child Care Council of Alameda County",
  "Pioneer Valley Early Education Institute",
  "Nutmeg Early Learning Academy",
  "First Steps Professional Learning",
  "Children's Home Society Training Center",
];
const MORE_TITLES = [
  "Mandated Reporter Training for Child Care Providers",
  "Safe Sleep Practices and SIDS Prevention",
  "Introduction to the CLASS Tool, Pre-K",
  "Supporting Children Ages 0-3 with Challenging Behavior",
  "Emergent Curriculum 101",
  "Family Engagement",
];
const PLACES = [
  ["Fresno", "CA"],
  ["Oakland", "CA"],
  ["Long Beach", "CA"],
  ["Springfield", "MA"],
  ["Worcester", "MA"],
  ["Hartford", "CT"],
  ["New Haven", "CT"],
] as const;

export const someDay = (random: Random, from = 2018, to = 2025): string =>
  isoDate(new Date(Date.UTC(random.int(from, to), random.int(0, 11), random.int(1, 28))));

/** One training somebody completed; hours in halves. */
export function makeAward(random: Random): Award {
  const [city, state] = random.pick(PLACES);
  return {
    holder: plainName(makeStudent(random)),
    title: random.pick([...TRAINING_TITLES, ...MORE_TITLES]),
    sponsor: random.pick(SPONSORS),
    hours: random.pick([1, 1.5, 2, 2.5, 3, 4, 6, 7.5, 8, 10, 15, 21, 30]),
    completedOn: someDay(random),
    number: `${random.pick(["PD-", "C", "", "TR"])}${random.digits(random.int(5, 8))}`,
    ...{ city, state },
    instructor: plainName(makeStudent(random)),
  };
}

export type Permit = {
  holder: string;
  jurisdiction: JurisdictionKey;
  state: string;
  /** The code of the name in the jurisdiction's list, and its label. */
  name: { code: string; label: string };
  level: { code: string; label: string } | null;
  number: string;
  issuedOn: string;
  expiresOn: string;
};

/** A permit, card or credential by the code of its name; it lasts `years`. */
export function makePermit(
  random: Random,
  jurisdiction: JurisdictionKey,
  code: string,
  years: number,
): Permit {
  const rules = jurisdictionFor(jurisdiction);
  const name = rules.credentialNames.find((each) => each.code === code);
  if (!name) throw new RangeError(`${rules.name} has no document named ${code}.`);
  const issuedOn = someDay(random);
  const [year, rest] = [Number(issuedOn.slice(0, 4)) + years, issuedOn.slice(4)];
  return {
    holder: plainName(makeStudent(random)),
    ...{ jurisdiction, state: rules.name, name },
    level: name.kind === "permit" ? random.pick(rules.permitLevels) : null,
    number: random.digits(random.int(7, 9)),
    issuedOn,
    expiresOn: random.chance(0.5) ? `${year}${rest}` : plusDays(`${year}${rest}`, -1),
  };
}
