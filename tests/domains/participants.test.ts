import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { findDuplicates, findMatchCandidates } from "#api/domains/duplicates/index.ts";
import {
  createParticipant,
  getParticipant,
  lookupParticipant,
  participantHistory,
  registerParticipant,
  revealSsn,
  setSsn,
  updateParticipant,
} from "#api/domains/participants/index.ts";
import { auditEvents, duplicateCandidates, employments, participantSecrets } from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import { makeEmployment, makeParticipant, makeProgram, makeStaff } from "../support/factories.ts";
import { noting } from "../support/statements.ts";

test("an educator edits the profile but not the name, and a stale edit shows the row as it is now", () =>
  inRollback(async (db) => {
    const person = await makeParticipant(db);
    const ctx = ctxFor(db, "participant", { participantId: person.id });
    const saved = await updateParticipant(ctx, {
      id: person.id,
      version: person.version,
      city: "Fresno",
      phone: "",
    });
    expect(saved).toMatchObject({ city: "Fresno", phone: null, version: person.version + 1 });
    await expect(
      updateParticipant(ctx, { id: person.id, version: person.version, city: "Madera" }),
    ).rejects.toMatchObject({
      status: 409,
      details: { current: { city: "Fresno" } },
    });
    const renamed = { id: person.id, version: saved.version, familyName: "Someone Else" };
    await expect(updateParticipant(ctx, renamed)).rejects.toMatchObject({
      status: 422,
      fields: { familyName: /name change/ },
    });
  }));

test("an educator gets 404 for somebody else's record, and an administrator sees only people of its programs", () =>
  inRollback(async (db) => {
    const [mine, other] = [await makeParticipant(db), await makeParticipant(db)];
    const program = await makeProgram(db);
    await makeEmployment(db, { participantId: mine.id, programId: program.id, status: "confirmed" });
    await expect(
      getParticipant(ctxFor(db, "participant", { participantId: mine.id }), other.id),
    ).rejects.toMatchObject({ status: 404 });
    const administrator = ctxFor(db, "program_admin", { programIds: [program.id] });
    const view = await getParticipant(administrator, mine.id);
    expect(view.registryNumber).toBe(mine.registryNumber);
    expect(view).not.toHaveProperty("birthDate");
    expect(view).not.toHaveProperty("email");
    await expect(getParticipant(administrator, other.id)).rejects.toMatchObject({ status: 404 });
    await expect(getParticipant(ctxFor(db, "program_admin"), mine.id)).rejects.toMatchObject({ status: 404 });
  }));

test("an old number opens the survivor; a mistyped number is told apart from an unknown one", () =>
  inRollback(async (db) => {
    const survivor = await makeParticipant(db);
    const middle = await makeParticipant(db, { status: "merged", mergedIntoId: survivor.id });
    const first = await makeParticipant(db, { status: "merged", mergedIntoId: middle.id });
    const ctx = ctxFor(db, "help_desk");
    expect(await lookupParticipant(ctx, { number: first.registryNumber })).toEqual({
      id: survivor.id,
      registryNumber: survivor.registryNumber,
    });
    const wrong = first.registryNumber.slice(0, -1) + ((Number(first.registryNumber.at(-1)) + 1) % 10);
    await expect(lookupParticipant(ctx, { number: wrong })).rejects.toMatchObject({ status: 422 });
  }));

test("staff entry looks for the person first, and creates only when told that it is somebody else", () =>
  inRollback(async (db) => {
    const known = await makeParticipant(db, {
      givenName: "María",
      familyName: "García López",
      birthDate: "1990-02-03",
    });
    const ctx = ctxFor(db, "help_desk", { accountId: (await makeStaff(db, "help_desk")).id });
    const again = { givenName: "Maria", familyName: "Garcia-Lopez", birthDate: "1990-02-03" };
    await expect(createParticipant(ctx, again)).rejects.toMatchObject({
      status: 409,
      details: { matches: [{ id: known.id }] },
    });
    const created = await createParticipant(ctx, { ...again, confirmNew: true });
    expect(created.registryNumber).toMatch(/^\d{7}$/);
  }));

test("a program that starts a record gets one whoever has one already, and staff get the pair", () =>
  inRollback(async (db) => {
    const linh = { givenName: "Linh", familyName: "Nguyễn", birthDate: "1991-05-06" };
    const known = await makeParticipant(db, linh);
    const program = await makeProgram(db);
    const ctx = ctxFor(db, "program_admin", { programIds: [program.id] });
    const again = await createParticipant(ctx, { ...linh, familyName: "Nguyen" });
    const stranger = await createParticipant(ctx, { ...linh, givenName: "Quentin", familyName: "Abernathy" });
    expect(Object.keys(again)).toEqual(Object.keys(stranger));
    expect([again.id, again.registryNumber]).not.toContain(known.id);
    await expect(getParticipant(ctx, known.id)).rejects.toMatchObject({ status: 404 });
    await findDuplicates(systemCtx(db), { participantId: again.id });
    const pairs = await db.select().from(duplicateCandidates).where(eq(duplicateCandidates.leftId, known.id));
    expect(pairs.map(({ rightId }) => rightId)).toEqual([again.id]);
  }));

test("starting a record sends the same statements whether the person has one already or not", async () => {
  const { db, during } = await noting();
  const thuy = { givenName: "Thúy", familyName: "Trần", birthDate: "1987-08-09" };
  await makeParticipant(db, thuy);
  const ctx = ctxFor(db, "program_admin", { programIds: [(await makeProgram(db)).id] });
  const [warm] = await findMatchCandidates(systemCtx(db), thuy);
  expect(warm).toMatchObject({ band: "strong" });
  const start = async (given: typeof thuy) => {
    await db.execute(sql`delete from private.changed_people`);
    return during(() => createParticipant(ctx, given));
  };
  const known = await start(thuy);
  const unknown = await start({ ...thuy, givenName: "Quentin", familyName: "Abernathy" });
  expect(known.length).toBeGreaterThan(5);
  expect(known).toEqual(unknown);
});

test("a program that starts a record for somebody on its own list is sent there", () =>
  inRollback(async (db) => {
    const linh = { givenName: "Linh", familyName: "Nguyễn", birthDate: "1991-05-06" };
    const [mine, other] = [await makeProgram(db), await makeProgram(db)];
    const known = await makeParticipant(db, linh);
    await makeEmployment(db, { participantId: known.id, programId: mine.id });
    const ctx = ctxFor(db, "program_admin", { programIds: [mine.id] });
    await expect(createParticipant(ctx, { ...linh, confirmNew: true })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining("on your staff list"),
      details: undefined,
    });
    const elsewhere = ctxFor(db, "program_admin", { programIds: [other.id] });
    expect((await createParticipant(elsewhere, linh)).id).not.toBe(known.id);
  }));

test("a record a program starts comes with a job at one of its own programs, and at no other", () =>
  inRollback(async (db) => {
    const [mine, other] = [await makeProgram(db), await makeProgram(db)];
    const ctx = ctxFor(db, "program_admin", { programIds: [mine.id] });
    const person = { givenName: "Rosalind", familyName: "Quackenbush", birthDate: "1979-09-09" };
    await expect(
      createParticipant(ctx, { ...person, employment: { programId: other.id } }),
    ).rejects.toMatchObject({
      status: 422,
    });
    const created = await createParticipant(ctx, person);
    const jobs = await db.select().from(employments).where(eq(employments.participantId, created.id));
    expect(jobs).toMatchObject([{ programId: mine.id, status: "reported", startedByProgram: true }]);
  }));

test("a Social Security number is stored sealed, shown only with a reason, and every view is audited", () =>
  inRollback(async (db) => {
    const person = await makeParticipant(db);
    const ctx = ctxFor(db, "help_desk", { accountId: (await makeStaff(db, "help_desk")).id });
    await expect(setSsn(ctx, { id: person.id, ssn: "000-12-3456" })).rejects.toThrow(/not a possible/);
    await setSsn(ctx, { id: person.id, ssn: "123-45-6789" });
    const [stored] = await db
      .select()
      .from(participantSecrets)
      .where(eq(participantSecrets.participantId, person.id));
    expect(JSON.stringify(stored)).not.toContain("123456789");
    await expect(revealSsn(ctx, { id: person.id, reason: "" })).rejects.toThrow();
    expect(await revealSsn(ctx, { id: person.id, reason: "Stipend paperwork" })).toEqual({
      ssn: "123456789",
    });
    const views = await db.select().from(auditEvents).where(eq(auditEvents.action, "participant.ssn_viewed"));
    expect(views).toMatchObject([{ participantId: person.id, reason: "Stipend paperwork" }]);
    await expect(
      revealSsn(ctxFor(db, "data_entry"), { id: person.id, reason: "curious" }),
    ).rejects.toMatchObject({ status: 403 });
    const history = await participantHistory(ctx, { id: person.id });
    expect(history.map((entry) => entry.action)).toContain("participant.ssn_set");
    expect(JSON.stringify(history)).not.toContain("6789");
  }));

test("registering makes a record active and, where the state renews each year, sets the renewal date (S3, S8)", () =>
  inRollback(async (db) => {
    const person = await makeParticipant(db, { status: "pending" });
    const at = {
      participantId: person.id,
      now: new Date("2026-03-31T18:00:00Z"),
      jurisdiction: "massachusetts",
    } as const;
    expect(await registerParticipant(ctxFor(db, "participant", at), { id: person.id })).toEqual({
      id: person.id,
      renewsOn: "2027-03-31",
    });
    const again = await registerParticipant(ctxFor(db, "participant", at), { id: person.id });
    expect(again.renewsOn).toBe("2027-03-31");
    const nextYear = { ...at, now: new Date("2027-02-15T18:00:00Z") };
    const renewed = await registerParticipant(ctxFor(db, "participant", nextYear), { id: person.id });
    expect(renewed.renewsOn).toBe("2028-03-31");
  }));
