import { isoDate } from "../demo/dates.ts";
import * as chinese from "../demo/names/chinese.ts";
import * as english from "../demo/names/english.ts";
import * as spanish from "../demo/names/spanish.ts";
import * as tagalog from "../demo/names/tagalog.ts";
import * as vietnamese from "../demo/names/vietnamese.ts";
import type { Random } from "../demo/random.ts";

export type Student = {
  given: string;
  middle: string;
  family: string;
  birthDate: string;
  number: string;
  street: string;
  town: string;
};

const STREETS = "Alder,Birch,Canyon,Del Mar,Elm,Fairview,Grove,Highland,Laurel,Orchard,Prospect,Willow".split(
  ",",
);
const TOWNS = ["Fresno, CA 93721", "Torrance, CA 90503", "Lowell, MA 01852", "Norwich, CT 06360"];

/** An invented student; one in four has two family names or a name of several parts. */
export function makeStudent(random: Random): Student {
  const [given, family] = random.weighted([
    [[english.GIVEN_WOMEN, english.SURNAMES], 10],
    [[spanish.GIVEN_WOMEN, spanish.SURNAMES], 7],
    [[english.GIVEN_MEN, english.SURNAMES], 2],
    [[vietnamese.GIVEN_WOMEN, english.SURNAMES], 1],
    [[tagalog.GIVEN_WOMEN, tagalog.SURNAMES], 2],
    [[chinese.GIVEN_CANTONESE, chinese.SURNAMES_CANTONESE], 2],
  ] as const);
  const twoFamilyNames = family === spanish.SURNAMES && random.chance(0.5);
  const join = random.pick([" ", "-"]);
  const first = random.common(family);
  return {
    given: random.common(given),
    middle: random.chance(0.5) ? random.pick(["A.", "M.", "L.", "Rose", "Marie", "J.", "Elena"]) : "",
    family: twoFamilyNames ? `${first}${join}${random.common(family)}` : first,
    birthDate: isoDate(new Date(Date.UTC(random.int(1962, 2001), random.int(0, 11), random.int(1, 28)))),
    number: `${random.pick(["88", "90", "00", "W0", "A1"])}${random.digits(7)}`,
    street: `${random.int(11, 9800)} ${random.pick(STREETS)} ${random.pick(["Street", "Avenue", "Road"])}`,
    town: random.pick(TOWNS),
  };
}

/** `Ana María Ruiz`: the order the truth has. */
export const plainName = ({ given, middle, family }: Student): string =>
  [given, middle, family].filter(Boolean).join(" ");

/** `Ruiz, Ana María`. */
export const familyFirst = ({ given, middle, family }: Student): string =>
  `${family}, ${[given, middle].filter(Boolean).join(" ")}`;
