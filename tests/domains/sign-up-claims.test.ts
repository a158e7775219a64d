import { createHash, randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { confirmEmail, finishSignUp, loadActor, resetPassword, signUp } from "#api/domains/accounts/index.ts";
import { findDuplicates } from "#api/domains/duplicates/index.ts";
import {
  accounts,
  accountTokens,
  auditEvents,
  duplicateCandidates,
  participantIdentifiers,
  participants,
  signUps,
} from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { anonymousCtx, systemCtx } from "../support/ctx.ts";
import { makeParticipant } from "../support/factories.ts";
import { finishSignUps } from "../support/sign-ups.ts";

const password = "purple lantern over quiet rivers";
let serial = 0;

/** A record with a certification number and an address on file, and what its owner types. */
async function recordToClaim() {
  const db = await testDb();
  const tag = `${++serial}${randomBytes(3).toString("hex")}`;
  const person = { givenName: "Rosalba", familyName: `Ochoa${tag}`, birthDate: "1984-07-03" };
  const email = `rosalba${tag}@example.org`;
  const record = await makeParticipant(db, { ...person, email });
  const value = `C-${tag}`;
  await db
    .insert(participantIdentifiers)
    .values({ participantId: record.id, kind: "certification_number", value });
  const typed = {
    ...person,
    email,
    password,
    identifiers: { certification_number: value },
    acceptsTerms: true as const,
  };
  return { db, record, typed, stranger: { ...typed, email: `other${tag}@example.org` } };
}

const accountOf = async (email: string) =>
  (await (await testDb()).select().from(accounts).where(eq(accounts.email, email)))[0]!;

async function makeLink(accountId: number, purpose: "reset_password" | "verify_email") {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  const expiresAt = new Date(Date.now() + 600_000);
  await (await testDb()).insert(accountTokens).values({ accountId, purpose, tokenHash, expiresAt });
  return token;
}

const claimsOf = async (participantId: number) =>
  (await testDb()).$count(
    auditEvents,
    and(eq(auditEvents.action, "participant.claimed"), eq(auditEvents.participantId, participantId)),
  );

test("a proven address and the identifiers lead to the record on file, audited once", async () => {
  const { db, record, typed } = await recordToClaim();
  await signUp(anonymousCtx(db), typed);
  await finishSignUps();
  await signUp(anonymousCtx(db), typed);
  await finishSignUps();
  const account = await accountOf(typed.email);
  expect(account).toMatchObject({ participantId: record.id, status: "unconfirmed" });
  await confirmEmail(anonymousCtx(db), { token: await makeLink(account.id, "verify_email"), password });
  expect(await loadActor(systemCtx(db), account.id)).toMatchObject({ participantId: record.id });
  expect(await claimsOf(record.id)).toBe(1);
  expect(await db.$count(participants, eq(participants.familyName, typed.familyName))).toBe(1);
});

test("a record merged away before its claimant proves the address leads to the one it went into", async () => {
  const { db, record, typed } = await recordToClaim();
  await signUp(anonymousCtx(db), typed);
  await finishSignUps();
  const [middle, last] = [await makeParticipant(db), await makeParticipant(db)];
  const into = (from: number, to: number) =>
    db.update(participants).set({ status: "merged", mergedIntoId: to }).where(eq(participants.id, from));
  await into(record.id, middle.id);
  await into(middle.id, last.id);
  const account = await accountOf(typed.email);
  await confirmEmail(anonymousCtx(db), { token: await makeLink(account.id, "verify_email"), password });
  expect(await loadActor(systemCtx(db), account.id)).toMatchObject({ participantId: last.id });
});

/** Waits until this many transactions wait for a row that another one holds. */
const waiting = (howMany: number) =>
  expect
    .poll(async () => {
      const db = await testDb();
      const [row] = await db.execute<{ count: number }>(
        `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return row!.count;
    })
    .toBe(howMany);

test.each(["the stranger", "the owner"])(
  "of two who claim one record at once, %s first, the address on file gets it and staff get the pair",
  async (who) => {
    const { db, record, typed, stranger } = await recordToClaim();
    // Nothing is left to notice, which would make the two wait for each other before they meet at the record.
    await findDuplicates(systemCtx(db), { participantId: record.id });
    await db.execute("delete from private.changed_people");
    const order = who === "the stranger" ? [stranger, typed] : [typed, stranger];
    for (const each of order) await signUp(anonymousCtx(db), each);
    const rows = await db.select({ id: signUps.id }).from(signUps).orderBy(signUps.id);
    const running: Promise<void>[] = [];
    await db.transaction(async (tx) => {
      await tx.select().from(participants).where(eq(participants.id, record.id)).for("update");
      for (const [at, { id }] of rows.entries()) {
        running.push(finishSignUp(systemCtx(db), id));
        await waiting(at + 1);
      }
    });
    await Promise.all(running);
    expect(await accountOf(typed.email)).toMatchObject({ participantId: record.id });
    const other = await accountOf(stranger.email);
    expect(other.participantId).not.toBe(record.id);
    expect(await db.$count(accounts, eq(accounts.participantId, record.id))).toBe(1);
    await findDuplicates(systemCtx(db), { participantId: other.participantId! });
    const pair = and(
      eq(duplicateCandidates.leftId, record.id),
      eq(duplicateCandidates.rightId, other.participantId!),
    );
    expect(await db.$count(duplicateCandidates, pair)).toBe(1);
  },
);

test("whose record a stranger claimed first signs up as usual and gets a link that opens it", async () => {
  const { db, record, typed, stranger } = await recordToClaim();
  await signUp(anonymousCtx(db), stranger);
  await finishSignUps();
  const { id } = await accountOf(typed.email);
  await db.execute("delete from graphile_worker._private_jobs");
  await signUp(anonymousCtx(db), typed);
  await finishSignUps();
  const jobs = await db.execute(
    `select payload ->> 'purpose' as purpose from graphile_worker._private_jobs where payload ->> 'accountId' = '${id}'`,
  );
  expect([...jobs]).toEqual([{ purpose: "reset_password" }]);
  await resetPassword(anonymousCtx(db), { token: await makeLink(id, "reset_password"), password });
  expect(await accountOf(typed.email)).toMatchObject({ participantId: record.id, status: "active" });
});
