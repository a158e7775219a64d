import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import {
  claimDocument,
  claimNextDocument,
  decideDocument,
  releaseDocument,
  renewDocumentLease,
} from "#api/domains/documents/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { auditEvents, documentReadings, documents, participants } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { waiting } from "./support.ts";

let db: Db;
let clerk: Ctx;
let colleague: Ctx;
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
  colleague = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
});
// A queue of this test's own.
beforeEach(() => db.update(documents).set({ status: "not_accepted", claimedById: null, claimedUntil: null }));

const row = async (id: number) => (await db.select().from(documents).where(eq(documents.id, id)))[0]!;
const lapse = (id: number) =>
  db.update(documents).set({ claimedUntil: sql`now() - interval '1 second'` }).where(eq(documents.id, id));

test("fifty clerks taking next at once never get the same document, and get the most urgent ones", async () => {
  const urgent = [];
  for (let n = 0; n < 60; n++) {
    const document = await waiting(db, n < 50 ? { lane: "stipend_deadline", laneRank: 1 } : {});
    if (n < 50) urgent.push(document.id);
  }
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => claimNextDocument(n % 2 ? clerk : colleague, {})),
  );
  const ids = answers.map((answer) => answer.id);
  expect(new Set(ids).size).toBe(50);
  expect(ids.sort()).toEqual(urgent.sort());
});

test("the lane comes first, then the oldest; lane and type can be asked for; nothing left is no error", async () => {
  const old = await waiting(db, { receivedAt: new Date("2026-01-01") });
  const older = await waiting(db, { receivedAt: new Date("2025-12-01"), type: "permit" });
  const visit = await waiting(db, { lane: "licensing_visit", laneRank: 0 });
  await waiting(db, { status: "processing" });
  const asked = await claimNextDocument(clerk, { type: "permit" });
  expect(asked.id).toBe(older.id);
  expect((await claimNextDocument(clerk, { lane: "permit_renewal" })).id).toBeNull();
  expect((await claimNextDocument(clerk, {})).id).toBe(visit.id);
  expect((await claimNextDocument(clerk, {})).id).toBe(old.id);
  expect(await claimNextDocument(clerk, {})).toEqual({ id: null });
});

test("documents of a record merged away are not offered", async () => {
  const survivor = await makeParticipant(db);
  const { participantId } = await waiting(db);
  await db
    .update(participants)
    .set({ status: "merged", mergedIntoId: survivor.id })
    .where(eq(participants.id, participantId));
  expect(await claimNextDocument(clerk, {})).toEqual({ id: null });
});

test("a lease holds for twenty minutes; once it ran out the document is offered again", async () => {
  const { id } = await waiting(db);
  const { claimedUntil } = (await claimNextDocument(clerk, {})) as { claimedUntil: string };
  const minutes = (new Date(claimedUntil).getTime() - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(19);
  expect(minutes).toBeLessThanOrEqual(20.1);
  expect(await claimNextDocument(colleague, {})).toEqual({ id: null });
  await lapse(id);
  expect((await claimNextDocument(colleague, {})).id).toBe(id);
  await expect(renewDocumentLease(clerk, { id })).rejects.toMatchObject({ status: 409 });
});

test("renewing keeps the claim and does not make the clerk's own save look stale", async () => {
  const { id } = await waiting(db);
  const taken = await claimDocument(clerk, { id });
  await lapse(id);
  const renewed = await renewDocumentLease(clerk, { id });
  expect(renewed.version).toBe(taken.version);
  expect(new Date(renewed.claimedUntil).getTime()).toBeGreaterThan(Date.now());
});

test("a document a colleague holds cannot be claimed, and the answer says who has it", async () => {
  const { id } = await waiting(db);
  await claimDocument(clerk, { id });
  await expect(claimDocument(colleague, { id })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining("has this document now"),
    details: { current: { id, claimIsLive: true } },
  });
  await expect(releaseDocument(colleague, { id })).rejects.toMatchObject({ status: 409 });
});

test("released, it stands where it stood; an administrator may put back a colleague's", async () => {
  const { id } = await waiting(db, { receivedAt: new Date("2026-01-01") });
  await waiting(db);
  await claimDocument(clerk, { id });
  await releaseDocument(clerk, { id });
  expect((await claimNextDocument(colleague, {})).id).toBe(id);
  const admin = ctxFor(db, "registry_admin", { accountId: (await makeStaff(db, "registry_admin")).id });
  await releaseDocument(admin, { id });
  expect(await row(id)).toMatchObject({ claimedById: null, claimedUntil: null });
  const actions = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, id));
  expect(actions.map((event) => event.action).sort()).toEqual([
    "document.claimed",
    "document.claimed",
    "document.released",
    "document.released",
  ]);
});

test("taking next leaves the same audit row as claiming by hand", async () => {
  const events = async (id: number) => {
    const rows = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, id));
    return rows.map(({ id: _id, subjectId, participantId, ...rest }) => ({ subjectId, participantId, rest }));
  };
  const [one, other] = [await waiting(db), await waiting(db)];
  await claimDocument(clerk, { id: one.id });
  expect((await claimNextDocument(clerk, {})).id).toBe(other.id);
  const [byHand, byTurn] = [await events(one.id), await events(other.id)];
  expect(byTurn).toEqual([
    { subjectId: other.id, participantId: other.participantId, rest: byHand[0]!.rest },
  ]);
});

test("a decided document cannot be claimed any more", async () => {
  const { id } = await waiting(db, { type: "other" });
  const { version } = await claimDocument(clerk, { id });
  await decideDocument(clerk, { id, version, outcome: "verified" });
  await expect(claimDocument(colleague, { id })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining("is verified"),
  });
});

test.each(["help_desk", "auditor", "participant", "program_admin", "sponsor_manager"] as const)(
  "a %s may not take documents from the queue",
  async (role) => {
    await expect(claimNextDocument(ctxFor(db, role), {})).rejects.toMatchObject({ status: 403 });
  },
);

test("proof of a new name is not offered at the desk: it is decided with the name change", async () => {
  await waiting(db, { type: "name_change_evidence" });
  expect(await claimNextDocument(clerk, {})).toEqual({ id: null });
});

test("a document that nothing has read is read once a clerk has it; one that was read is not read again", async () => {
  const readingsOf = async (id: number) =>
    (
      await db.execute(
        sql`select 1 from graphile_worker.jobs where task_identifier = 'read_document' and key = ${`read_document:${id}`}`,
      )
    ).length;
  const [unread, read, proof] = [await waiting(db), await waiting(db), await waiting(db, { type: "other" })];
  await db
    .insert(documentReadings)
    .values({ documentId: read.id, readerVersion: "1", failure: "There is nothing on it." });
  for (const { id } of [unread, read, proof]) await claimDocument(clerk, { id });
  expect(await Promise.all([unread, read, proof].map(({ id }) => readingsOf(id)))).toEqual([1, 0, 0]);
  await releaseDocument(clerk, { id: unread.id });
  expect((await claimNextDocument(colleague, { type: unread.type })).id).toBe(unread.id);
  expect(await readingsOf(unread.id), "asked for once").toBe(1);
});
