import { and, asc, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { applyList } from "#api/domains/roster-imports/apply.ts";
import { pasteList } from "#api/domains/roster-imports/bring-in.ts";
import { discardList } from "#api/domains/roster-imports/change-list.ts";
import { correctRow, decideRow, revokeInvitation } from "#api/domains/roster-imports/decide-row.ts";
import { getRosterImport } from "#api/domains/roster-imports/get.ts";
import { claimInvitation, ownInvitations, sweepRosterImports } from "#api/domains/roster-imports/index.ts";
import { downloadNotPlaced } from "#api/domains/roster-imports/not-placed.ts";
import type { Db } from "#db/client.ts";
import {
  auditEvents,
  enrollments,
  rosterImportRows,
  rosterImports,
  rosterInvitations,
  trainingHours,
} from "#db/schema/index.ts";
import { ctxFor, systemCtx } from "#tests/support/ctx.ts";
import { makeAccount, makeEnrollment, makeParticipant } from "#tests/support/factories.ts";
import { applied, bringIn, makeEventWorld, outcomes, rowAt } from "./support.ts";

const rosterOf = (db: Db, eventId: number) =>
  db.select().from(enrollments).where(eq(enrollments.eventId, eventId)).orderBy(asc(enrollments.id));
const person = (db: Db, familyName: string) => makeParticipant(db, { givenName: "Ana", familyName });
const line = (who: { registryNumber: string; givenName: string; familyName: string }, hours = "") =>
  `${who.registryNumber}\t${who.givenName} ${who.familyName}\t\t${hours}`;
const head = "Registry ID\tName\tEmail\tHours";

test("an applied list places, marks and grants hours at once, with a record of each row", async () => {
  const { db, event, manager } = await makeEventWorld();
  const [fresh, came, fewer] = [
    await person(db, "Aldermann"),
    await person(db, "Birdsall"),
    await person(db, "Cudworth"),
  ];
  const came1 = await makeEnrollment(db, { eventId: event.id, participantId: came.id });
  const list = await bringIn(
    manager,
    event.id,
    [head, line(fresh), line(came, "2.5"), line(fewer, "1")].join("\n"),
  );
  const done = await applied(manager, list);
  expect(outcomes(done)).toEqual(["attended", "attended", "attended"]);
  expect(done).toMatchObject({ status: "applied", appliedByName: expect.any(String), plan: null });
  const rows = await rosterOf(db, event.id);
  expect(
    rows.map(({ participantId, status, hoursGranted, source }) => [
      participantId,
      status,
      Number(hoursGranted),
      source,
    ]),
  ).toEqual([
    [came.id, "attended", 2.5, "portal"],
    [fresh.id, "attended", 3, "sponsor"],
    [fewer.id, "attended", 1, "sponsor"],
  ]);
  expect(rows[0]!.id).toBe(came1.id);
  const hours = await db.select().from(trainingHours).where(eq(trainingHours.participantId, fewer.id));
  expect(hours.map((each) => [Number(each.hours), each.enrollmentId, each.evidence])).toEqual([
    [1, rows[2]!.id, "sponsor_attendance"],
  ]);
  const [audit] = await db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, "roster_import.applied"), eq(auditEvents.subjectId, list.id)));
  expect(audit).toMatchObject({ accountId: expect.any(Number), after: { attended: 3 } });
});

describe("done twice it is done once", () => {
  test("a second press, and the same list again, change nothing", async () => {
    const { db, event, manager } = await makeEventWorld();
    const ana = await person(db, "Dunwoody");
    const text = [head, line(ana), "\tNobody Ellsworth\tnobody.e@example.org\t"].join("\n");
    const list = await bringIn(manager, event.id, text);
    const both = await Promise.allSettled([applied(manager, list), applied(manager, list)]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const before = [
      await rosterOf(db, event.id),
      await db.$count(rosterInvitations, eq(rosterInvitations.eventId, event.id)),
    ];
    const again = await bringIn(manager, event.id, text);
    expect(outcomes(again)).toEqual(["unchanged", "unchanged"]);
    expect(again.sameAs?.id).toBe(list.id);
    await applied(manager, again);
    expect([
      await rosterOf(db, event.id),
      await db.$count(rosterInvitations, eq(rosterInvitations.eventId, event.id)),
    ]).toEqual(before);
  });

  test("a lost answer to bringing it in makes no second list", async () => {
    const { event, manager } = await makeEventWorld();
    const input = { eventId: event.id, text: "Name\nAna Reyes", uploadKey: "0123456789abcdef" };
    const [one, two] = [await pasteList(manager, input), await pasteList(manager, input)];
    expect(two.id).toBe(one.id);
    await expect(pasteList(manager, { ...input, text: "Name\nLi Chen" })).rejects.toThrow("another list");
  });
});

test("what was not looked at is not done: a roster that changed meanwhile is shown again", async () => {
  const { db, event, manager } = await makeEventWorld({ capacity: 1 });
  const [ana, faster] = [await person(db, "Featherstone"), await person(db, "Goldthwait")];
  const list = await bringIn(manager, event.id, [head, line(ana)].join("\n"));
  await makeEnrollment(db, { eventId: event.id, participantId: faster.id });
  await expect(applied(manager, list)).rejects.toThrow("changed since you looked");
  const now = await getRosterImport(manager, list.id);
  expect(outcomes(now)).toEqual(["not_placed: full"]);
  expect(outcomes(await applied(manager, now))).toEqual(["not_placed: full"]);
  expect(await rosterOf(db, event.id)).toHaveLength(1);
});

test("a waiting list keeps its order when somebody on it sat in the room", async () => {
  const { db, event, manager } = await makeEventWorld({ capacity: 2 });
  const people = await Promise.all(["Hathaway", "Inglethorp", "Jellicoe"].map((name) => person(db, name)));
  for (const [at, { id }] of people.entries())
    await makeEnrollment(db, {
      eventId: event.id,
      participantId: id,
      status: "waitlisted",
      waitlistPosition: at + 1,
    });
  await applied(manager, await bringIn(manager, event.id, [head, line(people[1]!)].join("\n")));
  const rows = await rosterOf(db, event.id);
  expect(rows.map(({ status, waitlistPosition }) => [status, waitlistPosition])).toEqual([
    ["waitlisted", 1],
    ["attended", null],
    ["waitlisted", 2],
  ]);
});

describe("an invitation", () => {
  const invited = async () => {
    const world = await makeEventWorld();
    const email = `guest${world.event.id}@example.org`;
    const list = await bringIn(world.manager, world.event.id, [head, `\tNew Guest\t${email}\t2`].join("\n"));
    expect(outcomes(list)).toEqual(["invited"]);
    const done = await applied(world.manager, list);
    return { ...world, list: done, email };
  };

  test("puts whoever signs in with the invited address on the roster, hours and all, and settles its row", async () => {
    const { db, event, manager, list, email } = await invited();
    const guest = await makeParticipant(db, { givenName: "New", familyName: "Guest" });
    const account = await makeAccount(db, { participantId: guest.id, email: email.toUpperCase() });
    const ctx = ctxFor(db, "participant", { participantId: guest.id, accountId: account.id });
    const [offer] = await ownInvitations(ctx);
    expect(offer).toMatchObject({ eventId: event.id, attended: true, hours: 2 });
    await claimInvitation(ctx, { id: offer!.id });
    const [row] = await rosterOf(db, event.id);
    expect(row).toMatchObject({
      participantId: guest.id,
      status: "attended",
      source: "invitation",
      hoursGranted: "2.00",
    });
    await expect(claimInvitation(ctx, { id: offer!.id })).rejects.toThrow("does not work any more");
    const settled = await getRosterImport(manager, list.id);
    expect(settled.rows[0]).toMatchObject({
      outcome: "attended",
      cells: null,
      person: { participantId: guest.id },
    });
    expect(settled.settledAt).not.toBeNull();
    expect(await ownInvitations(ctx)).toEqual([]);
  });

  test("is nobody else's to use by its number, and works no more once it is withdrawn", async () => {
    const { db, manager, list, email } = await invited();
    const other = await makeParticipant(db);
    const theirs = await makeAccount(db, { participantId: other.id });
    const stranger = ctxFor(db, "participant", { participantId: other.id, accountId: theirs.id });
    const [row] = await db.select().from(rosterInvitations).where(eq(rosterInvitations.email, email));
    await expect(claimInvitation(stranger, { id: row!.id })).rejects.toThrow("does not work any more");
    const after = await revokeInvitation(manager, { id: list.id, rowId: list.rows[0]!.id });
    expect(after.rows[0]).toMatchObject({ outcome: "not_placed", invitation: { status: "revoked" } });
    const guest = await makeAccount(db, { participantId: (await makeParticipant(db)).id, email });
    const late = ctxFor(db, "participant", { participantId: guest.participantId, accountId: guest.id });
    await expect(claimInvitation(late, { id: row!.id })).rejects.toThrow("does not work any more");
  });

  test("is sent once to an address and event, and used by one of two at once", async () => {
    const { db, event, list, email } = await invited();
    const twice = db.insert(rosterInvitations).values({
      ...{ eventId: event.id, rowId: list.rows[0]!.id, email: email.toUpperCase(), attended: false },
      expiresAt: new Date(),
    });
    await expect(twice).rejects.toMatchObject({ cause: { code: "23505" } });
    const guest = await makeAccount(db, { participantId: (await makeParticipant(db)).id, email });
    const ctx = ctxFor(db, "participant", { participantId: guest.participantId, accountId: guest.id });
    const [offer] = await ownInvitations(ctx);
    const tries = await Promise.allSettled([1, 2, 3].map(() => claimInvitation(ctx, { id: offer!.id })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await rosterOf(db, event.id)).toHaveLength(1);
  });
});

describe("rows decided later", () => {
  test("staff pick whom a sponsor's row means: the person is placed and the invitation works no more", async () => {
    const { db, event, manager, desk } = await makeEventWorld();
    const email = `kettle${event.id}@example.org`;
    const list = await applied(
      manager,
      await bringIn(manager, event.id, [head, `\tKettle Drumm\t${email}\t`].join("\n")),
    );
    const kettle = await person(db, "Kettledrumm");
    const decided = await decideRow(desk, {
      id: list.id,
      rowId: list.rows[0]!.id,
      decision: { as: "number", registryNumber: kettle.registryNumber },
    });
    expect(decided.rows[0]).toMatchObject({ outcome: "attended", person: { participantId: kettle.id } });
    expect((await rosterOf(db, event.id))[0]).toMatchObject({ participantId: kettle.id, status: "attended" });
    const [invitation] = await db
      .select()
      .from(rosterInvitations)
      .where(eq(rosterInvitations.eventId, event.id));
    expect(invitation).toMatchObject({ status: "revoked", tokenHash: null });
    await expect(
      decideRow(desk, { id: list.id, rowId: list.rows[0]!.id, decision: { as: "nobody" } }),
    ).rejects.toThrow();
  });

  test("a row that was wrong is corrected after the rest was applied, and placed at once", async () => {
    const { db, event, manager } = await makeEventWorld();
    const ana = await person(db, "Lillywhite");
    const list = await applied(manager, await bringIn(manager, event.id, [head, line(ana, "9")].join("\n")));
    expect(outcomes(list)).toEqual(["invalid"]);
    const after = await correctRow(manager, {
      id: list.id,
      rowId: list.rows[0]!.id,
      cells: [ana.registryNumber, "Ana Lillywhite", "", "3"],
    });
    expect(outcomes(after)).toEqual(["attended"]);
    expect(await rosterOf(db, event.id)).toHaveLength(1);
  });
});

test("rows that stand nowhere are downloaded with their reasons, and no cell is worked out", async () => {
  const { event, manager } = await makeEventWorld();
  const list = await bringIn(
    manager,
    event.id,
    ["Name\tEmail\tNote", "Mortimer Nightingale\t\t=1+1", "Cher\t\t"].join("\n"),
  );
  const file = await downloadNotPlaced(manager, { id: list.id });
  const text = Buffer.concat(await file.stream.toArray()).toString();
  expect(text).toBe(
    "\ufeffRow,Name,Email,Note,Why it was not placed\r\n" +
      "2,Mortimer Nightingale,,'=1+1,Nobody was found by what the row says. No e-mail address to invite.\r\n" +
      "3,Cher,,,Enter the given name and the family name.\r\n",
  );
});

describe("what was typed", () => {
  const typed = async (db: Db, id: number) => {
    const rows = await db.select().from(rosterImportRows).where(eq(rosterImportRows.importId, id));
    return rows.filter(({ cells, listed }) => cells || listed).length;
  };

  test("goes when a list is put aside", async () => {
    const { db, event, manager } = await makeEventWorld();
    const list = await bringIn(manager, event.id, "Name\nAna Reyes");
    expect(await typed(db, list.id)).toBe(2);
    await discardList(manager, { id: list.id });
    expect((await discardList(manager, { id: list.id })).status).toBe("discarded");
    expect(await typed(db, list.id)).toBe(0);
  });

  test("goes after the desk's days, with the address of the invitation that ended", async () => {
    const { db, event, manager } = await makeEventWorld();
    const email = `old${event.id}@example.org`;
    const text = ["Name\tEmail", `Ottoline Peregrine\t${email}`, "Ottoline Nobody\t"].join("\n");
    const list = await applied(manager, await bringIn(manager, event.id, text));
    const later = (days: number) => ({ ...systemCtx(db), now: new Date(Date.now() + days * 86_400_000) });
    await sweepRosterImports(later(29));
    expect(await typed(db, list.id)).toBe(3);
    await sweepRosterImports(later(31));
    expect(await typed(db, list.id)).toBe(0);
    const [invitation] = await db
      .select()
      .from(rosterInvitations)
      .where(eq(rosterInvitations.eventId, event.id));
    expect(invitation).toMatchObject({ status: "expired", email: null, name: null, tokenHash: null });
    const [kept] = await db.select().from(rosterImports).where(eq(rosterImports.id, list.id));
    expect(kept).toMatchObject({ status: "applied", originalName: null });
    expect((await sweepRosterImports(later(31))).cleared).toBe(0);
  });
});

test("a list for an event that is off is refused, and so is one that somebody put aside", async () => {
  const { db, event, manager } = await makeEventWorld();
  const list = await bringIn(manager, event.id, "Name\nAna Reyes");
  await db.execute(sql`update events set status = 'cancelled' where id = ${event.id}`);
  await expect(pasteList(manager, { eventId: event.id, text: "Name\nLi Chen" })).rejects.toThrow("not open");
  await expect(applied(manager, list)).rejects.toThrow("not open");
  await discardList(manager, { id: list.id });
  await expect(applyList(manager, { id: list.id, seen: list.plan! })).rejects.toThrow("put aside");
  expect(rowAt(await getRosterImport(manager, list.id), 2).listed).toBeNull();
});
