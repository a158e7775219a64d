import type { DocumentLane, DocumentType } from "../../enums.ts";
import { type Cast, type Enrolled, notAfterNow, officeHour, type SeedContext } from "./context.ts";
import { plusDays } from "./dates.ts";
import { makeNameEvidence, makePaper } from "./paper.ts";
import { marriedFamily, nameOnPaper } from "./people.ts";
import type { Random } from "./random.ts";
import type { Sending } from "./seed-documents.ts";
import type { TwinRecords } from "./seed-people.ts";

const TYPES: readonly (readonly [DocumentType, number])[] = [
  ["transcript", 40],
  ["training_certificate", 24],
  ["permit", 18],
  ["health_safety", 9],
  ["cda", 4],
  ["teaching_credential", 3],
  ["license", 2],
];
const LANES: readonly (readonly [DocumentLane, number])[] = [
  ["standard", 74],
  ["permit_renewal", 12],
  ["stipend_deadline", 8],
  ["licensing_visit", 6],
];

/** How many documents wait and how many were decided: a desk's worth, whatever the registry's size. */
export const documentCounts = (size: number) => ({
  waiting: Math.max(8, Math.min(120, Math.round(size * 0.08))),
  decided: Math.max(8, Math.min(150, Math.round(size * 0.1))),
  nameChanges: Math.max(3, Math.min(14, Math.round(size / 60))),
});

type Wish = Pick<Sending, "person" | "status" | "label"> & {
  received: string;
  type?: DocumentType;
  number?: string;
  photo?: boolean;
};

function sendingOf(seed: SeedContext, random: Random, wish: Wish): Sending {
  const type = wish.type ?? random.weighted(TYPES);
  const writtenOn = plusDays(wish.received, -random.int(1, 90));
  const paper = makePaper(random, wish.person, seed.jurisdiction, { type, writtenOn, number: wish.number });
  return {
    ...{ person: wish.person, status: wish.status, label: wish.label, paper },
    lane: random.weighted(LANES),
    receivedAt: notAfterNow(seed, officeHour(random, wish.received)),
    photo: wish.photo ?? random.chance(0.03),
  };
}

/** The queue: ages from today to eight weeks, every lane, a fifth of it phone photos, one claimed by a colleague. */
export function planQueue(seed: SeedContext, people: Enrolled[], cast: Cast): Sending[] {
  const random = seed.random.fork("queue");
  const { waiting } = documentCounts(seed.size);
  const senders = random.shuffle(people.filter(({ id }) => id !== cast.participant.id));
  const sendings = Array.from({ length: waiting }, (_, at) => {
    const age = at === 0 ? 0 : at === 1 ? 56 : Math.min(56, Math.floor(56 * random.next() ** 1.4));
    const person = senders[at % senders.length]!;
    const received = plusDays(seed.today, -age);
    const label = `waiting/${at}`;
    return sendingOf(seed, random, { person, status: "unverified", received, label, photo: at % 5 === 0 });
  });
  const lanes: DocumentLane[] = ["licensing_visit", "stipend_deadline", "permit_renewal", "standard"];
  lanes.forEach((lane, at) => {
    sendings[at]!.lane = lane;
  });
  sendings[5]!.claimedById = cast.dataEntry[1];
  const broken = senders.slice(-2).map((person, at): Sending => {
    const received = plusDays(seed.today, -random.int(2, 20));
    const label = `unreadable/${at}`;
    const sending = sendingOf(seed, random, { person, status: "unreadable", received, label, photo: false });
    return { ...sending, broken: true };
  });
  const own = sendingOf(seed, random, {
    ...{ person: cast.participant, status: "unverified", type: "transcript", photo: true },
    ...{ received: plusDays(seed.today, -9), label: "waiting/cast" },
  });
  return [...sendings, own, ...broken];
}

/** A year of decided documents, half of them in the last eight weeks. */
export function planDecided(seed: SeedContext, people: Enrolled[], cast: Cast): Sending[] {
  const random = seed.random.fork("decided");
  const { decided } = documentCounts(seed.size);
  const decide = (sending: Sending): Sending => {
    const planned = random.int(1, 40) * 24 * 3_600_000 + random.int(0, 7) * 3_600_000;
    const passed = seed.now.getTime() - sending.receivedAt.getTime();
    // Decided some time since it came, not all of them this very minute.
    const wait = planned < passed ? planned : Math.round(passed * random.next());
    const decidedAt = new Date(sending.receivedAt.getTime() + wait);
    return { ...sending, decidedAt, decidedById: random.pick(cast.dataEntry) };
  };
  const own = (["transcript", "permit", "health_safety"] as const).map((type, at) =>
    decide(
      sendingOf(seed, random, {
        ...{ person: cast.participant, status: "verified", type, photo: false },
        ...{ received: plusDays(seed.today, -200 + at * 30), label: `decided/cast/${type}` },
      }),
    ),
  );
  const others = Array.from({ length: decided }, (_, at) => {
    const age = random.chance(0.5) ? random.int(3, 60) : random.int(61, 380);
    const status = random.weighted([
      ["verified", 84],
      ["action_required", 11],
      ["not_accepted", 5],
    ] as const);
    const received = plusDays(seed.today, -age);
    return decide(
      sendingOf(seed, random, { person: random.pick(people), status, received, label: `decided/${at}` }),
    );
  });
  return [...own, ...others];
}

/** What ties second records to first ones on paper: the very same file, or one permit number on both. */
export function planTwinPapers(seed: SeedContext, pairs: readonly TwinRecords[]): Sending[] {
  const random = seed.random.fork("twin papers");
  return pairs.flatMap(({ kind, first, second }, at): Sending[] => {
    if (kind !== "same_file" && (kind !== "same_permit_number" || at >= 64)) return [];
    const received = plusDays(seed.today, -random.int(10, 50));
    const number = random.digits(9);
    const wish = { status: "unverified" as const, number, photo: false, received };
    const type = kind === "same_file" ? ("training_certificate" as const) : ("permit" as const);
    const one = sendingOf(seed, random, { ...wish, type, person: first, label: `twin/${at}/first` });
    const later = plusDays(received, random.int(1, 9));
    const label = `twin/${at}/second`;
    const two = sendingOf(seed, random, { ...wish, type, person: second, label, received: later });
    return kind === "same_file" ? [one, { ...two, paper: one.paper, sameFileAs: one }] : [one, two];
  });
}

export type NameRequest = {
  person: Enrolled;
  newFamily: string;
  evidence: Sending;
  outcome: "requested" | "approved" | "refused";
};

/** Name changes with their evidence: most wait, some were approved or refused. */
export function planNameChanges(seed: SeedContext, people: Enrolled[], cast: Cast): NameRequest[] {
  const random = seed.random.fork("name changes");
  const women = people.filter((person) => person.gender === "female" && person.id > cast.participant.id);
  const { nameChanges } = documentCounts(seed.size);
  return random.sample(women, Math.min(women.length, Math.round(nameChanges * 1.5))).map((person, at) => {
    const waits = at < nameChanges;
    const outcome = waits ? "requested" : at % 4 === 0 ? "refused" : "approved";
    const received = plusDays(seed.today, -(waits ? random.int(0, 30) : random.int(40, 300)));
    const maiden = random.chance(0.5) ? person.formerNames[0]?.family : undefined;
    const newFamily = maiden ?? marriedFamily(random, person);
    const paper = makeNameEvidence(random, {
      kind: maiden ? "divorce" : random.chance(0.8) ? "marriage" : "court_order",
      ...{ before: nameOnPaper(person), after: nameOnPaper({ ...person, family: newFamily }) },
      ...{ county: person.place.county, state: seed.jurisdiction.name },
      date: plusDays(received, -random.int(5, 200)),
    });
    const receivedAt = notAfterNow(seed, officeHour(random, received));
    const decided = waits
      ? {}
      : {
          decidedById: cast.helpDesk,
          decidedAt: notAfterNow(seed, new Date(receivedAt.getTime() + random.int(1, 9) * 86_400_000)),
        };
    const status = waits ? "unverified" : outcome === "approved" ? "verified" : "not_accepted";
    const lane = "standard" as const;
    const photo = random.chance(0.25);
    const evidence: Sending = {
      person,
      paper,
      status,
      lane,
      receivedAt,
      photo,
      label: `evidence/${at}`,
      ...decided,
    };
    return { person, newFamily, evidence, outcome };
  });
}
