import { notInArray, sql } from "drizzle-orm";
import type { DirectoryKind } from "../../enums.ts";
import { accessGrants, institutions, programs, sponsors, trainings } from "../../schema/index.ts";
import type { SeedContext } from "./context.ts";
import { makeAddress, makePhone } from "./people.ts";
import type { Random } from "./random.ts";

/** Ids of directory records that are one, by kind. */
export type DirectoryTruth = Record<DirectoryKind, { left: number; right: number }[]>;

const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/\bChild Development Center\b/, "Child Dev. Ctr."],
  [/\bEarly Learning Center\b/, "Early Learning Ctr"],
  [/\bFamily Child Care\b/, "FCC"],
  [/\bState University\b/, "State Univ."],
  [/\bCommunity College\b/, "Comm. College"],
  [/\bCity College\b/, "City Coll."],
  [/ and /, " & "],
];
const shortened = (name: string) => SHORTER.reduce((text, [long, short]) => text.replace(long, short), name);

/** A letter left out of the longest word, as a hand does. */
function slipped(random: Random, name: string): string {
  const word = name.split(" ").reduce((longest, each) => (each.length > longest.length ? each : longest), "");
  const at = random.int(1, Math.max(1, word.length - 2));
  return name.replace(word, word.slice(0, at) + word.slice(at + 1));
}
const again = (random: Random, name: string) => {
  const short = shortened(name);
  return short !== name && random.chance(0.7)
    ? short
    : random.pick([slipped(random, name), `${name}, Inc.`, `The ${name}`]);
};

/**
 * Second records of programs, institutions, trainings and sponsors as offices make them, a few of each kind, and sister sites
 * of one licensee, which look alike and are not one.
 */
export async function seedDirectoryDuplicates(seed: SeedContext): Promise<DirectoryTruth> {
  const random = seed.random.fork("directory duplicates");
  return {
    programs: await secondPrograms(seed, random),
    institutions: await secondInstitutions(seed, random),
    trainings: await secondTrainings(seed, random),
    sponsors: await secondSponsors(seed, random),
  };
}

async function secondPrograms(seed: SeedContext, random: Random) {
  const granted = seed.tx
    .selectDistinct({ id: sql`coalesce(${accessGrants.programId}, 0)` })
    .from(accessGrants);
  const rows = await seed.tx
    .select()
    .from(programs)
    .where(notInArray(programs.id, granted))
    .orderBy(programs.id);
  const first = random.sample(rows, Math.max(4, Math.round(rows.length * 0.06)));
  const number = (at: number) => String(1_900_000 + at);
  const pairs: { left: number; right: number }[] = [];
  for (const [at, { id, createdAt: _c, updatedAt: _u, version: _v, ...row }] of first.entries()) {
    const [made] = await seed.tx
      .insert(programs)
      .values({
        ...row,
        programNumber: number(at),
        name: again(random, row.name),
        licensee: row.licensee === row.name ? null : row.licensee,
        licenseNumber: random.pick([row.licenseNumber, row.licenseNumber, null]),
        addressLine:
          row.addressLine?.replace(/ (Street|Avenue|Drive)$/, (_, kind) => ` ${kind.slice(0, 2)}.`) ?? null,
        phone: random.chance(0.7) ? row.phone : null,
      })
      .returning({ id: programs.id });
    pairs.push({ left: id, right: made!.id });
    // Somebody was hired under the second number: merging has rows to move.
    await seed.tx.execute(sql`update employments set program_id = ${made!.id} where id in
      (select id from employments where program_id = ${id} order by id desc limit 1)`);
  }
  for (const [at, { licensee, city, state, zip, county, setting, phone, name }] of random
    .sample(rows, 2)
    .entries()) {
    await seed.tx.insert(programs).values({
      ...{ licensee, city, state, zip, county, setting, phone, name: `${name} #2` },
      ...{
        programNumber: number(500 + at),
        licenseNumber: random.digits(9),
        addressLine: makeAddress(random),
      },
    });
  }
  return pairs;
}

async function secondInstitutions(seed: SeedContext, random: Random) {
  const rows = await seed.tx.select().from(institutions).orderBy(institutions.id);
  const first = rows.filter(({ name }) => shortened(name) !== name).slice(-3);
  const made = await seed.tx
    .insert(institutions)
    .values(
      first.map(({ name, city, state }) => ({
        ...{ name: shortened(name), city, state },
        website: random.chance(0.5) ? null : "https://www.example.edu",
      })),
    )
    .returning({ id: institutions.id });
  return made.map(({ id }, at) => ({ left: first[at]!.id, right: id }));
}

async function secondTrainings(seed: SeedContext, random: Random) {
  const rows = await seed.tx.select().from(trainings).orderBy(trainings.id);
  const first = random.sample(rows, 4);
  const made = await seed.tx
    .insert(trainings)
    .values(
      first.map(({ id: _, createdAt: _c, updatedAt: _u, version: _v, ...row }) => ({
        ...row,
        title: slipped(random, row.title.replace(/ and /, " & ")),
        description: random.chance(0.5) ? row.description : null,
        status: "draft" as const,
      })),
    )
    .returning({ id: trainings.id });
  return made.map(({ id }, at) => ({ left: first[at]!.id, right: id }));
}

async function secondSponsors(seed: SeedContext, random: Random) {
  const rows = await seed.tx.select().from(sponsors).orderBy(sponsors.id);
  const first = random.sample(rows.slice(1), 2);
  const made = await seed.tx
    .insert(sponsors)
    .values(
      first.map((row, at) => ({
        name: again(random, row.name),
        vendorCode: `ZZ${at + 10}`,
        ...{ contactName: row.contactName, contactEmail: row.contactEmail, counties: row.counties },
        contactPhone: random.chance(0.5) ? row.contactPhone : makePhone(random, seed.jurisdiction.state),
      })),
    )
    .returning({ id: sponsors.id });
  return made.map(({ id }, at) => ({ left: first[at]!.id, right: id }));
}
