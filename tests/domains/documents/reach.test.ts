import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  claimDocument,
  claimNextDocument,
  decideDocument,
  escalateDocument,
  getDocument,
  handOverDocument,
  removeDocument,
  replaceDocument,
  resetDocument,
  setDocumentLane,
  supersedeDocument,
} from "#api/domains/documents/index.ts";
import { requestReview } from "#api/domains/reviews/index.ts";
import type { Db } from "#db/client.ts";
import { accounts, documents, reviewRequests } from "#db/schema/index.ts";
import { calm, clerkOf, decided } from "#tests/domains/second-looks/support.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import {
  makeAccount,
  makeEmployment,
  makeParticipant,
  makeProgram,
  makeStaff,
} from "#tests/support/factories.ts";
import { received, waiting } from "./support.ts";

let db: Db;
beforeAll(async () => {
  db = await testDb();
  await calm(db);
});

/** A clerk who is an educator too, with one waiting document of their own. */
async function clerkWithRecord() {
  const { id: participantId } = await makeParticipant(db);
  const { id: accountId } = await makeStaff(db, "data_entry");
  await db.update(accounts).set({ participantId }).where(eq(accounts.id, accountId));
  const own = await waiting(db, { participantId, lane: "licensing_visit", laneRank: 0 });
  return { clerk: ctxFor(db, "data_entry", { accountId, participantId }), accountId, own };
}

/** An educator who is signed in, with a document. */
async function educator(given: Parameters<typeof waiting>[1] = {}) {
  const { id: participantId } = await makeParticipant(db);
  const { id: accountId } = await makeAccount(db, { participantId });
  const document = await waiting(db, { ...given, participantId });
  return { ctx: ctxFor(db, "participant", { accountId, participantId }), document };
}

describe("a clerk's own record", () => {
  test("is not given by take next, however urgent it is", async () => {
    const { clerk, own } = await clerkWithRecord();
    const other = await waiting(db, { lane: "licensing_visit", laneRank: 0 });
    expect(await claimNextDocument(clerk, { lane: "licensing_visit" })).toMatchObject({ id: other.id });
    await db.update(documents).set({ status: "superseded" }).where(eq(documents.id, own.id));
  });

  test("is neither taken, decided, taken back, routed nor moved up the line by its owner", async () => {
    const { clerk, accountId, own } = await clerkWithRecord();
    const refused = { code: "FORBIDDEN", message: expect.stringContaining("your own record") };
    await expect(claimDocument(clerk, { id: own.id })).rejects.toMatchObject(refused);
    const [claimed] = await db
      .update(documents)
      .set({ claimedById: accountId, claimedUntil: new Date(Date.now() + 60_000) })
      .where(eq(documents.id, own.id))
      .returning();
    const decision = { id: own.id, version: claimed!.version, outcome: "verified" as const };
    await expect(decideDocument(clerk, decision)).rejects.toMatchObject(refused);
    const back = { id: own.id, version: claimed!.version, reason: "It was mine" };
    await expect(resetDocument(clerk, back)).rejects.toMatchObject(refused);
    const lane = { id: own.id, lane: "standard" as const };
    await expect(setDocumentLane(clerk, lane)).rejects.toMatchObject(refused);
    const seen = { id: own.id, version: claimed!.version };
    await expect(escalateDocument(clerk, { ...seen, note: "It is mine" })).rejects.toMatchObject(refused);
    await expect(
      supersedeDocument(clerk, { ...seen, byDocumentId: own.id, reason: "A newer one came." }),
    ).rejects.toMatchObject(refused);
  });

  test("is not handed to its owner", async () => {
    const { accountId, own } = await clerkWithRecord();
    const colleague = await clerkOf(db);
    await expect(
      handOverDocument(colleague, {
        id: own.id,
        version: own.version,
        toAccountId: accountId,
        note: "Yours",
      }),
    ).rejects.toMatchObject({ fields: { toAccountId: "Choose a colleague who verifies documents." } });
  });
});

describe("a better picture", () => {
  test("keeps its lane and what the educator hides from employers", async () => {
    const given = { lane: "permit_renewal", laneRank: 2, hiddenFromEmployers: true } as const;
    const { ctx, document } = await educator(given);
    const sent = await replaceDocument(ctx, { id: document.id, file: await received() });
    const [row] = await db.select().from(documents).where(eq(documents.id, sent.id));
    expect(row).toMatchObject({ ...given, receivedAt: document.receivedAt, source: "portal" });
  });

  test("in place of a decided one joins the end of the line", async () => {
    const { ctx, document } = await educator({
      status: "action_required",
      lane: "licensing_visit",
      laneRank: 0,
      hiddenFromEmployers: true,
    });
    const sent = await replaceDocument(ctx, { id: document.id, file: await received() });
    const [row] = await db.select().from(documents).where(eq(documents.id, sent.id));
    expect(row).toMatchObject({ lane: "standard", laneRank: 3, hiddenFromEmployers: true });
  });
});

test("a document that is taken back ends the open request for its review", async () => {
  const { ctx, document } = await educator({ status: "unreadable" });
  const { participantId } = document;
  const judged = await decided(
    await clerkOf(db),
    { outcome: "not_accepted", reasonCode: "unaccredited_institution", entries: {} },
    { participantId },
  );
  const review = await requestReview(ctx, { documentId: judged.id, reason: "It carries the seal" });
  await removeDocument(ctx, { id: judged.id });
  const [row] = await db.select().from(reviewRequests).where(eq(reviewRequests.id, review.id));
  expect(row?.status).toBe("withdrawn");
});

test("a program's administrator does not learn in which language its staff are written to", async () => {
  const { id: participantId } = await makeParticipant(db, { correspondenceLanguage: "zh" });
  const { id: programId } = await makeProgram(db);
  await makeEmployment(db, { participantId, programId, status: "confirmed" });
  const document = await waiting(db, { participantId });
  const admin = ctxFor(db, "program_admin", { programIds: [programId] });
  expect((await getDocument(admin, document.id)).participant.correspondenceLanguage).toBe("en");
  expect((await getDocument(await clerkOf(db), document.id)).participant.correspondenceLanguage).toBe("zh");
});
