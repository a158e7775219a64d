import { desc, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  claimDocument,
  claimNextDocument,
  decideDocument,
  escalateDocument,
  getDocument,
  handOverDocument,
  holdDocument,
  listColleagues,
  listDocuments,
  releaseDocument,
  removeDocument,
  resumeDocument,
} from "#api/domains/documents/index.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import { rowsOf } from "#api/kernel/list.ts";
import type { Db } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { accounts, auditEvents, deskSettings, documentRoutings, documents } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeAccount, makeStaff } from "#tests/support/factories.ts";
import { drainQueue } from "#tests/support/queue.ts";
import { waiting } from "./support.ts";

let db: Db;
let clerk: Ctx;
let colleague: Ctx;
let admin: Ctx;
let colleagueId: number;
// Noon in California.
const now = new Date("2026-03-10T20:00:00Z");
beforeAll(async () => {
  db = await testDb();
  colleagueId = (await makeStaff(db, "data_entry")).id;
  clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id, now });
  colleague = ctxFor(db, "data_entry", { accountId: colleagueId, now });
  admin = ctxFor(db, "registry_admin", { accountId: (await makeStaff(db, "registry_admin")).id, now });
});
beforeEach(() =>
  db.update(documents).set({
    status: "not_accepted",
    claimedById: null,
    claimedUntil: null,
    deskState: "queue",
    heldUntil: null,
    assignedToId: null,
  }),
);

async function claimed(given: Parameters<typeof waiting>[1] = {}) {
  const document = await waiting(db, given);
  const { version } = await claimDocument(clerk, { id: document.id });
  return { ...document, version };
}
const row = async (id: number) => (await db.select().from(documents).where(eq(documents.id, id)))[0]!;
const routings = (id: number) =>
  db
    .select()
    .from(documentRoutings)
    .where(eq(documentRoutings.documentId, id))
    .orderBy(desc(documentRoutings.id));
const actionsOn = async (id: number) =>
  (await db.select().from(auditEvents).where(eq(auditEvents.subjectId, id))).map((event) => event.action);
const fieldsOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error))?.fields;
const listed = async (ctx: Ctx, filter: object) =>
  rowsOf<{ id: number }>(await listDocuments(ctx, { filter })).map(({ id }) => id);

describe("hold", () => {
  test("a document put aside leaves the queue and the line, its claim is given back, and why is kept", async () => {
    const { id, version } = await claimed();
    const held = await holdDocument(clerk, { id, version, until: "2026-03-20", note: "Waits for page 2." });
    expect(held).toMatchObject({ id, deskState: "held", heldUntil: "2026-03-20" });
    expect(await row(id)).toMatchObject({ status: "unverified", claimedById: null });
    expect(await claimNextDocument(clerk, {})).toEqual({ id: null });
    const view = await getDocument(clerk, id);
    expect(view).toMatchObject({
      deskState: "held",
      placeInQueue: null,
      claim: null,
      routings: [{ action: "hold", heldUntil: "2026-03-20", note: "Waits for page 2.", toName: null }],
    });
    expect(view.routings![0]!.routedByName).toBeTruthy();
    expect(await actionsOn(id)).toEqual(["document.claimed", "document.held"]);
    expect(await listed(clerk, { deskState: "held" })).toEqual([id]);
  });

  test("without a day the desk's own number of days counts", async () => {
    await db.update(deskSettings).set({ holdDays: 14 });
    const { id, version } = await claimed();
    expect((await holdDocument(clerk, { id, version, note: "Waits." })).heldUntil).toBe("2026-03-24");
    await db.update(deskSettings).set({ holdDays: 7 });
  });

  test("the day lies after today and at most 90 days ahead, and a note is needed", async () => {
    const { id, version } = await claimed();
    const hold = (until: string, note = "Waits.") =>
      fieldsOf(holdDocument(clerk, { id, version, until, note }));
    expect(await hold("2026-03-10")).toEqual({ until: "Choose a day after today." });
    expect(await hold("2026-06-09")).toEqual({ until: "At most 90 days." });
    expect(await hold("2026-03-20", " ")).toEqual({ note: "Say what the document waits for." });
    expect((await holdDocument(clerk, { id, version, until: "2026-06-08", note: "Waits." })).heldUntil).toBe(
      "2026-06-08",
    );
  });

  test("it is taken again only after it is resumed, and then stands where it stood", async () => {
    const { id, version } = await claimed({ receivedAt: new Date("2026-01-01") });
    await waiting(db);
    const held = await holdDocument(clerk, { id, version, note: "Waits." });
    await expect(claimDocument(colleague, { id })).rejects.toMatchObject({
      status: 409,
      message: "It is put aside until 2026-03-17. Resume it first.",
    });
    const back = await resumeDocument(colleague, { id, version: held.version });
    expect(back).toMatchObject({ deskState: "queue", heldUntil: null });
    expect((await claimNextDocument(clerk, {})).id).toBe(id);
    expect((await routings(id)).map(({ action }) => action)).toEqual(["resume", "hold"]);
  });

  test("on its day it comes back by itself, in California's calendar", async () => {
    const today = await claimed();
    const later = await claimed();
    for (const { id, version } of [today, later])
      await holdDocument(clerk, { id, version, note: "Waits.", until: "2026-03-20" });
    const day = (offset: number) =>
      sql`(now() at time zone 'America/Los_Angeles')::date + ${sql.raw(String(offset))}`;
    await db
      .update(documents)
      .set({ heldUntil: day(0) })
      .where(eq(documents.id, today.id));
    await db
      .update(documents)
      .set({ heldUntil: day(1) })
      .where(eq(documents.id, later.id));
    await enqueue(db, "sweep_document_leases", {});
    await drainQueue();
    expect(await row(today.id)).toMatchObject({ deskState: "queue", heldUntil: null });
    expect(await row(later.id)).toMatchObject({ deskState: "held" });
    expect((await routings(today.id))[0]).toMatchObject({ action: "resume", routedById: null });
    expect(await actionsOn(today.id)).toContain("document.resumed");
  });

  test("a document its owner deleted does not come back", async () => {
    const { id, version, participantId } = await claimed();
    await holdDocument(clerk, { id, version, note: "Waits." });
    await removeDocument(ctxFor(db, "participant", { participantId }), { id });
    expect(await row(id)).toMatchObject({ status: "deleted", deskState: "queue", heldUntil: null });
  });
});

describe("hand over", () => {
  test("the colleague gets it first, whatever waits, and nobody else is offered it", async () => {
    const { id, version } = await claimed();
    const urgent = await waiting(db, { lane: "licensing_visit", laneRank: 0 });
    await handOverDocument(clerk, { id, version, toAccountId: colleagueId, note: "You know this college." });
    expect(await listed(colleague, { assignedToMe: true })).toEqual([id]);
    expect((await claimNextDocument(clerk, {})).id).toBe(urgent.id);
    expect(await claimNextDocument(clerk, {})).toEqual({ id: null });
    await expect(claimDocument(clerk, { id })).rejects.toMatchObject({
      message: expect.stringContaining("It was handed to"),
    });
    expect((await claimNextDocument(colleague, { type: "permit" })).id).toBe(id);
    await releaseDocument(colleague, { id });
    expect(await row(id)).toMatchObject({ assignedToId: colleagueId, claimedById: null });
    expect((await routings(id))[0]).toMatchObject({ action: "hand_over", toAccountId: colleagueId });
  });

  test("decided, it is nobody's; returned, it is everybody's", async () => {
    const first = await claimed({ type: "other" });
    await handOverDocument(clerk, { ...seen(first), toAccountId: colleagueId, note: "Please." });
    const taken = await claimNextDocument(colleague, {});
    await decideDocument(colleague, {
      id: first.id,
      version: (taken as { version: number }).version,
      outcome: "verified",
    });
    expect(await row(first.id)).toMatchObject({ status: "verified", assignedToId: null });
    const second = await claimed();
    const { version } = await handOverDocument(clerk, {
      ...seen(second),
      toAccountId: colleagueId,
      note: "Please.",
    });
    await expect(resumeDocument(clerk, { id: second.id, version })).rejects.toMatchObject({ status: 409 });
    await resumeDocument(colleague, { id: second.id, version });
    expect((await routings(second.id))[0]).toMatchObject({ action: "return" });
    expect((await claimNextDocument(clerk, {})).id).toBe(second.id);
  });

  test("put aside by whoever it was handed to, it comes back to them", async () => {
    const document = await claimed();
    await handOverDocument(clerk, { ...seen(document), toAccountId: colleagueId, note: "Please." });
    const { version } = (await claimNextDocument(colleague, {})) as { version: number };
    const held = await holdDocument(colleague, { id: document.id, version, note: "Asked the college." });
    await resumeDocument(colleague, { id: document.id, version: held.version });
    expect((await claimNextDocument(colleague, {})).id).toBe(document.id);
  });

  test("what was handed to somebody who has left is everybody's again", async () => {
    const leaver = await makeStaff(db, "data_entry");
    const document = await claimed();
    await handOverDocument(clerk, { ...seen(document), toAccountId: leaver.id, note: "Please." });
    const kept = await claimed();
    await handOverDocument(clerk, { ...seen(kept), toAccountId: colleagueId, note: "Please." });
    await db.update(accounts).set({ status: "disabled" }).where(eq(accounts.id, leaver.id));
    await enqueue(db, "sweep_document_leases", {});
    await drainQueue();
    expect(await row(document.id)).toMatchObject({ assignedToId: null, deskState: "queue" });
    expect(await row(kept.id)).toMatchObject({ assignedToId: colleagueId });
    expect((await routings(document.id))[0]).toMatchObject({ action: "return", routedById: null });
    expect((await claimNextDocument(clerk, {})).id).toBe(document.id);
  });

  test("only a colleague who verifies documents can be chosen", async () => {
    const document = await claimed();
    const disabled = await makeAccount(db, { staffRole: "data_entry", status: "disabled" });
    const own = clerk.actor.type === "account" ? clerk.actor.accountId : 0;
    for (const toAccountId of [(await makeStaff(db, "help_desk")).id, disabled.id, own, 2_000_000_000]) {
      const fields = await fieldsOf(
        handOverDocument(clerk, { ...seen(document), toAccountId, note: "Please." }),
      );
      expect(fields).toEqual({ toAccountId: "Choose a colleague who verifies documents." });
    }
    const names = await listColleagues(clerk);
    expect(names.map(({ id }) => id)).toContain(colleagueId);
    expect(names.map(({ id }) => id)).not.toContain(own);
    expect(new Set(names.map(({ role }) => role))).toEqual(new Set(["data_entry", "registry_admin"]));
  });
});

describe("escalate", () => {
  test("it stands on the administrators' list; only one of them takes or returns it", async () => {
    const document = await claimed();
    const { version } = await escalateDocument(clerk, { ...seen(document), note: "Is this altered?" });
    const { id } = document;
    expect(await listed(admin, { deskState: "escalated" })).toEqual([id]);
    expect(await claimNextDocument(clerk, {})).toEqual({ id: null });
    await expect(claimDocument(clerk, { id })).rejects.toMatchObject({
      message: "It is escalated: an administrator decides it.",
    });
    await expect(resumeDocument(clerk, { id, version })).rejects.toMatchObject({ status: 409 });
    await expect(escalateDocument(admin, { id, version, note: "Again." })).rejects.toMatchObject({
      status: 409,
    });
    const taken = await claimDocument(admin, { id });
    await releaseDocument(admin, { id });
    expect(await row(id)).toMatchObject({ deskState: "escalated" });
    const current = await row(id);
    expect(current.version).toBeGreaterThan(taken.version);
    await resumeDocument(admin, { id, version: current.version });
    expect((await claimNextDocument(clerk, {})).id).toBe(id);
    expect((await routings(id)).map(({ action }) => action)).toEqual(["return", "escalate"]);
  });
});

describe("two at once", () => {
  test("of a hand-over and a hold at the same moment one holds", async () => {
    const { id, version } = await waiting(db);
    const answers = await Promise.allSettled([
      holdDocument(clerk, { id, version, note: "Waits." }),
      escalateDocument(colleague, { id, version, note: "Look." }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await routings(id)).toHaveLength(1);
  });

  test("what a colleague works on is not put aside, and says who has it", async () => {
    const document = await claimed();
    await expect(holdDocument(colleague, { ...seen(document), note: "Waits." })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("has this document now"),
    });
  });

  test("a stale version changes nothing, in the queue or put aside", async () => {
    const document = await claimed();
    await expect(
      holdDocument(clerk, { id: document.id, version: document.version - 1, note: "Waits." }),
    ).rejects.toMatchObject({ status: 409, message: expect.stringContaining("was changed since") });
    const held = await holdDocument(clerk, { ...seen(document), note: "Waits." });
    await expect(resumeDocument(clerk, { id: document.id, version: held.version - 1 })).rejects.toMatchObject(
      {
        message: expect.stringContaining("was changed since"),
      },
    );
  });
});

test.each(["help_desk", "auditor", "participant", "program_admin"] as const)(
  "a %s may not route documents",
  async (role) => {
    const ctx = ctxFor(db, role);
    const asked = { id: 1, version: 1, note: "Waits." };
    for (const verb of [
      holdDocument(ctx, asked),
      escalateDocument(ctx, asked),
      handOverDocument(ctx, { ...asked, toAccountId: 1 }),
      resumeDocument(ctx, { id: 1, version: 1 }),
      listColleagues(ctx),
    ])
      await expect(verb).rejects.toMatchObject({ status: 403 });
  },
);

test("where it stands at the desk and why is for staff", async () => {
  const document = await claimed();
  await holdDocument(clerk, { ...seen(document), note: "Waits." });
  const own = await getDocument(
    ctxFor(db, "participant", { participantId: document.participantId }),
    document.id,
  );
  expect(own).not.toHaveProperty("routings");
  expect(own).not.toHaveProperty("deskState");
});

function seen({ id, version }: { id: number; version: number }) {
  return { id, version };
}
