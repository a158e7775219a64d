import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { createMembershipCard, readMembershipCardFile } from "#api/domains/membership-cards/index.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { auditEvents, participants, reportRuns } from "#db/schema/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeAccount, makeParticipant, makeStaff } from "#tests/support/factories.ts";

let db: Db;
let clerk: Ctx;
beforeAll(async () => {
  db = await testDb();
  clerk = ctxFor(db, "help_desk", { accountId: (await makeStaff(db, "help_desk")).id });
});

const statusOf = async (promise: Promise<unknown>) =>
  toRegistryError(await promise.then(() => undefined).catch((error: unknown) => error))?.status;
const cardsOf = (participantId: number) =>
  db
    .select()
    .from(reportRuns)
    .where(and(eq(reportRuns.reportKey, "membership_card"), eq(reportRuns.participantId, participantId)));

describe("who has one made", () => {
  test("staff for anybody, with the number on the audit", async () => {
    const ana = await makeParticipant(db, { givenName: "Ana", familyName: "Reyes" });
    const made = await createMembershipCard(clerk, { participantId: ana.id });
    expect(made).toMatchObject({ registryNumber: ana.registryNumber, formerNumbers: [] });
    const [audit] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, "membership_card.made"), eq(auditEvents.subjectId, made.id)));
    expect(audit).toMatchObject({ participantId: ana.id, after: { registryNumber: ana.registryNumber } });
  });

  test("an educator for itself; nobody else's is made or read", async () => {
    const ana = await makeParticipant(db);
    const other = await makeParticipant(db);
    const account = await makeAccount(db, { participantId: ana.id });
    const educator = ctxFor(db, "participant", { accountId: account.id, participantId: ana.id });
    const own = await createMembershipCard(educator, { participantId: ana.id });
    expect(own.registryNumber).toBe(ana.registryNumber);
    expect(await statusOf(createMembershipCard(educator, { participantId: other.id }))).toBe(404);
    const theirs = await createMembershipCard(clerk, { participantId: other.id });
    expect(await statusOf(readMembershipCardFile(educator, { id: theirs.id }))).toBe(404);
    expect(await cardsOf(other.id)).toHaveLength(1);
  });

  test.each(["program_admin", "sponsor_manager", "instructor", "auditor"] as const)(
    "no %s, who may read some records",
    async (role) => {
      const ana = await makeParticipant(db);
      const ctx = ctxFor(db, role, { accountId: clerk.actor.type === "account" ? clerk.actor.accountId : 0 });
      expect(await statusOf(createMembershipCard(ctx, { participantId: ana.id }))).toBe(403);
    },
  );

  test("nobody for a record that is not there, nor a report's file by a card's address", async () => {
    expect(await statusOf(createMembershipCard(clerk, { participantId: 2_000_000_000 }))).toBe(404);
    const ana = await makeParticipant(db);
    const [report] = await db
      .insert(reportRuns)
      .values({ reportKey: "education_and_training", title: "R", params: {}, participantId: ana.id })
      .returning();
    expect(await statusOf(readMembershipCardFile(clerk, { id: report!.id }))).toBe(404);
  });
});

test("the card made last is given again until it would say something else, or could not be drawn", async () => {
  const ana = await makeParticipant(db);
  const make = async () => (await createMembershipCard(clerk, { participantId: ana.id })).id;
  const first = await make();
  expect(await make()).toBe(first);
  await db.update(participants).set({ familyName: "Newname" }).where(eq(participants.id, ana.id));
  const second = await make();
  expect(second).not.toBe(first);
  await db.update(reportRuns).set({ status: "failed" }).where(eq(reportRuns.id, second));
  expect(await statusOf(readMembershipCardFile(clerk, { id: second }))).toBe(503);
  const third = await make();
  expect(third).not.toBe(second);
  expect(await cardsOf(ana.id)).toHaveLength(3);
});
