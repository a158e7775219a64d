import { and, count, eq, ne, sql } from "drizzle-orm";
import { makeDb } from "../../client.ts";
import { jurisdictionFor } from "../../jurisdictions/index.ts";
import { enqueue, enqueueReading } from "../../queue/enqueue.ts";
import { documents, participants, registryFacts } from "../../schema/index.ts";
import { isoDate, type Sealer, type SeedContext } from "./context.ts";
import { type DirectoryTruth, seedDirectoryDuplicates } from "./directory-duplicates.ts";
import { makeShelf } from "./files.ts";
import { planDecided, planNameChanges, planQueue, planTwinPapers } from "./plan-documents.ts";
import { makeRandom } from "./random.ts";
import { seedAccessGrants } from "./seed-access-grants.ts";
import { seedCourseMemory } from "./seed-course-memory.ts";
import { seedDecisions } from "./seed-decisions.ts";
import { sendDocuments } from "./seed-documents.ts";
import { seedEmployments } from "./seed-employments.ts";
import { seedIntake } from "./seed-intake.ts";
import { seedNameChanges } from "./seed-name-changes.ts";
import { seedAnnouncements, seedInstitutions, seedStaff } from "./seed-office.ts";
import { type Truth as PeopleTruth, seedPeople } from "./seed-people.ts";
import { seedPrograms } from "./seed-programs.ts";
import { seedRequests } from "./seed-requests.ts";
import { seedRosters } from "./seed-rosters.ts";
import { seedEvents, seedSponsors } from "./seed-trainings.ts";
import { type DemoSignIn, demoSignIns } from "./sign-ins.ts";

export { DEMO_PASSWORD, type DemoSignIn, demoSignIns } from "./sign-ins.ts";
/** What is one: people by registry number, directory records by id. */
export type Truth = PeopleTruth & { directory: DirectoryTruth };

export type SeedDemoOptions = {
  url: string;
  /** People in the registry, second records of the same person included; at least 20. */
  participants: number;
  /** The same seed (and the same `now`) gives the same registry. */
  seed?: number | string;
  /** Root of the file store that the API will read. */
  filesDir: string;
  /** `california`, `massachusetts` or `connecticut`. */
  jurisdiction: string;
  now?: Date;
  /** As in the settings; `production` is refused. */
  environment: string;
  /** Seals wages under the registry's own key. */
  secrets: Sealer;
  log: (line: string) => void;
};

export type DemoSummary = {
  participants: number;
  programs: number;
  events: number;
  enrollments: number;
  documents: number;
  files: number;
  truth: Truth;
  signIns: readonly DemoSignIn[];
};

/** Where the pairs that are one person are kept in `registry_facts`. */
export const DEMO_TRUTH = "demo_truth";

/**
 * Fills an empty registry with the demo: all rows in one transaction, so that it is there whole or not at all.
 * @throws Error in production, and where the registry already holds participants.
 */
export async function seedDemo(options: SeedDemoOptions): Promise<DemoSummary> {
  if (options.environment === "production") {
    throw new Error(
      "The demo registry holds invented people and a known password: it is never made in production.",
    );
  }
  if (options.participants < 20) throw new Error("The demo registry needs at least 20 participants.");
  const { db, close } = makeDb(options.url, { max: 1, applicationName: "registry demo" });
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`lock table participants in share row exclusive mode`);
      const [held] = await tx.select({ rows: count() }).from(participants);
      if (held!.rows > 0) {
        throw new Error(
          `This registry already holds ${held!.rows} participants; the demo is made in an empty one only.`,
        );
      }
      const now = options.now ?? new Date();
      return fill(
        {
          ...{ tx, now, today: isoDate(now), size: options.participants },
          jurisdiction: jurisdictionFor(options.jurisdiction),
          random: makeRandom(options.seed ?? 1),
          files: makeShelf(options.filesDir),
          secrets: options.secrets,
        },
        options,
      );
    });
  } finally {
    await close();
  }
}

async function fill(seed: SeedContext, { log, seed: number = 1 }: SeedDemoOptions): Promise<DemoSummary> {
  log(`Making a demo registry of ${seed.size} participants (${seed.jurisdiction.name}) …`);
  const { people, pairs, truth: peopleTruth } = await seedPeople(seed);
  const cast = await seedStaff(seed, people);
  const institutionIds = await seedInstitutions(seed);
  const sites = await seedPrograms(seed);
  const jobs = await seedEmployments(seed, { people, pairs, sites, cast });
  await seedAccessGrants(seed, people, sites, cast, jobs);
  const parties = await seedSponsors(seed, people, cast);
  const events = await seedEvents(seed, parties);
  const enrolled = await seedRosters(seed, people, events, cast, jobs);
  const truth = { ...peopleTruth, directory: await seedDirectoryDuplicates(seed) };
  await seedAnnouncements(seed);
  log(
    `${people.length} people, ${sites.length} programs, ${events.length} events. Drawing their documents …`,
  );

  const requests = planNameChanges(seed, people, cast);
  const sendings = [
    ...planDecided(seed, people, cast),
    ...planQueue(seed, people, cast),
    ...planTwinPapers(seed, pairs),
    ...requests.map(({ evidence }) => evidence),
  ].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const ids = await sendDocuments(seed, sendings, cast);
  const idOf = new Map(sendings.map((sending, at) => [sending, ids[at]!]));
  const sent = sendings.map((sending, at) => ({ sending, documentId: ids[at]! }));
  await seedDecisions(seed, sent, institutionIds, cast);
  await seedCourseMemory(seed);
  await seedNameChanges(
    seed,
    requests,
    requests.map(({ evidence }) => idOf.get(evidence)!),
  );
  await seedRequests(seed, people, cast);

  await seed.tx.insert(registryFacts).values([
    { key: DEMO_TRUTH, value: truth },
    {
      key: "demo_seed",
      value: { seed: number, participants: seed.size, jurisdiction: seed.jurisdiction.key },
    },
  ]);
  const [queue] = await seed.tx.execute(sql`select to_regnamespace('graphile_worker') is not null as there`);
  if (queue?.there) {
    await enqueue(seed.tx, "find_duplicates", {}, { jobKey: "find_duplicates:everybody" });
    await enqueue(seed.tx, "find_directory_duplicates", {}, { jobKey: "find_directory_duplicates:all" });
    await enqueue(seed.tx, "refresh_queue_pace", {}, { jobKey: "refresh_queue_pace" });
    await readHeadOfQueue(seed);
    await seedIntake(seed, people, cast);
  }
  log(`${sendings.length} documents in ${seed.files.written()} files.`);
  return {
    ...{ participants: people.length, programs: sites.length, events: events.length, enrollments: enrolled },
    ...{ documents: sendings.length, files: seed.files.written(), truth, signIns: demoSignIns },
  };
}

/** What the first clerks will take is read at once; the rest is read as it is taken. */
async function readHeadOfQueue(seed: SeedContext): Promise<void> {
  const head = await seed.tx
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.status, "unverified"), ne(documents.type, "name_change_evidence")))
    .orderBy(documents.laneRank, documents.receivedAt, documents.id)
    .limit(8);
  for (const { id } of head) await enqueueReading(seed.tx, id);
}
