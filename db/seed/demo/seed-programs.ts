import type { Setting } from "../../enums.ts";
import { programs } from "../../schema/index.ts";
import { codeOfCounty, inBatches, type SeedContext } from "./context.ts";
import * as english from "./names/english.ts";
import { makeAddress, makePhone } from "./people.ts";
import { PLACES } from "./places.ts";
import type { Random } from "./random.ts";

const FIRST =
  "Little,Bright,Sunny,Rainbow,Growing,Happy,Kinder,First,Blue Sky,Maple,Golden,Tiny,Garden,Lighthouse,Hillside,Bay,Valley,Sparrow,Acorn,Cedar".split(
    ",",
  );
const SECOND =
  "Steps,Minds,Beginnings,Sprouts,Explorers,Learners,Hands,Stars,Acorns,Voices,Footprints,Horizons,Friends,Seeds,Feet,Wonders".split(
    ",",
  );
const LICENSEES = [
  "Rosefield Family Services",
  "United Neighbors Child Development",
  "Northgate Unified School District",
  "Harbor Community Action",
  "Camino Children's Foundation",
  "Two Rivers YWCA",
];

export type DemoProgram = {
  id: number;
  programNumber: string;
  setting: Setting;
  county: string;
  licensee: string;
};

function programName(random: Random, setting: Setting): string {
  if (setting === "family_child_care") {
    return random.chance(0.6)
      ? `${random.common(english.SURNAMES)} Family Child Care`
      : `${random.pick(FIRST)} ${random.pick(SECOND)} Family Child Care`;
  }
  const tail =
    setting === "center_based"
      ? random.pick(["Child Development Center", "Preschool", "Early Learning Center", "Children's Center"])
      : random.pick(["After School Program", "Afterschool Club", "School-Age Care"]);
  return `${random.pick(FIRST)} ${random.pick(SECOND)} ${tail}`;
}

/** Employers' sites over the three settings, near where the people live. */
export async function seedPrograms(seed: SeedContext): Promise<DemoProgram[]> {
  const random = seed.random.fork("programs");
  const { state } = seed.jurisdiction;
  const count = Math.max(12, Math.round(seed.size / 9));
  const rows = Array.from({ length: count }, (_, at) => {
    const setting = random.weighted([
      ["center_based", 55],
      ["family_child_care", 34],
      ["out_of_school_time", 11],
    ] as const);
    const place = random.weighted(PLACES[state]);
    const name = programName(random, setting);
    return {
      programNumber: String(1_000_000 + at * 7 + random.int(0, 6)),
      name,
      licenseNumber: random.chance(0.93) ? random.digits(9) : null,
      licensee: setting !== "family_child_care" && random.chance(0.35) ? random.pick(LICENSEES) : name,
      setting,
      status: random.chance(0.96) ? ("active" as const) : ("closed" as const),
      addressLine: makeAddress(random),
      ...{ city: place.city, state, zip: place.zip, county: codeOfCounty(seed.jurisdiction, place.county) },
      phone: makePhone(random, state),
    };
  });
  const made = await inBatches(rows, (chunk) =>
    seed.tx.insert(programs).values(chunk).returning({
      id: programs.id,
      programNumber: programs.programNumber,
      setting: programs.setting,
      county: programs.county,
      licensee: programs.licensee,
    }),
  );
  return made.map((program) => ({
    ...program,
    county: program.county ?? "",
    licensee: program.licensee ?? "",
  }));
}
