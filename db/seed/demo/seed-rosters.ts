import { enrollments, trainingHours } from "../../schema/index.ts";
import {
  type Cast,
  codeOfCounty,
  type Enrolled,
  inBatches,
  notAfterNow,
  officeHour,
  type SeedContext,
} from "./context.ts";
import { plusDays } from "./dates.ts";
import type { Job } from "./seed-employments.ts";
import type { DemoEvent } from "./seed-trainings.ts";

/** Rosters in every status; attendance on closed events grants its hours (S121). */
export async function seedRosters(
  seed: SeedContext,
  people: Enrolled[],
  made: DemoEvent[],
  cast: Cast,
  jobs: Map<number, Job>,
) {
  const random = seed.random.fork("rosters");
  const rows = made.flatMap((event) => {
    if (event.status === "draft") return [];
    const wanted = Math.round(event.capacity * (0.3 + random.next() * 0.9));
    const guests = random.sample(people, Math.min(people.length, Math.max(3, wanted)));
    const own = random.chance(0.12) && !guests.includes(cast.participant) ? [cast.participant] : [];
    let waiting = 0;
    return [...own, ...guests].map((person, at) => {
      const full = at >= event.capacity;
      const status = full
        ? ("waitlisted" as const)
        : event.status === "closed"
          ? random.weighted([
              ["attended", 82],
              ["no_show", 10],
              ["withdrawn", 8],
            ] as const)
          : event.status === "cancelled"
            ? ("withdrawn" as const)
            : random.weighted([
                ["enrolled", 94],
                ["withdrawn", 6],
              ] as const);
      const signedUp = officeHour(random, plusDays(event.startsOn, -random.int(1, 40)));
      const job = jobs.get(person.id);
      const marked = status === "attended" || status === "no_show";
      return {
        ...{ eventId: event.id, participantId: person.id, status },
        source:
          event.status === "invite_only"
            ? ("invitation" as const)
            : random.weighted([
                ["portal", 80],
                ["sponsor", 12],
                ["walk_in", 8],
              ] as const),
        waitlistPosition: status === "waitlisted" ? ++waiting : null,
        hoursGranted: status === "attended" ? event.hours.toFixed(2) : null,
        ...{ setting: job?.setting ?? null, position: job?.position ?? null },
        homeCounty: codeOfCounty(seed.jurisdiction, person.place.county),
        markedById: marked ? cast.sponsorManager.accountId : null,
        markedAt: marked
          ? notAfterNow(seed, officeHour(random, plusDays(event.endsOn, random.int(0, 9))))
          : null,
        createdAt: notAfterNow(seed, signedUp),
      };
    });
  });
  const ids = await inBatches(rows, (chunk) =>
    seed.tx.insert(enrollments).values(chunk).returning({ id: enrollments.id }),
  );
  const eventOf = new Map(made.map((event) => [event.id, event]));
  const hours = rows.flatMap((row, at) => {
    if (row.status !== "attended") return [];
    const event = eventOf.get(row.eventId)!;
    return [
      {
        ...{
          participantId: row.participantId,
          enrollmentId: ids[at]!.id,
          evidence: "sponsor_attendance" as const,
        },
        ...{ title: event.title, sponsorName: event.sponsorName, competency: event.competency },
        ...{ hours: event.hours.toFixed(2), completedOn: event.endsOn },
      },
    ];
  });
  await inBatches(hours, (chunk) =>
    seed.tx.insert(trainingHours).values(chunk).returning({ id: trainingHours.id }),
  );
  return rows.length;
}
