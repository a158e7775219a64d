import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { pasteList } from "#api/domains/roster-imports/bring-in.ts";
import { mapList } from "#api/domains/roster-imports/change-list.ts";
import { correctRow, decideRow } from "#api/domains/roster-imports/decide-row.ts";
import { getRosterImport } from "#api/domains/roster-imports/get.ts";
import { enrollments, participants, rosterImports } from "#db/schema/index.ts";
import { makeEnrollment, makeEvent, makeParticipant } from "#tests/support/factories.ts";
import { bringIn, makeEventWorld, outcomes, rowAt } from "./support.ts";

test("somebody registered in a mass a moment ago is found, though hundreds wait to be looked at before them", async () => {
  const { db, event, manager } = await makeEventWorld();
  const people = await db
    .insert(participants)
    .values(
      Array.from({ length: 700 }, (_, n) => ({
        givenName: "Mass",
        familyName: `Importee${n}`,
        birthDate: "1990-01-01",
        email: `mass${n}-${event.id}@example.org`,
      })),
    )
    .returning();
  const last = people.at(-1)!;
  const list = await bringIn(
    manager,
    event.id,
    `Given name\tFamily name\tBirth date\tE-mail\nMass\t${last.familyName}\t01/01/1990\t${last.email}`,
  );
  expect(rowAt(list, 2)).toMatchObject({ person: { participantId: last.id } });
});

test("a sponsor's manager brings in thirty lists a day and no more; the registry goes on", async () => {
  const { db, event, manager, desk } = await makeEventWorld();
  const list = { eventId: event.id, byStaff: false, source: "paste" as const, mimeType: "text/csv" };
  await db.insert(rosterImports).values(
    Array.from({ length: 30 }, () => ({
      ...{ ...list, sizeBytes: 1, sha256: "0".repeat(64) },
      createdById: manager.actor.type === "account" ? manager.actor.accountId : null,
    })),
  );
  await expect(pasteList(manager, { eventId: event.id, text: "Ana\tReyes" })).rejects.toMatchObject({
    status: 429,
    message: expect.stringContaining("30 lists"),
  });
  await expect(pasteList(desk, { eventId: event.id, text: "Ana\tReyes" })).resolves.toMatchObject({
    status: "reading",
  });
});

describe("a row means somebody for certain", () => {
  test("by number and name, an old number leading to the survivor; or by name, birth date and one proof", async () => {
    const { db, event, manager } = await makeEventWorld();
    const ana = await makeParticipant(db, {
      givenName: "Ana",
      familyName: "Quackenbush",
      email: "q@example.org",
    });
    const li = await makeParticipant(db, {
      givenName: "Li",
      familyName: "Zwingli",
      birthDate: "1991-02-03",
      email: "li.z@example.org",
    });
    const old = await makeParticipant(db, {
      givenName: "Marta",
      familyName: "Oyelaran",
      birthDate: "1979-01-01",
    });
    const survivor = await makeParticipant(db, {
      givenName: "Marta",
      familyName: "Oyelaran",
      birthDate: "1979-01-01",
    });
    await db
      .update(participants)
      .set({ status: "merged", mergedIntoId: survivor.id })
      .where(eq(participants.id, old.id));
    const list = await bringIn(
      manager,
      event.id,
      [
        "Registry ID\tFirst name\tLast name\tDOB\tEmail",
        `${ana.registryNumber}\tAna\tQuackenbush\t\t`,
        "\tLi\tZwingli\t2/3/1991\tLI.Z@example.org",
        `${old.registryNumber}\tMarta\tOyelaran\t\t`,
      ].join("\n"),
    );
    expect(list.rows.map(({ person }) => person?.participantId)).toEqual([ana.id, li.id, survivor.id]);
    expect(outcomes(list)).toEqual(["attended", "attended", "attended"]);
  });

  test("never by a number under another name, or with another birth date", async () => {
    const { db, event, manager } = await makeEventWorld();
    const ana = await makeParticipant(db, {
      givenName: "Ana",
      familyName: "Fernsby",
      birthDate: "1988-04-12",
    });
    const list = await bringIn(
      manager,
      event.id,
      `Registry ID\tName\tDOB\n${ana.registryNumber}\tBoris Tchaikovsky\t\n${ana.registryNumber}\tAna Fernsby\t9/30/1961`,
    );
    expect(outcomes(list)).toEqual(["not_placed: number", "not_placed: number"]);
    expect(list.rows.map(({ person }) => person)).toEqual([null, null]);
  });
});

test("what comes of each row is shown before anything is written", async () => {
  const { db, event, manager } = await makeEventWorld({ capacity: 4 });
  const names = ["Here", "Fewer", "Came", "Away", "Fresh", "Late"];
  const people = new Map<string, Awaited<ReturnType<typeof makeParticipant>>>();
  for (const familyName of names)
    people.set(
      familyName,
      await makeParticipant(db, { givenName: "Odalys", familyName: `Vandermolen${familyName}` }),
    );
  const of = (name: string) => people.get(name)!;
  const on = { eventId: event.id };
  await makeEnrollment(db, { ...on, participantId: of("Here").id, status: "attended", hoursGranted: "3" });
  await makeEnrollment(db, { ...on, participantId: of("Fewer").id, status: "attended", hoursGranted: "3" });
  await makeEnrollment(db, { ...on, participantId: of("Came").id, status: "enrolled" });
  await makeEnrollment(db, { ...on, participantId: of("Away").id, status: "withdrawn" });
  const line = (name: string, hours = "") =>
    `${of(name).registryNumber}\tOdalys Vandermolen${name}\t\t${hours}`;
  const list = await bringIn(
    manager,
    event.id,
    [
      "Registry ID\tName\tEmail\tHours",
      line("Here"),
      line("Fewer", "2"),
      line("Came", "2.5"),
      line("Away"),
      line("Fresh"),
      line("Came"),
      "\tNobody Xanthopoulos\tnobody@example.org\t",
      "\tNobody Xanthopoulou\tNOBODY@example.org\t",
      "\tUnheard Brzezinski\t\t",
      "\tCher\t\t4",
    ].join("\n"),
  );
  expect(outcomes(list)).toEqual([
    "unchanged",
    "hours_changed",
    "attended",
    "attended",
    "not_placed: full",
    "repeated",
    "invited",
    "repeated",
    "not_placed: nobody",
    "invalid",
  ]);
  expect(list.counts).toMatchObject({ attended: 2, repeated: 2, invalid: 1 });
  expect(await db.$count(enrollments, eq(enrollments.eventId, event.id))).toBe(4);
});

test("who is signed up gets the seats in the list's order, then places on the waiting list (G4)", async () => {
  const { db, event, manager } = await makeEventWorld({
    capacity: 2,
    startsOn: "2099-01-01",
    endsOn: "2099-01-01",
  });
  const people = await Promise.all(
    ["One", "Two", "Three", "Four"].map((name) =>
      makeParticipant(db, { givenName: "Seat", familyName: `Applewhite${name}` }),
    ),
  );
  await makeEnrollment(db, { eventId: event.id, participantId: people[3]!.id, status: "enrolled" });
  const list = await bringIn(
    manager,
    event.id,
    `Registry ID\tName\n${people.map((each) => `${each.registryNumber}\t${each.givenName} ${each.familyName}`).join("\n")}`,
  );
  expect(list.mapping?.says).toBe("enrolled");
  expect(outcomes(list)).toEqual(["enrolled", "waitlisted", "waitlisted", "unchanged"]);
  expect(list.rows.map(({ waitlistPosition }) => waitlistPosition)).toEqual([null, 1, 2, null]);
});

test("a row that is corrected is looked for anew, and one may be left out", async () => {
  const { db, event, manager } = await makeEventWorld();
  const ana = await makeParticipant(db, { givenName: "Ana", familyName: "Gallagher" });
  const list = await bringIn(
    manager,
    event.id,
    `Registry ID\tName\n123\tAna Gallagher\n${ana.registryNumber}\tX Gallagher`,
  );
  expect(rowAt(list, 2).problems).toEqual({ registryNumber: "A registry number has 7 or 8 digits." });
  const corrected = await correctRow(manager, {
    id: list.id,
    rowId: rowAt(list, 2).id,
    cells: [ana.registryNumber, "Ana Gallagher"],
  });
  expect(rowAt(corrected, 2)).toMatchObject({ outcome: "attended", person: { participantId: ana.id } });
  const without = await decideRow(manager, {
    id: list.id,
    rowId: rowAt(list, 2).id,
    decision: { as: "left_out", leftOut: true },
  });
  expect(rowAt(without, 2).outcome).toBe("left_out");
});

test("a row that cannot be read is left out as any other, and taken in again as it was", async () => {
  const { event, manager } = await makeEventWorld();
  const list = await bringIn(manager, event.id, "Name\tE-mail\nAna Gallagher\tnot-an-address");
  const leave = (leftOut: boolean) =>
    decideRow(manager, {
      id: list.id,
      rowId: rowAt(list, 2).id,
      decision: { as: "left_out", leftOut },
    });
  expect(rowAt(list, 2).outcome).toBe("invalid");
  const without = await leave(true);
  expect(rowAt(without, 2).outcome).toBe("left_out");
  const again = await leave(false);
  expect(rowAt(again, 2).outcome).toBe("invalid");
});

test("columns are said anew: the list is matched again, and two columns cannot hold the same", async () => {
  const { event, manager } = await makeEventWorld();
  const list = await bringIn(manager, event.id, "a\tb\nAna\tReyes");
  expect(list.status).toBe("mapping");
  const columns = ["givenName" as const, "givenName" as const];
  const mapping = { ...list.mapping!, headings: true, columns };
  await expect(mapList(manager, { id: list.id, version: list.version, mapping })).rejects.toMatchObject({
    fields: { "mapping.columns.1": "Two columns cannot hold the same." },
  });
  const good = { ...mapping, columns: ["givenName" as const, "familyName" as const] };
  const again = await mapList(manager, { id: list.id, version: list.version, mapping: good });
  expect(again).toMatchObject({ status: "matching", rowsTotal: 1, headings: ["a", "b"] });
});

describe("somebody a row may mean", () => {
  test("is offered to a sponsor among people it knows, by name and number alone; to staff with what speaks for it", async () => {
    const { db, sponsor, event, manager, desk } = await makeEventWorld();
    const known = await makeParticipant(db, {
      givenName: "Ingeborg",
      familyName: "Thistlewood",
      birthDate: "1970-01-01",
    });
    await makeEnrollment(db, {
      eventId: (await makeEvent(db, { sponsorId: sponsor.id })).id,
      participantId: known.id,
    });
    await makeParticipant(db, { givenName: "Ingeborg", familyName: "Thistlewood", birthDate: "1999-09-09" });
    const text = "Name\nIngeborg Thistlewood";
    const theirs = await bringIn(manager, event.id, text);
    expect(outcomes(theirs)).toEqual(["look"]);
    expect(theirs.rows[0]!.candidates).toEqual([
      {
        participantId: known.id,
        name: "Ingeborg Thistlewood",
        registryNumber: known.registryNumber,
        birthDate: null,
        signals: null,
      },
    ]);
    const ours = await bringIn(desk, event.id, text);
    expect(ours.rows[0]!.candidates).toHaveLength(2);
    expect(ours.rows[0]!.candidates[0]!.signals!.map(({ key }) => key)).toContain("same_family_name");
    const chosen = await decideRow(manager, {
      id: theirs.id,
      rowId: theirs.rows[0]!.id,
      decision: { as: "person", participantId: known.id },
    });
    expect(chosen.rows[0]).toMatchObject({
      outcome: "attended",
      match: "chosen",
      person: { participantId: known.id },
    });
  });

  test("that a sponsor does not know cannot be chosen by it, by whatever id or number", async () => {
    const { db, event, manager } = await makeEventWorld();
    const stranger = await makeParticipant(db, { givenName: "Perpetua", familyName: "Wrigglesworth" });
    const list = await bringIn(manager, event.id, "Name\nPerpetua Wrigglesworth");
    const decide = (decision: Parameters<typeof decideRow>[1]["decision"]) =>
      decideRow(manager, { id: list.id, rowId: list.rows[0]!.id, decision });
    await expect(decide({ as: "person", participantId: stranger.id })).rejects.toThrow(
      "one of the people who are offered",
    );
    await expect(decide({ as: "number", registryNumber: stranger.registryNumber })).rejects.toThrow(
      "beside the name",
    );
  });
});

test("another sponsor's event and list are not there, and what staff brought in is theirs to see", async () => {
  const mine = await makeEventWorld();
  const other = await makeEventWorld();
  const list = await bringIn(mine.manager, mine.event.id, "Name\nAna Reyes");
  await expect(getRosterImport(other.manager, list.id)).rejects.toThrow("not yours");
  await expect(bringIn(other.manager, mine.event.id, "Name\nAna Reyes")).rejects.toThrow("not yours");
  const staffs = await bringIn(mine.desk, mine.event.id, "Name\nAna Reyes");
  await expect(getRosterImport(mine.manager, staffs.id)).rejects.toThrow("not yours");
  expect((await getRosterImport(mine.desk, list.id)).plan).toBeNull();
});
