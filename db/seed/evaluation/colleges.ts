import { DEMO_INSTITUTIONS } from "../demo/institutions.ts";
import type { Random } from "../demo/random.ts";

export type College = {
  name: string;
  city: string;
  state: string;
  street: string;
  zip: string;
  phone: string;
  fourYear: boolean;
};

/** Real public colleges beyond those of the demo: cities and levels from the NCES IPEDS header file of 2022. */
const MORE: readonly (readonly [string, string, string, boolean])[] = [
  ["Santa Rosa Junior College", "Santa Rosa", "CA", false],
  ["Cabrillo College", "Aptos", "CA", false],
  ["Chabot College", "Hayward", "CA", false],
  ["Moorpark College", "Moorpark", "CA", false],
  ["Palomar College", "San Marcos", "CA", false],
  ["Riverside City College", "Riverside", "CA", false],
  ["California State University, Fresno", "Fresno", "CA", true],
  ["Portland Community College", "Portland", "OR", false],
  ["Houston Community College", "Houston", "TX", false],
  ["Miami Dade College", "Miami", "FL", false],
  ["Truckee Meadows Community College", "Reno", "NV", false],
  ["Pima Community College", "Tucson", "AZ", false],
  ["Wayne State University", "Detroit", "MI", true],
  ["The University of Texas at El Paso", "El Paso", "TX", true],
];

export function makeCollege(random: Random): College {
  const [name, city, state, fourYear] = random.chance(0.7)
    ? fromDemo(random)
    : (random.pick(MORE) as (typeof MORE)[number]);
  return {
    ...{ name, city, state, fourYear },
    street: `${random.int(100, 9900)} ${random.pick(["College Avenue", "Campus Drive", "Main Street", "University Way"])}`,
    zip: `${random.pick(["9", "0", "7"])}${random.digits(4)}`,
    phone: `(${random.int(203, 989)}) 555-01${random.digits(2)}`,
  };
}

function fromDemo(random: Random): (typeof MORE)[number] {
  const { name, city, state, level } = random.pick(DEMO_INSTITUTIONS);
  return [name, city, state, level === "four-year"];
}
