import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { enroll, withdraw } from "#api/domains/enrollments/index.ts";
import { placeAllOnRoster } from "#api/domains/enrollments/place.ts";
import { lockEvent, updateEvent } from "#api/domains/events/index.ts";
import { makeDb } from "#db/client.ts";
import { noRole } from "#db/roles/tiers.ts";
import { enrollments, participants } from "#db/schema/index.ts";
import { databaseUrl, inRollback, testDb } from "../../setup/db.ts";
import { ctxFor } from "../../support/ctx.ts";
import {
  makeAccount,
  makeEmployment,
  makeEvent,
  makeParticipant,
  makeProgram,
  makeSponsor,
} from "../../support/factories.ts";

const now = new Date("2026-03-01T20:00:00Z");

test("100 people at once for 10 seats: exactly 10 enrolled, 90 waiting at places 1 to 90", async () => {
  const db = await testDb();
  const sponsor = await makeSponsor(db);
  const event = await makeEvent(db, { sponsorId: sponsor.id, capacity: 10 });
  const people = await db
    .insert(participants)
    .values(Array.from({ length: 100 }, (_, n) => ({ givenName: "Ana", familyName: `Race ${n}` })))
    .returning();
  const pool = makeDb(await databaseUrl(), { max: 12, role: noRole });
  try {
    const answers = await Promise.all(
      people.map((person) =>
        enroll(ctxFor(pool.db, "participant", { participantId: person.id, now }), { eventId: event.id }),
      ),
    );
    expect(answers.filter((answer) => answer.status === "enrolled")).toHaveLength(10);
    const places = answers.flatMap((answer) => answer.waitlistPosition ?? []).sort((a, b) => a - b);
    expect(places).toEqual(Array.from({ length: 90 }, (_, n) => n + 1));
    const rows = await db.select().from(enrollments).where(eq(enrollments.eventId, event.id));
    expect(rows).toHaveLength(100);
    const tasks = (await db.execute(
      sql`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'notify_enrollment'`,
    )) as unknown as { n: number }[];
    expect(tasks[0]!.n).toBe(100);
  } finally {
    await pool.close();
  }
});

test("one person clicking twice at once gets one place", async () => {
  const db = await testDb();
  const event = await makeEvent(db, { sponsorId: (await makeSponsor(db)).id });
  const person = await makeParticipant(db);
  const ctx = ctxFor(db, "participant", { participantId: person.id, now });
  const results = await Promise.allSettled([1, 2, 3].map(() => enroll(ctx, { eventId: event.id })));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  const refused = results.find((result) => result.status === "rejected");
  expect(String(refused?.reason)).toContain("is enrolled in this event already");
  expect(await db.select().from(enrollments).where(eq(enrollments.eventId, event.id))).toHaveLength(1);
});

const setUp = async (
  tx: Parameters<Parameters<typeof inRollback>[0]>[0],
  capacity: number,
  count: number,
) => {
  const sponsor = await makeSponsor(tx, { contactPhone: "(916) 555-0100" });
  const event = await makeEvent(tx, { sponsorId: sponsor.id, capacity });
  const manager = await makeAccount(tx);
  const managerCtx = ctxFor(tx, "sponsor_manager", { accountId: manager.id, sponsorIds: [sponsor.id], now });
  const people = [];
  for (let n = 0; n < count; n++) {
    const person = await makeParticipant(tx);
    const account = await makeAccount(tx, { participantId: person.id });
    const ctx = ctxFor(tx, "participant", { participantId: person.id, accountId: account.id, now });
    people.push({ person, ctx, place: await enroll(ctx, { eventId: event.id }) });
  }
  const roster = async () =>
    (
      await tx.select().from(enrollments).where(eq(enrollments.eventId, event.id)).orderBy(enrollments.id)
    ).map((row) => [row.status, row.waitlistPosition]);
  return { sponsor, event, managerCtx, people, roster };
};

test("withdrawing gives the seat to the first in line and closes the gap", () =>
  inRollback(async (tx) => {
    const { people, roster } = await setUp(tx, 1, 4);
    await withdraw(people[0]!.ctx, { id: people[0]!.place.id });
    expect(await roster()).toEqual([
      ["withdrawn", null],
      ["enrolled", null],
      ["waitlisted", 1],
      ["waitlisted", 2],
    ]);
    await withdraw(people[2]!.ctx, { id: people[2]!.place.id });
    expect((await roster())[3]).toEqual(["waitlisted", 1]);
    const again = await enroll(people[0]!.ctx, { eventId: people[0]!.place.eventId });
    expect(again).toMatchObject({ id: people[0]!.place.id, status: "waitlisted", waitlistPosition: 2 });
    await expect(withdraw(people[2]!.ctx, { id: people[2]!.place.id })).rejects.toThrow("withdrawn already");
  }));

test("more seats move people up in the order they came", () =>
  inRollback(async (tx) => {
    const { event, managerCtx, roster } = await setUp(tx, 1, 4);
    await updateEvent(managerCtx, { id: event.id, version: event.version, capacity: 3 });
    expect(await roster()).toEqual([
      ["enrolled", null],
      ["enrolled", null],
      ["enrolled", null],
      ["waitlisted", 1],
    ]);
    await expect(
      updateEvent(managerCtx, { id: event.id, version: event.version + 1, capacity: 2 }),
    ).rejects.toMatchObject({ fields: { capacity: "3 people have a seat already." } });
  }));

test("where the sponsor wants a call, nobody withdraws alone, and the manager does it for them", () =>
  inRollback(async (tx) => {
    const { sponsor, people, managerCtx, roster } = await setUp(tx, 2, 1);
    await tx.execute(sql`update sponsors set self_withdrawal = false where id = ${sponsor.id}`);
    await expect(withdraw(people[0]!.ctx, { id: people[0]!.place.id })).rejects.toMatchObject({
      status: 428,
    });
    await expect(withdraw(people[0]!.ctx, { id: people[0]!.place.id })).rejects.toThrow("(916) 555-0100");
    await withdraw(managerCtx, { id: people[0]!.place.id });
    expect(await roster()).toEqual([["withdrawn", null]]);
  }));

test("nobody enrolls or withdraws somebody else out of their scope", () =>
  inRollback(async (tx) => {
    const { event, people } = await setUp(tx, 5, 2);
    const stranger = await makeParticipant(tx);
    const [ana, bo] = people;
    await expect(enroll(ana!.ctx, { eventId: event.id, participantId: stranger.id })).rejects.toMatchObject({
      status: 404,
    });
    await expect(withdraw(ana!.ctx, { id: bo!.place.id })).rejects.toMatchObject({ status: 404 });
    const otherSponsor = await makeSponsor(tx);
    const other = ctxFor(tx, "sponsor_manager", { sponsorIds: [otherSponsor.id], now });
    await expect(withdraw(other, { id: bo!.place.id })).rejects.toMatchObject({ status: 404 });
    await expect(
      enroll(other, { eventId: event.id, registryNumber: stranger.registryNumber }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(
      enroll(ctxFor(tx, "auditor"), { eventId: event.id, participantId: stranger.id }),
    ).rejects.toMatchObject({ status: 403 });
  }));

test("a program's administrator enrolls its current, confirmed staff alone", () =>
  inRollback(async (tx) => {
    const { event } = await setUp(tx, 5, 0);
    const program = await makeProgram(tx);
    const [staff, reported] = [await makeParticipant(tx), await makeParticipant(tx)];
    await makeEmployment(tx, { participantId: staff.id, programId: program.id, status: "confirmed" });
    await makeEmployment(tx, { participantId: reported.id, programId: program.id, status: "reported" });
    const account = await makeAccount(tx);
    const ctx = ctxFor(tx, "program_admin", { programIds: [program.id], accountId: account.id, now });
    const done = await enroll(ctx, { eventId: event.id, registryNumber: staff.registryNumber });
    expect(done).toMatchObject({ participantId: staff.id, status: "enrolled", source: "portal" });
    await expect(enroll(ctx, { eventId: event.id, registryNumber: reported.registryNumber })).rejects.toThrow(
      "not on the current staff",
    );
  }));

test("a number merged away enrolls the survivor; a number nobody has is said beside its field", () =>
  inRollback(async (tx) => {
    const { event, managerCtx } = await setUp(tx, 5, 0);
    const survivor = await makeParticipant(tx);
    const retired = await makeParticipant(tx, { status: "merged", mergedIntoId: survivor.id });
    const done = await enroll(managerCtx, { eventId: event.id, registryNumber: retired.registryNumber });
    expect(done).toMatchObject({
      participantId: survivor.id,
      registryNumber: survivor.registryNumber,
      source: "sponsor",
    });
    await expect(enroll(managerCtx, { eventId: event.id, registryNumber: "1234567" })).rejects.toMatchObject({
      status: 422,
      fields: { registryNumber: expect.stringContaining("No record") },
    });
  }));

test("drafts, cancelled and past events take nobody; an invitation link opens an invite-only one", () =>
  inRollback(async (tx) => {
    const sponsorId = (await makeSponsor(tx)).id;
    const person = await makeParticipant(tx);
    const ctx = ctxFor(tx, "participant", { participantId: person.id, now });
    const draft = await makeEvent(tx, { sponsorId, status: "draft" });
    await expect(enroll(ctx, { eventId: draft.id })).rejects.toMatchObject({ status: 404 });
    const cancelled = await makeEvent(tx, { sponsorId, status: "cancelled" });
    await expect(enroll(ctx, { eventId: cancelled.id })).rejects.toThrow("cancelled");
    const past = await makeEvent(tx, { sponsorId, startsOn: "2026-02-27", endsOn: "2026-02-28" });
    await expect(enroll(ctx, { eventId: past.id })).rejects.toThrow("is over");
    const invited = await makeEvent(tx, { sponsorId, status: "invite_only", invitationToken: "s3cret-link" });
    await expect(enroll(ctx, { eventId: invited.id })).rejects.toMatchObject({ status: 404 });
    await expect(enroll(ctx, { eventId: invited.id, token: "guess" })).rejects.toMatchObject({ status: 404 });
    expect(await enroll(ctx, { eventId: invited.id, token: "s3cret-link" })).toMatchObject({
      source: "invitation",
    });
  }));

test("whose record is merged between being found and being placed stands on the roster as its survivor", () =>
  inRollback(async (tx) => {
    const sponsor = await makeSponsor(tx);
    const event = await makeEvent(tx, { sponsorId: sponsor.id, capacity: 10 });
    const survivor = await makeParticipant(tx);
    const retired = await makeParticipant(tx, { status: "merged", mergedIntoId: survivor.id });
    const other = await makeParticipant(tx);
    const placed = await placeAllOnRoster(
      tx,
      ctxFor(tx, "help_desk", { now }),
      await lockEvent(tx, event.id),
      [retired, other].map(({ id }) => ({ participantId: id, source: "sponsor", inRoom: false })),
    );
    expect(placed.map(({ participantId }) => participantId)).toEqual([survivor.id, other.id]);
  }));
