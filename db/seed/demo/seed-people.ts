import { accounts, participantIdentifiers, participantNames, participants } from "../../schema/index.ts";
import { codeOfCounty, type Enrolled, inBatches, officeHour, type SeedContext } from "./context.ts";
import { plusDays, plusYears } from "./dates.ts";
import { demographicsOf } from "./demographics.ts";
import { canBecome, DUPLICATE_KINDS, type DuplicateKind, lookAlike, secondRecord } from "./duplicates.ts";
import { type DemoPerson, makePeople, makePerson } from "./people.ts";
import { demoSignIns } from "./sign-ins.ts";

export type TruthPair = { kind: DuplicateKind; left: string; right: string };
/** Registry numbers of pairs that are one person, and of pairs that only look so. */
export type Truth = { duplicates: TruthPair[]; notDuplicates: { left: string; right: string }[] };
export type TwinRecords = { kind: DuplicateKind; first: Enrolled; second: Enrolled };

type Origin = { person: DemoPerson; copyOf?: number; kind?: DuplicateKind; likeOf?: number };

/** The cast's four people have stated names and addresses; everybody else is drawn. */
function castPeople(
  seed: SeedContext,
  options: { state: "CA" | "MA" | "CT"; today: string; takenEmails: Set<string> },
) {
  const random = seed.random.fork("cast");
  return demoSignIns.slice(5).map(({ name, email }) => {
    const [given, ...family] = name.split(" ");
    const person = makePerson(random, options);
    options.takenEmails.add(email);
    return {
      ...person,
      ...{ given: given!, family: family.join(" "), middle: null, preferred: null, formerNames: [], email },
      ...{
        gender: "female" as const,
        birthDate: person.birthDate ?? "1985-04-12",
        birthDateEstimated: false,
      },
      background: (family.length > 1 ? "spanish" : "english") as DemoPerson["background"],
    };
  });
}

/** Everybody: the cast first, then the drawn, second records (about 3 %) and look-alikes scattered among them. */
function everybody(seed: SeedContext): Origin[] {
  const options = { state: seed.jurisdiction.state, today: seed.today, takenEmails: new Set<string>() };
  const cast = castPeople(seed, options);
  const copies = Math.max(DUPLICATE_KINDS.length, Math.round(seed.size * 0.03));
  const alikes = Math.max(2, Math.round(seed.size * 0.005));
  const drawn = makePeople(
    seed.random.fork("people"),
    Math.max(8, seed.size - cast.length - copies - alikes),
    options,
  );
  const people: Origin[] = [...cast, ...drawn].map((person) => ({ person }));
  const random = seed.random.fork("duplicates");
  const pool = random.shuffle(drawn.map((_, at) => at + cast.length));
  const extra: Origin[] = [];
  for (let n = 0; n < copies; n++) {
    // Files are slow to draw: in a large registry only the first pairs share one.
    const kinds = n < 64 ? DUPLICATE_KINDS : DUPLICATE_KINDS.filter((kind) => kind !== "same_file");
    const kind = kinds[n % kinds.length]!;
    const found = pool.findIndex((at) => canBecome(people[at]!.person, kind));
    if (found < 0) continue;
    const [copyOf] = pool.splice(found, 1);
    extra.push({ person: secondRecord(random, people[copyOf!]!.person, kind, options), copyOf, kind });
  }
  for (const likeOf of pool.splice(0, alikes)) {
    extra.push({ person: lookAlike(random, people[likeOf]!.person, options), likeOf });
  }
  return [...people, ...extra];
}

function registrationOf(seed: SeedContext, index: number) {
  const random = seed.random.fork(`registration/${index}`);
  const months = seed.jurisdiction.registration.renewsAfterMonths;
  const status =
    index < 4
      ? "active"
      : random.weighted([
          ["active", 74],
          ["pending", 16],
          ["expired", 10],
        ] as const);
  const registered = plusDays(seed.today, -random.int(3, months === null ? 2400 : months * 30));
  if (status === "pending") return { status, registeredOn: null, renewsOn: null, created: registered };
  const renewal = (from: string) => plusDays(plusYears(from, Math.floor((months ?? 12) / 12)), 0);
  if (status === "active") {
    return {
      status,
      registeredOn: registered,
      renewsOn: months ? renewal(registered) : null,
      created: registered,
    };
  }
  if (months === null)
    return { status: "active" as const, registeredOn: registered, renewsOn: null, created: registered };
  const lapsed = plusDays(registered, -400);
  return { status, registeredOn: lapsed, renewsOn: renewal(lapsed), created: lapsed };
}

/** Inserts everybody with names, identifiers and portal accounts; returns them with the pairs that are one person. */
export async function seedPeople(seed: SeedContext) {
  const origins = everybody(seed);
  const random = seed.random.fork("rows");
  const rows = origins.map(({ person }, index) => {
    const { created, ...registration } = registrationOf(seed, index);
    const at = officeHour(random, created);
    return {
      ...registration,
      ...demographicsOf(random, person, seed.jurisdiction),
      ...{ givenName: person.given, middleName: person.middle, familyName: person.family },
      ...{ preferredName: person.preferred, email: person.email, phone: person.phone },
      ...{ birthDate: person.birthDate, birthDateEstimated: person.birthDateEstimated },
      ...{ addressLine: person.addressLine, city: person.place.city, zip: person.place.zip },
      state: seed.jurisdiction.state,
      county: codeOfCounty(seed.jurisdiction, person.place.county),
      startedInFieldYear: person.startedInFieldYear,
      hiddenFromEmployers: random.chance(0.02),
      ...{ createdAt: at, updatedAt: at },
    };
  });
  const made = await inBatches(rows, (chunk) =>
    seed.tx
      .insert(participants)
      .values(chunk)
      .returning({ id: participants.id, registryNumber: participants.registryNumber }),
  );
  const people: Enrolled[] = origins.map(({ person }, at) => ({ ...person, ...made[at]!, accountId: null }));
  await seedNames(seed, people);
  await seedAccounts(seed, people);

  const pairs: TwinRecords[] = [];
  const truth: Truth = { duplicates: [], notDuplicates: [] };
  origins.forEach(({ copyOf, kind, likeOf }, at) => {
    const second = people[at]!;
    if (copyOf !== undefined && kind) {
      const first = people[copyOf]!;
      pairs.push({ kind, first, second });
      truth.duplicates.push({ kind, left: first.registryNumber, right: second.registryNumber });
    }
    if (likeOf !== undefined) {
      truth.notDuplicates.push({ left: people[likeOf]!.registryNumber, right: second.registryNumber });
    }
  });
  await seedIdentifiers(seed, people, pairs);
  return { people, pairs, truth };
}

async function seedNames(seed: SeedContext, people: Enrolled[]) {
  const rows = people.flatMap((person) => [
    ...person.formerNames.map((name) => ({
      ...{ participantId: person.id, kind: name.kind, givenName: name.given },
      ...{ middleName: name.middle, familyName: name.family, usedUntil: name.usedUntil },
    })),
  ]);
  await inBatches(rows, (chunk) =>
    seed.tx.insert(participantNames).values(chunk).returning({ id: participantNames.id }),
  );
}

async function seedAccounts(seed: SeedContext, people: Enrolled[]) {
  const random = seed.random.fork("accounts");
  const holders = people.filter((person, at) => person.email !== null && (at < 4 || random.chance(0.6)));
  const rows = holders.map((person) => ({
    email: person.email!.toLowerCase(),
    displayName: `${person.preferred ?? person.given} ${person.family}`,
    participantId: person.id,
    locale: person.background === "spanish" && random.chance(0.4) ? "es" : "en",
    lastSignInAt: random.chance(0.7)
      ? new Date(seed.now.getTime() - random.int(1, 200 * 24) * 3_600_000)
      : null,
  }));
  const made = await inBatches(rows, (chunk) =>
    seed.tx.insert(accounts).values(chunk).returning({ id: accounts.id }),
  );
  holders.forEach((person, at) => {
    person.accountId = made[at]!.id;
  });
}

async function seedIdentifiers(seed: SeedContext, people: Enrolled[], pairs: TwinRecords[]) {
  const random = seed.random.fork("identifiers");
  const shared = new Map(
    pairs
      .filter(({ kind }) => kind === "same_permit_number")
      .flatMap(({ first, second }) => {
        const value = random.digits(9);
        return [first.id, second.id].map((id) => [id, value] as const);
      }),
  );
  const rows = people.flatMap((person) => {
    const drawn = random.chance(0.22) ? random.digits(9) : undefined;
    const value = shared.get(person.id) ?? drawn;
    if (value === undefined) return [];
    const issuer = `State of ${seed.jurisdiction.name}`;
    return [{ participantId: person.id, kind: "certification_number" as const, value, issuer }];
  });
  await inBatches(rows, (chunk) =>
    seed.tx.insert(participantIdentifiers).values(chunk).returning({ id: participantIdentifiers.id }),
  );
}
