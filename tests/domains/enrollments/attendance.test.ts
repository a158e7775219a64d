import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { addWalkIn, enroll, listEnrollments, markAttendance } from "#api/domains/enrollments/index.ts";
import { rowsOf } from "#api/kernel/list.ts";
import type { Tx } from "#db/client.ts";
import { auditEvents, enrollments, eventInstructors, instructors, trainingHours } from "#db/schema/index.ts";
import { inRollback } from "../../setup/db.ts";
import { ctxFor } from "../../support/ctx.ts";
import {
  makeAccount,
  makeEmployment,
  makeEnrollment,
  makeEvent,
  makeParticipant,
  makeProgram,
  makeSponsor,
} from "../../support/factories.ts";

const onTheDay = new Date("2026-03-14T20:00:00Z");

async function held(tx: Tx, capacity = 5) {
  const sponsor = await makeSponsor(tx);
  const event = await makeEvent(tx, { sponsorId: sponsor.id, capacity, hours: "3" });
  const account = await makeAccount(tx);
  const manager = ctxFor(tx, "sponsor_manager", {
    accountId: account.id,
    sponsorIds: [sponsor.id],
    now: onTheDay,
  });
  return { sponsor, event, manager, account };
}
const hoursOf = (tx: Tx, participantId: number) =>
  tx.select().from(trainingHours).where(eq(trainingHours.participantId, participantId));

test("attended grants the hours once, with setting, position and county of that day; unmarking takes them back", () =>
  inRollback(async (tx) => {
    const { sponsor, event, manager, account } = await held(tx);
    const person = await makeParticipant(tx, { county: "Fresno" });
    const [before, then] = [
      await makeProgram(tx, { setting: "family_child_care" }),
      await makeProgram(tx, { setting: "out_of_school_time" }),
    ];
    const job = { participantId: person.id, status: "confirmed" } as const;
    await makeEmployment(tx, {
      ...job,
      programId: before.id,
      position: "other",
      startedOn: "2020-01-01",
      endedOn: "2025-12-31",
    });
    await makeEmployment(tx, {
      ...job,
      programId: then.id,
      position: "group_leader",
      startedOn: "2026-01-05",
    });
    await makeEmployment(tx, { ...job, programId: before.id, position: "teacher", startedOn: "2026-04-01" });
    const row = await makeEnrollment(tx, { eventId: event.id, participantId: person.id });
    const mark = (status: "attended" | "no_show" | "enrolled") =>
      markAttendance(manager, { id: event.id, marks: [{ enrollmentId: row.id, status }] });

    expect(await mark("attended")).toEqual({ id: event.id, changed: 1 });
    expect(await mark("attended")).toEqual({ id: event.id, changed: 0 });
    expect(await hoursOf(tx, person.id)).toMatchObject([
      {
        evidence: "sponsor_attendance",
        title: event.title,
        sponsorName: sponsor.name,
        competency: "child_development",
        hours: "3.00",
        completedOn: "2026-03-14",
        enrollmentId: row.id,
      },
    ]);
    const marked = await tx.select().from(enrollments).where(eq(enrollments.id, row.id));
    expect(marked[0]).toMatchObject({
      status: "attended",
      hoursGranted: "3.00",
      setting: "out_of_school_time",
      position: "group_leader",
      homeCounty: "Fresno",
      markedById: account.id,
    });

    await mark("no_show");
    expect(await hoursOf(tx, person.id)).toEqual([]);
    const undone = await tx.select().from(enrollments).where(eq(enrollments.id, row.id));
    expect(undone[0]).toMatchObject({ status: "no_show", hoursGranted: null, setting: null });
    const trail = await tx
      .select({ action: auditEvents.action, by: auditEvents.accountId })
      .from(auditEvents)
      .where(eq(auditEvents.participantId, person.id));
    expect(trail).toEqual([
      { action: "enrollment.attended", by: account.id },
      { action: "enrollment.marked", by: account.id },
    ]);
  }));

test("somebody who left early gets fewer hours, nobody more than the event gives", () =>
  inRollback(async (tx) => {
    const { event, manager } = await held(tx);
    const person = await makeParticipant(tx);
    const row = await makeEnrollment(tx, { eventId: event.id, participantId: person.id });
    const mark = (hours: number) =>
      markAttendance(manager, { id: event.id, marks: [{ enrollmentId: row.id, status: "attended", hours }] });
    await mark(1.5);
    await mark(2.25);
    expect(await hoursOf(tx, person.id)).toMatchObject([{ hours: "2.25" }]);
    await expect(mark(4)).rejects.toThrow("gives 3 hours");
  }));

test("attendance is refused before the day, for a waiting person, a stranger's roster and another sponsor", () =>
  inRollback(async (tx) => {
    const { event, manager } = await held(tx);
    const person = await makeParticipant(tx);
    const waiting = await makeEnrollment(tx, {
      eventId: event.id,
      participantId: person.id,
      status: "waitlisted",
      waitlistPosition: 1,
    });
    const marks = [{ enrollmentId: waiting.id, status: "attended" as const }];
    await expect(markAttendance(manager, { id: event.id, marks })).rejects.toThrow("add them as a walk-in");
    const early = { ...manager, now: new Date("2026-03-13T20:00:00Z") };
    await expect(markAttendance(early, { id: event.id, marks })).rejects.toThrow("begins on 2026-03-14");
    const elsewhere = await makeEvent(tx, { sponsorId: event.sponsorId });
    await expect(markAttendance(manager, { id: elsewhere.id, marks })).rejects.toMatchObject({ status: 404 });
    const other = ctxFor(tx, "sponsor_manager", { sponsorIds: [(await makeSponsor(tx)).id], now: onTheDay });
    await expect(markAttendance(other, { id: event.id, marks })).rejects.toMatchObject({ status: 404 });
    expect(await hoursOf(tx, person.id)).toEqual([]);
  }));

test("an instructor marks and sees the events it leads alone", () =>
  inRollback(async (tx) => {
    const { sponsor, event } = await held(tx);
    const [lead, attendee] = [await makeParticipant(tx), await makeParticipant(tx)];
    const [instructor] = await tx
      .insert(instructors)
      .values({ sponsorId: sponsor.id, participantId: lead.id, status: "approved" })
      .returning();
    await tx.insert(eventInstructors).values({ eventId: event.id, instructorId: instructor!.id });
    const row = await makeEnrollment(tx, { eventId: event.id, participantId: attendee.id });
    const notLed = await makeEvent(tx, { sponsorId: sponsor.id });
    const hidden = await makeEnrollment(tx, { eventId: notLed.id, participantId: attendee.id });
    const account = await makeAccount(tx);
    const ctx = ctxFor(tx, "instructor", { participantId: lead.id, accountId: account.id, now: onTheDay });
    const seen = rowsOf<{ id: number }>(await listEnrollments(ctx, {}));
    expect(seen.map((each) => each.id)).toEqual([row.id]);
    await markAttendance(ctx, { id: event.id, marks: [{ enrollmentId: row.id, status: "attended" }] });
    expect(await hoursOf(tx, attendee.id)).toHaveLength(1);
    await expect(
      markAttendance(ctx, { id: notLed.id, marks: [{ enrollmentId: hidden.id, status: "attended" }] }),
    ).rejects.toMatchObject({ status: 404 });
  }));

test("a walk-in gets a free seat by registry number, ahead of the line, and is refused when the room is full", () =>
  inRollback(async (tx) => {
    const { event, manager } = await held(tx, 2);
    const [ana, bo, cy, dee] = [
      await makeParticipant(tx),
      await makeParticipant(tx),
      await makeParticipant(tx),
      await makeParticipant(tx),
    ];
    for (const person of [ana, bo, cy])
      await enroll(ctxFor(tx, "participant", { participantId: person.id, now: onTheDay }), {
        eventId: event.id,
      });
    const walk = (registryNumber: string) => addWalkIn(manager, { id: event.id, registryNumber });
    await expect(walk(dee.registryNumber)).rejects.toThrow("All 2 seats are taken");
    const roster = await tx.select().from(enrollments).where(eq(enrollments.eventId, event.id));
    const anas = roster.find((row) => row.participantId === ana.id)!;
    await markAttendance(manager, { id: event.id, marks: [{ enrollmentId: anas.id, status: "no_show" }] });
    expect(await walk(cy.registryNumber)).toMatchObject({
      status: "enrolled",
      source: "walk_in",
      waitlistPosition: null,
    });
    await expect(walk(bo.registryNumber)).rejects.toThrow("enrolled in this event already");
    await expect(walk("0000001")).rejects.toMatchObject({ status: 422 });
  }));
