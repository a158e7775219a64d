import { accessGrants } from "../../schema/index.ts";
import {
  type Cast,
  daysAgo,
  type Enrolled,
  inBatches,
  notAfterNow,
  officeHour,
  type SeedContext,
} from "./context.ts";
import { plusDays, plusYears } from "./dates.ts";
import type { Job } from "./seed-employments.ts";
import type { DemoProgram } from "./seed-programs.ts";

/** Requests for administrative access: waiting, granted for a year, refused, run out. */
export async function seedAccessGrants(
  seed: SeedContext,
  people: Enrolled[],
  sites: DemoProgram[],
  cast: Cast,
  jobs: Map<number, Job>,
) {
  const random = seed.random.fork("access");
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const employed = people.filter((person) => jobs.has(person.id) && person.id !== cast.programAdmin.id);
  const askers = random.sample(employed, Math.min(employed.length, Math.max(10, Math.round(seed.size / 25))));
  const rows = askers.map((person, at) => {
    const site = siteOf.get(jobs.get(person.id)!.programId)!;
    const status = (
      ["requested", "granted", "granted", "refused", "requested", "expired", "revoked"] as const
    )[at % 7]!;
    const asked = daysAgo(seed, random, status === "requested" ? 0 : 30, status === "requested" ? 25 : 500);
    const decided = status !== "requested";
    const mistyped = status === "requested" && random.chance(0.15);
    return {
      participantId: person.id,
      programId: mistyped ? null : site.id,
      programNumber: mistyped ? site.programNumber.slice(0, -1) : site.programNumber,
      level: random.chance(0.2) ? ("licensee" as const) : ("administrator" as const),
      status,
      note: random.pick([
        "I am the new site supervisor.",
        "I took over as director this month.",
        "Our director left.",
        null,
      ]),
      decidedById: decided ? cast.helpDesk : null,
      decidedAt: decided ? notAfterNow(seed, officeHour(random, plusDays(asked, random.int(1, 12)))) : null,
      reason: status === "refused" ? "The license names another person; please ask her to add you." : null,
      expiresOn:
        status === "granted"
          ? plusYears(asked, 2)
          : status === "expired"
            ? daysAgo(seed, random, 1, 20)
            : null,
      createdAt: notAfterNow(seed, officeHour(random, asked)),
    };
  });
  const own = {
    participantId: cast.programAdmin.id,
    ...{ programId: sites[0]!.id, programNumber: sites[0]!.programNumber },
    ...{ level: "licensee" as const, status: "granted" as const },
    ...{ decidedById: cast.helpDesk, decidedAt: officeHour(random, daysAgo(seed, random, 90, 90)) },
    expiresOn: plusYears(seed.today, 1),
    createdAt: officeHour(random, daysAgo(seed, random, 95, 95)),
  };
  await inBatches([own, ...rows], (chunk) =>
    seed.tx.insert(accessGrants).values(chunk).returning({ id: accessGrants.id }),
  );
}
