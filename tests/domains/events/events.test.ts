import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { enroll, listEnrollments } from "#api/domains/enrollments/index.ts";
import {
  cancelEvent,
  createEvent,
  getEvent,
  getPublicEvent,
  listCalendar,
  listEvents,
  publishEvent,
  updateEvent,
} from "#api/domains/events/index.ts";
import type { CreateEvent } from "#api/domains/events/schemas.ts";
import { rowsOf } from "#api/kernel/list.ts";
import type { Tx } from "#db/client.ts";
import { enrollments, eventSessions, events } from "#db/schema/index.ts";
import { inRollback } from "../../setup/db.ts";
import { anonymousCtx, ctxFor } from "../../support/ctx.ts";
import {
  makeAccount,
  makeEvent,
  makeParticipant,
  makeSponsor,
  makeTraining,
} from "../../support/factories.ts";

const now = new Date("2026-03-01T20:00:00Z");

async function catalog(tx: Tx, vendorCode?: string) {
  const sponsor = await makeSponsor(tx, vendorCode ? { vendorCode } : {});
  const training = await makeTraining(tx, { sponsorId: sponsor.id, hours: "6", language: "Spanish" });
  const account = await makeAccount(tx);
  const manager = ctxFor(tx, "sponsor_manager", { accountId: account.id, sponsorIds: [sponsor.id], now });
  const input: CreateEvent = {
    trainingId: training.id,
    capacity: 25,
    county: "Los Angeles",
    programCode: "C",
    deliveryType: "training",
    deliveryMethod: "classroom",
    funding: "cde_f5",
    sessions: [
      { date: "2026-05-02", startTime: "09:00", endTime: "12:00" },
      { date: "2026-05-01", startTime: "09:00", endTime: "12:00" },
    ],
  };
  return { sponsor, training, manager, input };
}

test("an event takes what the training says and carries the published example's ORGCODE", () =>
  inRollback(async (tx) => {
    const { training, manager, input } = await catalog(tx, "TEST");
    const event = await createEvent(manager, input);
    expect(event).toMatchObject({
      title: training.title,
      hours: 6,
      language: "Spanish",
      status: "draft",
      startsOn: "2026-05-01",
      endsOn: "2026-05-02",
      orgcode: "TEST19C100",
      seats: { capacity: 25, enrolled: 0, waitlisted: 0 },
      mayManage: true,
    });
    expect(event.sessions.map(({ date, startTime }) => `${date} ${startTime}`)).toEqual([
      "2026-05-01 09:00",
      "2026-05-02 09:00",
    ]);
  }));

test("an event without one of the six codes is refused, field by field, and nothing is made", () =>
  inRollback(async (tx) => {
    const { manager, input, training } = await catalog(tx);
    const wrong = { ...input, county: "Suffolk", programCode: "Z" };
    await expect(createEvent(manager, wrong)).rejects.toMatchObject({
      status: 422,
      fields: { county: expect.stringContaining("county"), programCode: expect.stringContaining("program") },
    });
    for (const key of ["county", "programCode", "deliveryType", "deliveryMethod", "funding"] as const) {
      const { [key]: _, ...rest } = input;
      await expect(createEvent(manager, rest as CreateEvent)).rejects.toThrow(key);
    }
    expect(await tx.select().from(events).where(eq(events.trainingId, training.id))).toEqual([]);
  }));

test("a session keeps its hour on the wall over both clock changes, and a time that never comes is refused", () =>
  inRollback(async (tx) => {
    const { manager, input } = await catalog(tx);
    const event = await createEvent(manager, {
      ...input,
      sessions: [
        { date: "2026-03-07", startTime: "09:00", endTime: "10:00" },
        { date: "2026-03-08", startTime: "09:00", endTime: "10:00" },
        { date: "2026-11-01", startTime: "00:30", endTime: "01:30" },
      ],
    });
    const rows = await tx.select().from(eventSessions).where(eq(eventSessions.eventId, event.id));
    expect(rows.map((row) => row.startsAt.toISOString()).sort()).toEqual([
      "2026-03-07T17:00:00.000Z",
      "2026-03-08T16:00:00.000Z",
      "2026-11-01T07:30:00.000Z",
    ]);
    expect(event.sessions.map((session) => session.startTime)).toEqual(["09:00", "09:00", "00:30"]);
    const never = [{ date: "2026-03-08", startTime: "02:30", endTime: "04:00" }];
    await expect(createEvent(manager, { ...input, sessions: never })).rejects.toMatchObject({
      fields: { "sessions.0.startTime": expect.stringContaining("02:30 does not exist") },
    });
  }));

test("published is on the calendar for all; a draft is not; invite-only opens with its link alone", () =>
  inRollback(async (tx) => {
    const { manager, input } = await catalog(tx);
    const anyone = { ...anonymousCtx(tx), now };
    const draft = await createEvent(manager, { ...input, title: "Zwischenraum" });
    await expect(getPublicEvent(anyone, draft.id)).rejects.toMatchObject({ status: 404 });
    await expect(getEvent(anyone, draft.id)).rejects.toMatchObject({ status: 404 });
    expect((await listCalendar(anyone, { q: "zwischenraum" })).total).toBe(0);

    const published = await publishEvent(manager, { id: draft.id, version: draft.version });
    const found = await listCalendar(anyone, { q: "zwischenraum", county: "Los Angeles" });
    expect(found).toMatchObject({ total: 1, entries: [{ id: draft.id, enrolled: 0, sessions: [{}, {}] }] });
    expect(await getPublicEvent(anyone, draft.id)).toMatchObject({ open: true, title: "Zwischenraum" });

    const closed = await publishEvent(manager, {
      id: draft.id,
      version: published.version,
      as: "invite_only",
    });
    expect(closed.invitationToken).toMatch(/^[\w-]{32}$/);
    expect((await listCalendar(anyone, { q: "zwischenraum" })).total).toBe(0);
    await expect(getPublicEvent(anyone, draft.id)).rejects.toMatchObject({ status: 404 });
    await expect(getPublicEvent(anyone, draft.id, "wrong")).rejects.toMatchObject({ status: 404 });
    expect(await getPublicEvent(anyone, draft.id, closed.invitationToken!)).toMatchObject({ id: draft.id });
    const helpDesk = await getEvent(ctxFor(tx, "help_desk", { now }), draft.id);
    expect(helpDesk).toMatchObject({ invitationToken: null, mayManage: false });
  }));

test("seats are counted for a reader who may not see the roster", () =>
  inRollback(async (tx) => {
    const event = await makeEvent(tx, { sponsorId: (await makeSponsor(tx)).id, capacity: 1 });
    for (let n = 0; n < 3; n++) {
      const { id } = await makeParticipant(tx);
      await enroll(ctxFor(tx, "participant", { participantId: id, now }), { eventId: event.id });
    }
    const reader = ctxFor(tx, "participant", { participantId: (await makeParticipant(tx)).id, now });
    expect((await getEvent(reader, event.id)).seats).toEqual({ capacity: 1, enrolled: 1, waitlisted: 2 });
    const listed = rowsOf<{ enrolled: number }>(await listEvents(reader, { filter: { id: event.id } }));
    expect(listed).toMatchObject([{ enrolled: 1, waitlisted: 2 }]);
    expect(rowsOf(await listEnrollments(reader, {}))).toEqual([]);
    expect(rowsOf(await listEvents({ ...anonymousCtx(tx), now }, { filter: { id: event.id } }))).toHaveLength(
      1,
    );
  }));

test("another sponsor's manager can neither schedule, edit, publish nor cancel, and sees no drafts", () =>
  inRollback(async (tx) => {
    const { manager, input, sponsor } = await catalog(tx);
    const event = await createEvent(manager, input);
    const other = ctxFor(tx, "sponsor_manager", { sponsorIds: [(await makeSponsor(tx)).id], now });
    const { id, version } = event;
    await expect(createEvent(other, input)).rejects.toMatchObject({ status: 404 });
    await expect(updateEvent(other, { id, version, capacity: 3 })).rejects.toMatchObject({ status: 404 });
    await expect(publishEvent(other, { id, version })).rejects.toMatchObject({ status: 404 });
    await expect(cancelEvent(other, { id, version, reason: "Not needed" })).rejects.toMatchObject({
      status: 404,
    });
    await expect(getEvent(other, id)).rejects.toMatchObject({ status: 404 });
    expect(rowsOf(await listEvents(other, { filter: { sponsorId: sponsor.id } }))).toEqual([]);
    expect(rowsOf(await listEvents(manager, { filter: { sponsorId: sponsor.id } }))).toHaveLength(1);
  }));

test("an edit with an old version is answered with the event as it is now", () =>
  inRollback(async (tx) => {
    const { manager, input } = await catalog(tx);
    const { id, version } = await createEvent(manager, input);
    const changed = await updateEvent(manager, {
      id,
      version,
      title: "New title",
      sessions: [{ date: "2026-06-01", startTime: "18:00", endTime: "20:00" }],
    });
    expect(changed).toMatchObject({ title: "New title", startsOn: "2026-06-01", endsOn: "2026-06-01" });
    await expect(updateEvent(manager, { id, version, title: "Mine" })).rejects.toMatchObject({
      status: 409,
      details: { current: { title: "New title" } },
    });
  }));

test("cancelling withdraws everybody; an event somebody attended cannot be cancelled", () =>
  inRollback(async (tx) => {
    const { manager, sponsor } = await catalog(tx);
    const event = await makeEvent(tx, { sponsorId: sponsor.id, capacity: 1 });
    for (let n = 0; n < 2; n++) {
      const { id } = await makeParticipant(tx);
      await enroll(ctxFor(tx, "participant", { participantId: id, now }), { eventId: event.id });
    }
    const done = await cancelEvent(manager, {
      id: event.id,
      version: event.version,
      reason: "The room flooded.",
    });
    expect(done.status).toBe("cancelled");
    const roster = await tx.select().from(enrollments).where(eq(enrollments.eventId, event.id));
    expect(roster.map((row) => [row.status, row.waitlistPosition])).toEqual([
      ["withdrawn", null],
      ["withdrawn", null],
    ]);
    const held = await makeEvent(tx, { sponsorId: sponsor.id });
    await tx.insert(enrollments).values({
      eventId: held.id,
      participantId: roster[0]!.participantId,
      status: "attended",
      hoursGranted: "3",
    });
    await expect(
      cancelEvent(manager, { id: held.id, version: held.version, reason: "Too late" }),
    ).rejects.toThrow("took place");
  }));
