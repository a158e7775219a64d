import {
  eventInstructors,
  eventSessions,
  events,
  instructors,
  sponsorManagers,
  sponsors,
  trainings,
} from "../../schema/index.ts";
import { TRAINING_TITLES } from "./certificates.ts";
import { type Cast, codeOfCounty, type Enrolled, inBatches, type SeedContext } from "./context.ts";
import { plusDays } from "./dates.ts";
import { makeAddress, makePhone, nameOnPaper, plainLetters } from "./people.ts";
import { PLACES } from "./places.ts";

const SPONSORS: readonly (readonly [string, string])[] = [
  ["Bright Path Training Collaborative", "BPTC"],
  ["Valley Resource & Referral", "VRR1"],
  ["First Steps Professional Learning", "FSPL"],
  ["Harborview Early Learning Network", "HELN"],
  ["Community Child Care Council", "CCCC"],
  ["Seedlings Institute", "SEED"],
  ["Family Child Care Alliance", "FCCA"],
  ["Open Door Inclusion Project", "ODIP"],
  ["Safe Hands Training", "SAFE"],
];

const DESCRIPTIONS = [
  "Practical ideas you can use the next morning, with time to try them and to plan for your own group.",
  "A hands-on workshop. Bring one observation of a child you know; we will work with it together.",
  "For everyone who works with young children, with or without experience in the subject.",
];

export type DemoEvent = {
  id: number;
  sponsorId: number;
  sponsorName: string;
  title: string;
  competency: string;
  hours: number;
  startsOn: string;
  endsOn: string;
  capacity: number;
  status: "draft" | "published" | "invite_only" | "cancelled" | "closed";
};

/** The instant of a wall-clock time in a time zone, summer time included. */
export function localInstant(date: string, time: string, timeZone: string): Date {
  const asUtc = new Date(`${date}T${time}:00Z`);
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const zone = format.formatToParts(asUtc).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  return new Date(`${date}T${time}:00${zone.slice(3) || "Z"}`);
}

/** Sponsors with their managers and instructors; the cast's manager and instructor belong to the first. */
export async function seedSponsors(seed: SeedContext, people: Enrolled[], cast: Cast) {
  const random = seed.random.fork("sponsors");
  const counties = seed.jurisdiction.counties.map(({ code }) => code);
  const free = random.shuffle(
    people.filter((person) => person.email && person.accountId && person.id > cast.participant.id),
  );
  const take = (count: number) => free.splice(0, count);
  const contacts = SPONSORS.map((_, at) =>
    at === 0 ? cast.sponsorManager : (take(1)[0] ?? cast.sponsorManager),
  );
  const rows = SPONSORS.map(([name, vendorCode], at) => ({
    ...{ name, vendorCode },
    status: (at === SPONSORS.length - 1 ? "applied" : "approved") as "applied" | "approved",
    stateFunded: at % 3 !== 2,
    contactName: nameOnPaper(contacts[at]!),
    contactEmail: `${plainLetters(name).slice(0, 20)}@example.org`,
    contactPhone: makePhone(random, seed.jurisdiction.state),
    website: `https://www.example.org/${vendorCode.toLowerCase()}`,
    counties: random.sample(counties, Math.min(counties.length, random.int(2, 9))).sort(),
    selfWithdrawal: random.chance(0.8),
  }));
  const made = await inBatches(rows, (chunk) =>
    seed.tx
      .insert(sponsors)
      .values(chunk)
      .returning({ id: sponsors.id, name: sponsors.name, stateFunded: sponsors.stateFunded }),
  );
  await inBatches(
    made.flatMap(({ id }, at) => [
      { sponsorId: id, participantId: contacts[at]!.id, kind: "contact" as const },
      ...take(random.int(0, 2)).map((person) => ({
        sponsorId: id,
        participantId: person.id,
        kind: "additional" as const,
      })),
    ]),
    (chunk) => seed.tx.insert(sponsorManagers).values(chunk).returning({ id: sponsorManagers.id }),
  );
  const teaching = made.flatMap(({ id }, at) =>
    [...(at === 0 ? [cast.instructor] : []), ...take(random.int(2, 5))].map((person, n) => ({
      sponsorId: id,
      participantId: person.id,
      status:
        n === 0
          ? ("approved" as const)
          : random.weighted([
              ["approved", 8],
              ["requested", 3],
              ["denied", 1],
            ] as const),
      profile: `${person.preferred ?? person.given} has taught adults who care for children for many years.`,
      published: random.chance(0.7),
    })),
  );
  const taught = await inBatches(teaching, (chunk) =>
    seed.tx
      .insert(instructors)
      .values(chunk)
      .returning({ id: instructors.id, sponsorId: instructors.sponsorId, status: instructors.status }),
  );
  return { sponsors: made, instructors: taught.filter(({ status }) => status === "approved") };
}

type Sponsors = Awaited<ReturnType<typeof seedSponsors>>;

async function seedCatalog(seed: SeedContext, { sponsors: made }: Sponsors) {
  const random = seed.random.fork("catalog");
  const rows = made.flatMap((sponsor) =>
    random.sample(TRAINING_TITLES, random.int(5, 9)).map((title) => {
      const framework = random.pick(seed.jurisdiction.frameworks);
      return {
        sponsorId: sponsor.id,
        title,
        description: random.pick(DESCRIPTIONS),
        status: random.weighted([
          ["approved", 90],
          ["draft", 6],
          ["retired", 4],
        ] as const),
        hours: random.pick(["1.50", "2.00", "3.00", "4.00", "6.00", "8.00", "12.00", "15.00"]),
        framework: framework.code,
        competency: random.pick(framework.competencies).code,
        language: random.weighted([
          ["English", 7],
          ["Spanish", 3],
          ["Cantonese", 1],
        ] as const),
      };
    }),
  );
  return inBatches(rows, (chunk) => seed.tx.insert(trainings).values(chunk).returning());
}

/** A year of events behind and three months ahead, each with its six Direct Service Profile codes. B-R1, B-R2 */
export async function seedEvents(seed: SeedContext, parties: Sponsors): Promise<DemoEvent[]> {
  const random = seed.random.fork("events");
  const { jurisdiction } = seed;
  const catalog = (await seedCatalog(seed, parties)).filter((training) => training.status === "approved");
  const sponsorOf = new Map(parties.sponsors.map((sponsor) => [sponsor.id, sponsor]));
  const count = Math.max(40, Math.round(seed.size / 8));
  const rows = Array.from({ length: count }, (_, at) => {
    const training = random.pick(catalog);
    const sponsor = sponsorOf.get(training.sponsorId)!;
    const place = random.weighted(PLACES[jurisdiction.state]);
    const startsOn = plusDays(seed.today, random.chance(0.72) ? -random.int(1, 365) : random.int(2, 92));
    const meetings = Math.ceil(Number(training.hours) / 6);
    const endsOn = plusDays(startsOn, (meetings - 1) * 7);
    const past = endsOn < seed.today;
    const settled = past && (endsOn < plusDays(seed.today, -21) || random.chance(0.5));
    const inviteOnly = random.chance(0.1);
    const status = settled
      ? random.weighted([
          ["closed", 95],
          ["cancelled", 5],
        ] as const)
      : inviteOnly
        ? ("invite_only" as const)
        : random.weighted([
            ["published", past ? 1 : 88],
            ["draft", past ? 0 : 12],
          ] as const);
    const online = random.chance(0.3);
    const funded = jurisdiction.programCodes.filter(({ label }) => !/not state-funded/i.test(label));
    const unfunded =
      jurisdiction.programCodes.find(({ label }) => /not state-funded/i.test(label)) ?? funded[0]!;
    return {
      ...{ trainingId: training.id, sponsorId: sponsor.id, title: training.title, status },
      ...{ hours: training.hours, language: training.language, startsOn, endsOn },
      capacity: random.pick([12, 15, 20, 25, 30, 40]),
      locationName: online
        ? "Online"
        : random.pick(["Community Center", "Public Library", "Children's Center", "Training Room B"]),
      addressLine: online ? null : makeAddress(random),
      city: place.city,
      county: codeOfCounty(jurisdiction, place.county),
      programCode: (sponsor.stateFunded ? random.pick(funded) : unfunded).code,
      deliveryType: random.weighted([
        ["training", 80],
        ["coaching", 8],
        ["training_of_trainers", 6],
        ["technical_assistance", 6],
      ] as const),
      deliveryMethod: online ? ("online" as const) : ("classroom" as const),
      funding: sponsor.stateFunded ? ("cde_f5" as const) : ("fee_for_service" as const),
      costCents: sponsor.stateFunded ? 0 : random.pick([1500, 2500, 4000]),
      invitationToken: status === "invite_only" ? `demo-${at}-${random.uuid()}` : null,
      closedAt: status === "closed" ? localInstant(endsOn, "21:30", jurisdiction.timeZone) : null,
    };
  });
  const made = await inBatches(rows, (chunk) =>
    seed.tx.insert(events).values(chunk).returning({ id: events.id }),
  );
  const competencyOf = new Map(catalog.map((training) => [training.id, training.competency]));
  const out = rows.map((row, at) => ({
    ...row,
    id: made[at]!.id,
    hours: Number(row.hours),
    sponsorName: sponsorOf.get(row.sponsorId)!.name,
    competency: competencyOf.get(row.trainingId)!,
  }));
  await seedSessions(seed, out);
  const staffed = out.flatMap((event) => {
    const team = parties.instructors.filter((instructor) => instructor.sponsorId === event.sponsorId);
    return random
      .sample(team, Math.min(team.length, random.chance(0.2) ? 2 : 1))
      .map(({ id }) => ({ eventId: event.id, instructorId: id }));
  });
  await inBatches(staffed, (chunk) =>
    seed.tx.insert(eventInstructors).values(chunk).returning({ id: eventInstructors.id }),
  );
  return out;
}

async function seedSessions(seed: SeedContext, made: DemoEvent[]) {
  const random = seed.random.fork("sessions");
  const rows = made.flatMap((event) => {
    const meetings = Math.ceil(event.hours / 6);
    const minutes = Math.round((event.hours * 60) / meetings);
    const time = minutes > 180 ? "09:00" : random.pick(["18:00", "18:30", "13:00"]);
    return Array.from({ length: meetings }, (_, week) => {
      const date = plusDays(event.startsOn, week * 7);
      const startsAt = localInstant(date, time, seed.jurisdiction.timeZone);
      return { eventId: event.id, startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
    });
  });
  await inBatches(rows, (chunk) =>
    seed.tx.insert(eventSessions).values(chunk).returning({ id: eventSessions.id }),
  );
}
