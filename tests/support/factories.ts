import { hashPassword } from "#api/domains/accounts/index.ts";
import type { Db, Tx } from "#db/client.ts";
import type { StaffRole } from "#db/enums.ts";
import {
  accountPasswords,
  accounts,
  documents,
  employments,
  enrollments,
  events,
  institutions,
  participants,
  programs,
  sponsorManagers,
  sponsors,
  trainings,
} from "#db/schema/index.ts";

type Given<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;
let serial = 0;
const next = () => `${process.pid}${++serial}`;
const only = <T>(rows: T[]): T => rows[0]!;

/** Rows of a test's own, inserted as the database's owner. Every value can be given; the rest is plausible and unique. */
export async function makeParticipant(db: Db | Tx, given: Given<typeof participants> = {}) {
  const n = next();
  return only(
    await db
      .insert(participants)
      .values({
        givenName: "Ana",
        familyName: `Reyes ${n}`,
        birthDate: "1988-04-12",
        email: `ana${n}@example.org`,
        ...given,
      })
      .returning(),
  );
}

export const testPassword = "correct horse battery staple";
let passwordHash: Promise<string> | undefined;

/** An account that can sign in with {@link testPassword}. */
export async function makeAccount(db: Db | Tx, given: Given<typeof accounts> = {}) {
  const n = next();
  passwordHash ??= hashPassword(testPassword);
  const account = only(
    await db
      .insert(accounts)
      .values({ email: `account${n}@example.org`, displayName: `Account ${n}`, ...given })
      .returning(),
  );
  await db.insert(accountPasswords).values({ accountId: account.id, passwordHash: await passwordHash });
  return account;
}

export const makeStaff = (db: Db | Tx, staffRole: StaffRole) => makeAccount(db, { staffRole });

export async function makeProgram(db: Db | Tx, given: Given<typeof programs> = {}) {
  const n = next();
  return only(
    await db
      .insert(programs)
      .values({
        programNumber: `P${n}`,
        name: `Little Oaks ${n}`,
        setting: "center_based",
        county: "Los Angeles",
        ...given,
      })
      .returning(),
  );
}

export async function makeEmployment(
  db: Db | Tx,
  given: Given<typeof employments> & { participantId: number; programId: number },
) {
  return only(
    await db
      .insert(employments)
      .values({ position: "teacher", startedOn: "2022-08-15", ...given })
      .returning(),
  );
}

export async function makeDocument(db: Db | Tx, given: Given<typeof documents> & { participantId: number }) {
  return only(
    await db
      .insert(documents)
      .values({ type: "transcript", status: "unverified", ...given })
      .returning(),
  );
}

export async function makeInstitution(db: Db | Tx, given: Given<typeof institutions> = {}) {
  return only(
    await db
      .insert(institutions)
      .values({ name: `College of the Valley ${next()}`, city: "Fresno", state: "CA", ...given })
      .returning(),
  );
}

export async function makeSponsor(db: Db | Tx, given: Given<typeof sponsors> = {}) {
  const n = next();
  const code = Number(n.slice(-6)).toString(36).toUpperCase().padStart(4, "A").slice(-4);
  return only(
    await db
      .insert(sponsors)
      .values({ name: `Training Partners ${n}`, vendorCode: code, status: "approved", ...given })
      .returning(),
  );
}

export async function makeSponsorManager(db: Db | Tx, sponsorId: number, participantId: number) {
  return only(
    await db.insert(sponsorManagers).values({ sponsorId, participantId, kind: "contact" }).returning(),
  );
}

export async function makeTraining(db: Db | Tx, given: Given<typeof trainings> & { sponsorId: number }) {
  return only(
    await db
      .insert(trainings)
      .values({
        title: `Play and Learning ${next()}`,
        hours: "3",
        framework: "ca_ece_competencies",
        competency: "child_development",
        ...given,
      })
      .returning(),
  );
}

/** A published event of a new or given training. */
export async function makeEvent(db: Db | Tx, given: Given<typeof events> & { sponsorId: number }) {
  const trainingId = given.trainingId ?? (await makeTraining(db, { sponsorId: given.sponsorId })).id;
  return only(
    await db
      .insert(events)
      .values({
        title: `Play and Learning ${next()}`,
        status: "published",
        hours: "3",
        startsOn: "2026-03-14",
        endsOn: "2026-03-14",
        capacity: 20,
        county: "Los Angeles",
        programCode: "C",
        ...given,
        trainingId,
      })
      .returning(),
  );
}

export async function makeEnrollment(
  db: Db | Tx,
  given: Given<typeof enrollments> & { eventId: number; participantId: number },
) {
  return only(await db.insert(enrollments).values(given).returning());
}
