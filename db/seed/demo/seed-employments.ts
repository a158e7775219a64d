import type { Setting } from "../../enums.ts";
import { employments, employmentWages } from "../../schema/index.ts";
import { wagePlace } from "../../secret-places.ts";
import {
  type Cast,
  codeOfCounty,
  daysAgo,
  type Enrolled,
  inBatches,
  notAfterNow,
  officeHour,
  type SeedContext,
} from "./context.ts";
import { plusDays, plusYears } from "./dates.ts";
import type { Random } from "./random.ts";
import type { TwinRecords } from "./seed-people.ts";
import type { DemoProgram } from "./seed-programs.ts";

export type Job = { setting: Setting; position: string; programId: number };
type Parties = {
  people: readonly Enrolled[];
  pairs: readonly TwinRecords[];
  sites: readonly DemoProgram[];
  cast: Cast;
};
type EmploymentRow = typeof employments.$inferInsert;

/** Where the earlier of two records works: half of the second records report the same job there. S17, S18 */
function sharedJobs(random: Random, pairs: readonly TwinRecords[]): Map<number, Enrolled> {
  const sharing = pairs.filter(() => random.chance(0.5));
  return new Map(sharing.map(({ first, second }) => [second.id, first]));
}

/** Work histories, newest job first; returns each person's present job, which the rosters print. */
export async function seedEmployments(seed: SeedContext, parties: Parties): Promise<Map<number, Job>> {
  const random = seed.random.fork("employments");
  const { people, pairs, sites, cast } = parties;
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const byCounty = new Map<string, DemoProgram[]>();
  for (const site of sites) byCounty.set(site.county, [...(byCounty.get(site.county) ?? []), site]);
  const earlierRecord = sharedJobs(random, pairs);
  const present = new Map<number, Job>();
  const rows = people.flatMap((person): EmploymentRow[] => {
    const isCast = person.id === cast.programAdmin.id || person.id === cast.participant.id;
    if (!isCast && random.chance(0.12)) return [];
    const near = byCounty.get(codeOfCounty(seed.jurisdiction, person.place.county));
    const earlier = earlierRecord.get(person.id);
    const twinJob = earlier && present.get(earlier.id);
    const firstSite = isCast ? sites[0] : twinJob && siteOf.get(twinJob.programId);
    const of16 = person.birthDate ? plusYears(person.birthDate, 16) : "1990-01-01";
    const count = random.weighted([
      [1, 60],
      [2, 28],
      [3, 12],
    ] as const);
    let endedOn: string | null =
      isCast || twinJob || random.chance(0.88) ? null : daysAgo(seed, random, 20, 500);
    const jobs: EmploymentRow[] = [];
    for (let at = 0; at < count; at++) {
      const site =
        (at === 0 ? firstSite : undefined) ?? random.pick(near && random.chance(0.85) ? near : sites);
      const fitting = seed.jurisdiction.positions.filter((position) =>
        position.settings.includes(site.setting),
      );
      const position = random.common(fitting, 0.6).code;
      const drawn = plusDays(endedOn ?? seed.today, -random.int(60, 2200));
      const startedOn = drawn < of16 ? of16 : drawn;
      if (startedOn > (endedOn ?? seed.today)) break;
      const told = random.weighted([
        ["confirmed", 64],
        ["reported", 33],
        ["declined", 3],
      ] as const);
      const status = isCast ? "confirmed" : at === 0 && twinJob ? "reported" : told;
      if (at === 0 && endedOn === null && status !== "declined") {
        present.set(person.id, { setting: site.setting, position, programId: site.id });
      }
      const confirmedAt = officeHour(random, plusDays(startedOn, random.int(2, 50)));
      jobs.push({
        ...{ participantId: person.id, programId: site.id, position, status, startedOn, endedOn },
        startedOnEstimated: random.chance(0.06),
        hoursPerWeek: random.pick(["40.0", "40.0", "35.0", "30.0", "25.0", "20.0", "16.0"]),
        ageGroup: random.pick(["infant", "toddler", "preschool", "preschool", "school_age", null]),
        // The employer knows the person by the number of the earlier record: clue 2.
        employerRecordNumber: at === 0 && twinJob ? earlier!.registryNumber : null,
        startedByProgram: random.chance(0.08),
        confirmedAt: status === "reported" ? null : notAfterNow(seed, confirmedAt),
        createdAt: notAfterNow(seed, officeHour(random, startedOn)),
      });
      endedOn = plusDays(startedOn, -random.int(1, 120));
    }
    return jobs;
  });
  const made = await inBatches(rows, (chunk) =>
    seed.tx.insert(employments).values(chunk).returning({ id: employments.id }),
  );
  await seedWages(seed, random, made);
  return present;
}

/** Wages of most jobs, sealed to their rows. S91 */
async function seedWages(seed: SeedContext, random: Random, made: readonly { id: number }[]) {
  const wages = made.flatMap(({ id }) => {
    if (!random.chance(0.62)) return [];
    const period = random.weighted([
      ["hour", 84],
      ["month", 10],
      ["year", 6],
    ] as const);
    const hourly = Math.max(15.5, random.normal(20.5, 4.5));
    const amount = period === "hour" ? hourly : Math.round(hourly * (period === "month" ? 160 : 1950));
    return [
      { employmentId: id, period, amountCiphertext: seed.secrets.seal(amount.toFixed(2), wagePlace(id)) },
    ];
  });
  await inBatches(wages, (chunk) =>
    seed.tx.insert(employmentWages).values(chunk).returning({ id: employmentWages.employmentId }),
  );
}
