import { hash } from "@node-rs/argon2";
import { accountPasswords, accounts, announcements, institutions } from "../../schema/index.ts";
import { type Cast, type Enrolled, inBatches, type SeedContext } from "./context.ts";
import { plusDays } from "./dates.ts";
import { institutionsOf } from "./institutions.ts";
import { DEMO_PASSWORD, demoSignIns } from "./sign-ins.ts";

const isStaff = (role: string) => ["data_entry", "help_desk", "registry_admin", "auditor"].includes(role);

/** Staff accounts and the demo password of every demo sign-in (argon2id, OWASP's parameters). */
export async function seedStaff(seed: SeedContext, people: readonly Enrolled[]): Promise<Cast> {
  const staff = demoSignIns.filter(({ role }) => isStaff(role));
  const made = await inBatches(
    staff.map(({ email, name, role }) => ({
      ...{ email, displayName: name },
      staffRole: role as "data_entry" | "help_desk" | "registry_admin" | "auditor",
    })),
    (chunk) => seed.tx.insert(accounts).values(chunk).returning({ id: accounts.id }),
  );
  const [clerk, clerk2, helpDesk, registryAdmin] = made.map(({ id }) => id);
  const [sponsorManager, programAdmin, instructor, participant] = people;
  const holders = [...made.map(({ id }) => id), ...people.slice(0, 4).map(({ accountId }) => accountId!)];
  const passwordHash = await hash(DEMO_PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  await seed.tx.insert(accountPasswords).values(holders.map((accountId) => ({ accountId, passwordHash })));
  return {
    ...{ dataEntry: [clerk!, clerk2!], helpDesk: helpDesk!, registryAdmin: registryAdmin! },
    ...{
      sponsorManager: sponsorManager!,
      programAdmin: programAdmin!,
      instructor: instructor!,
      participant: participant!,
    },
  };
}

/** The state's small table of colleges; returns their ids by IPEDS number. Rows already there are kept as they are. */
export async function seedInstitutions(seed: SeedContext): Promise<Map<number, number>> {
  const facts = institutionsOf(seed.jurisdiction.state);
  await seed.tx
    .insert(institutions)
    .values(
      facts.map(({ ipedsUnitId, name, city, state, county }) => ({ ipedsUnitId, name, city, state, county })),
    )
    .onConflictDoNothing();
  const rows = await seed.tx
    .select({ id: institutions.id, unit: institutions.ipedsUnitId })
    .from(institutions);
  return new Map(rows.flatMap(({ id, unit }) => (unit === null ? [] : [[unit, id] as const])));
}

const NEWS: readonly (readonly [number, string, string])[] = [
  [
    2,
    "Photos of documents are welcome",
    "You can now send a photo of your transcript from your phone. Lay it flat, in good light, with all four edges in the picture.",
  ],
  [
    12,
    "Spring trainings are on the calendar",
    "Trainings for the coming months are open for enrollment, many of them free of charge and some in Spanish.",
  ],
  [
    30,
    "Please do not send a document twice",
    "A document that is already in your account keeps its place in line. Sending it again does not make it faster.",
  ],
  [
    75,
    "Directors: confirm your staff list",
    "Please look through the people who report working at your program and confirm those who do.",
  ],
];

/** The home page's announcements, newest marked as new. S181 */
export async function seedAnnouncements(seed: SeedContext): Promise<void> {
  await seed.tx.insert(announcements).values(
    NEWS.map(([age, title, body], at) => ({
      ...{ title, body, isNew: at === 0, publishedOn: plusDays(seed.today, -age) },
      expiresOn: plusDays(seed.today, 365),
    })),
  );
}
