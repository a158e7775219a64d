import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { grantAccess } from "#api/domains/access-grants/decide.ts";
import { requestAccess } from "#api/domains/access-grants/request.ts";
import { loadActor } from "#api/domains/accounts/index.ts";
import { createDirectoryMerge } from "#api/domains/directory-merges/merge.ts";
import { previewDirectoryMerge } from "#api/domains/directory-merges/preview.ts";
import { listEmployments } from "#api/domains/employment/index.ts";
import { getInstitution } from "#api/domains/institutions/get.ts";
import { listInstitutions } from "#api/domains/institutions/list.ts";
import { getProgram, listPrograms } from "#api/domains/programs/index.ts";
import { getSponsor, listSponsors } from "#api/domains/sponsors/index.ts";
import { getTraining, listTrainings } from "#api/domains/trainings/index.ts";
import { rowsOf } from "#api/kernel/list.ts";
import * as s from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { anonymousCtx, ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { mergeRecords } from "./directory-steps.ts";

const idsOf = (page: Parameters<typeof rowsOf>[0]) => rowsOf<{ id: number }>(page).map(({ id }) => id);

test("programs: positions that overlap become one, others move; the resting one is listed nowhere", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeProgram(tx), await make.makeProgram(tx)];
    const person = await make.makeParticipant(tx);
    const job = (programId: number, more: Partial<typeof s.employments.$inferInsert> = {}) =>
      make.makeEmployment(tx, { participantId: person.id, programId, ...more });
    const mine = await job(a.id);
    const better = await job(b.id, { status: "confirmed" });
    const other = await job(b.id, { position: "director" });
    await mergeRecords(tx, "programs", a.id, [b.id]);
    const listed = rowsOf<{ id: number; programId: number }>(
      await listEmployments(ctxFor(tx, "help_desk"), { filter: { participantId: person.id } }),
    );
    expect(listed.map(({ id }) => id).sort()).toEqual([better.id, other.id].sort());
    expect(new Set(listed.map(({ programId }) => programId))).toEqual(new Set([a.id]));
    const [rests] = await tx.select().from(s.employments).where(eq(s.employments.id, mine.id));
    expect(rests!.programId).toBe(b.id);
  }));

test("programs: an old number or license finds the one that lives, is granted for it, and cannot be changed any more", () =>
  inRollback(async (tx) => {
    const staff = ctxFor(tx, "help_desk", { accountId: (await make.makeStaff(tx, "help_desk")).id });
    const [a, b] = [
      await make.makeProgram(tx, { name: "Little Oaks" }),
      await make.makeProgram(tx, { programNumber: "77001", licenseNumber: "880021", name: "Lil Oaks Annex" }),
    ];
    await mergeRecords(tx, "programs", a.id, [b.id]);
    for (const q of ["77001", "880021", "lil oaks annex"])
      expect(idsOf(await listPrograms(anonymousCtx(tx), { filter: { q } })), q).toEqual([a.id]);
    expect(idsOf(await listPrograms(staff, { filter: { id: b.id } }))).toEqual([b.id]);
    expect(await getProgram(staff, b.id)).toMatchObject({ mergedInto: { id: a.id, name: "Little Oaks" } });
    expect(await getProgram(staff, a.id)).toMatchObject({
      mergedInto: null,
      mergedFrom: [{ id: b.id, number: "77001" }],
      licenseNumber: "880021",
    });
    const person = await make.makeParticipant(tx);
    const asked = await requestAccess(staff, { participantId: person.id, programNumber: "77001" } as never);
    expect(asked.programId).toBe(a.id);
    const granted = await grantAccess(staff, { id: asked.id, version: asked.version, programId: b.id });
    expect(granted.programId).toBe(a.id);
  }));

test("programs: access of one person to both becomes one, the wider; the other is revoked", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeProgram(tx), await make.makeProgram(tx)];
    const person = await make.makeParticipant(tx);
    const grant = async (programId: number, status: "requested" | "granted") =>
      (
        await tx
          .insert(s.accessGrants)
          .values({ participantId: person.id, programId, programNumber: "1", status })
          .returning()
      )[0]!;
    const [mine, theirs] = [await grant(a.id, "requested"), await grant(b.id, "granted")];
    await mergeRecords(tx, "programs", a.id, [b.id]);
    const rows = await tx.select().from(s.accessGrants).where(eq(s.accessGrants.participantId, person.id));
    expect(rows.find(({ id }) => id === mine.id)).toMatchObject({ status: "granted", programId: a.id });
    expect(rows.find(({ id }) => id === theirs.id)).toMatchObject({ status: "revoked", programId: b.id });
  }));

test("institutions: the retired name becomes another name, the federal number comes along, memory keeps the latest", () =>
  inRollback(async (tx) => {
    const staff = ctxFor(tx, "data_entry");
    const [a, b] = [
      await make.makeInstitution(tx, { name: "Valley College", aliases: ["Valley CC"] }),
      await make.makeInstitution(tx, { name: "College of the Valley", ipedsUnitId: 901_234 }),
    ];
    const remember = (institutionId: number, title: string, year: number) =>
      tx.insert(s.courseMemory).values({
        institutionId,
        courseKey: "ece1",
        courseNumber: "ECE 1",
        title,
        units: "3",
        unitSystem: "semester",
        classification: "ece_cd",
        decidedAt: new Date(year, 1, 1),
      });
    await remember(a.id, "Old title", 2020);
    await remember(b.id, "New title", 2024);
    const person = await make.makeParticipant(tx);
    const [course] = await tx
      .insert(s.courses)
      .values({
        participantId: person.id,
        institutionId: b.id,
        courseNumber: "ECE 1",
        title: "Growth",
        units: "3",
        classification: "ece_cd",
      })
      .returning();
    await mergeRecords(tx, "institutions", a.id, [b.id]);
    expect(await getInstitution(staff, a.id)).toMatchObject({
      aliases: ["Valley CC", "College of the Valley"],
      ipedsUnitId: 901_234,
      mergedFrom: [{ id: b.id, name: "College of the Valley" }],
    });
    for (const q of ["901234", "college of the valley"])
      expect(idsOf(await listInstitutions(staff, { filter: { q } })), q).toContain(a.id);
    expect(idsOf(await listInstitutions(staff, { filter: { q: "college of the valley" } }))).not.toContain(
      b.id,
    );
    const [moved] = await tx.select().from(s.courses).where(eq(s.courses.id, course!.id));
    expect(moved!.institutionId).toBe(a.id);
    const memory = await tx.select().from(s.courseMemory).where(eq(s.courseMemory.institutionId, a.id));
    expect(memory.map(({ title }) => title)).toEqual(["New title"]);
  }));

test("institutions: whether degrees print, and which federal number is true, is not the machine's to say", () =>
  inRollback(async (tx) => {
    const [a, b] = [
      await make.makeInstitution(tx, { ipedsUnitId: 901_235 }),
      await make.makeInstitution(tx, { ipedsUnitId: 901_236, accredited: false }),
    ];
    await expect(mergeRecords(tx, "institutions", a.id, [b.id])).rejects.toMatchObject({
      status: 428,
      details: {
        blocks: [
          { code: "accredited", needs: "choice", choiceKey: "accredited" },
          { code: "ipeds_unit_ids", needs: "second_person" },
        ],
      },
    });
  }));

test("trainings: events move; trainings of two organizations are not merged, nor are different hours without a choice", () =>
  inRollback(async (tx) => {
    const [sponsor, other] = [await make.makeSponsor(tx), await make.makeSponsor(tx)];
    const [a, b, c] = [
      await make.makeTraining(tx, { sponsorId: sponsor.id, hours: "3" }),
      await make.makeTraining(tx, { sponsorId: sponsor.id, hours: "4", title: "Circle time" }),
      await make.makeTraining(tx, { sponsorId: other.id, hours: "3" }),
    ];
    const event = await make.makeEvent(tx, { sponsorId: sponsor.id, trainingId: b.id });
    await expect(mergeRecords(tx, "trainings", a.id, [c.id])).rejects.toMatchObject({
      details: { blocks: [{ code: "two_sponsors", needs: "nothing_helps" }] },
    });
    await expect(mergeRecords(tx, "trainings", a.id, [b.id])).rejects.toMatchObject({
      details: { blocks: [{ choiceKey: "hours" }] },
    });
    await mergeRecords(tx, "trainings", a.id, [b.id], { hours: b.id });
    expect(await getTraining(anonymousCtx(tx), a.id)).toMatchObject({ hours: 4, eventCount: 1 });
    expect(await getTraining(anonymousCtx(tx), b.id)).toMatchObject({ mergedInto: { id: a.id } });
    expect(idsOf(await listTrainings(anonymousCtx(tx), { filter: { q: "circle time" } }))).toEqual([a.id]);
    const [moved] = await tx.select().from(s.events).where(eq(s.events.id, event.id));
    expect(moved!.trainingId).toBe(a.id);
  }));

test("sponsors: everything moves, roles of one person become one, and an instructor's events are led by the standing role", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeSponsor(tx), await make.makeSponsor(tx, { name: "Partners of Fresno" })];
    const person = await make.makeParticipant(tx);
    const account = await make.makeAccount(tx, { participantId: person.id });
    for (const sponsor of [a, b]) await make.makeSponsorManager(tx, sponsor.id, person.id);
    const role = async (sponsorId: number, status: "requested" | "approved") =>
      (
        await tx.insert(s.instructors).values({ sponsorId, participantId: person.id, status }).returning()
      )[0]!;
    const [mine, theirs] = [await role(a.id, "requested"), await role(b.id, "approved")];
    const event = await make.makeEvent(tx, { sponsorId: b.id });
    await tx.insert(s.eventInstructors).values({ eventId: event.id, instructorId: theirs.id });
    await mergeRecords(tx, "sponsors", a.id, [b.id]);
    const view = await getSponsor(ctxFor(tx, "help_desk"), a.id);
    expect(view).toMatchObject({ counts: { trainings: 1, instructors: 1 }, mergedFrom: [{ id: b.id }] });
    expect(view.managers).toHaveLength(1);
    const [lead] = await tx.select().from(s.eventInstructors).where(eq(s.eventInstructors.eventId, event.id));
    expect(lead!.instructorId).toBe(mine.id);
    expect((await loadActor(ctxFor(tx, "help_desk"), account.id))!.sponsorIds).toEqual([a.id]);
    for (const q of ["partners of fresno", b.vendorCode.toLowerCase()])
      expect(idsOf(await listSponsors(anonymousCtx(tx), { filter: { q } })), q).toEqual([a.id]);
  }));

test("sponsors: whoever would see more is told of, and both having reported under their own codes takes a second person", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeSponsor(tx), await make.makeSponsor(tx)];
    const manager = await make.makeParticipant(tx, { givenName: "Ana", familyName: "Reyes" });
    await make.makeSponsorManager(tx, a.id, manager.id);
    await make.makeEvent(tx, { sponsorId: b.id });
    for (const sponsor of [a, b])
      await tx.insert(s.reportRuns).values({
        reportKey: "direct_service_profile",
        title: "Profile",
        params: { from: "2000-01-01", to: "2100-01-01" },
        sponsorId: sponsor.id,
        status: "done",
      });
    const preview = await previewDirectoryMerge(ctxFor(tx, "help_desk"), {
      kind: "sponsors",
      ids: [a.id, b.id],
      survivorId: a.id,
    });
    expect(preview.steps[0]!.gains).toEqual([
      { name: "Ana Reyes", gains: "1 training, 1 event, 1 report run" },
    ]);
    expect(preview.steps[0]!.blocks.map(({ code }) => code)).toEqual(["vendor_codes", "access_widens"]);
    await expect(mergeRecords(tx, "sponsors", a.id, [b.id])).rejects.toMatchObject({ status: 428 });
  }));

test("runs already sent that would differ are shown with by how much", () =>
  inRollback(async (tx) => {
    const [a, b] = [await make.makeSponsor(tx), await make.makeSponsor(tx)];
    const event = await make.makeEvent(tx, { sponsorId: b.id, startsOn: "2024-05-01", endsOn: "2024-05-01" });
    const person = await make.makeParticipant(tx);
    await make.makeEnrollment(tx, {
      eventId: event.id,
      participantId: person.id,
      status: "attended",
      hoursGranted: "3",
    });
    const run = (sponsorId: number | null) =>
      tx.insert(s.reportRuns).values({
        reportKey: "direct_service_profile",
        title: `Profile of ${sponsorId ?? "all"}`,
        params: { from: "2024-01-01", to: "2024-12-31" },
        sponsorId,
        status: "done",
      });
    await run(a.id);
    await run(null);
    const { steps } = await previewDirectoryMerge(ctxFor(tx, "help_desk"), {
      kind: "sponsors",
      ids: [a.id, b.id],
      survivorId: a.id,
    });
    expect(steps[0]!.reportRuns.map(({ change }) => change).sort()).toEqual([
      `1 row and 3 hours more.`,
      `1 row would stand under ${a.vendorCode}.`,
    ]);
  }));

test("three at once: one transaction, and the preview shows what the merge does", () =>
  inRollback(async (tx) => {
    const programs = [await make.makeProgram(tx), await make.makeProgram(tx), await make.makeProgram(tx)];
    const [a, b, c] = programs;
    const person = await make.makeParticipant(tx);
    for (const { id } of programs) await make.makeEmployment(tx, { participantId: person.id, programId: id });
    const preview = await previewDirectoryMerge(ctxFor(tx, "help_desk"), {
      kind: "programs",
      ids: programs.map(({ id }) => id),
      survivorId: a!.id,
    });
    expect(preview.steps.map(({ collapses }) => collapses.length)).toEqual([1, 1]);
    const { ids } = await mergeRecords(tx, "programs", a!.id, [b!.id, c!.id]);
    expect(ids).toHaveLength(2);
    const here = await tx
      .select()
      .from(s.employments)
      .where(and(eq(s.employments.programId, a!.id), eq(s.employments.participantId, person.id)));
    expect(here).toHaveLength(1);
  }));

test("a record with itself, one merged already, one that changed, and a choice of nothing are refused in words", () =>
  inRollback(async (tx) => {
    const [a, b, c] = [await make.makeProgram(tx), await make.makeProgram(tx), await make.makeProgram(tx)];
    await expect(mergeRecords(tx, "programs", a.id, [a.id])).rejects.toMatchObject({ status: 409 });
    await expect(mergeRecords(tx, "programs", a.id, [b.id], { shoe: a.id })).rejects.toMatchObject({
      status: 422,
    });
    await expect(
      createDirectoryMerge(ctxFor(tx, "help_desk"), {
        kind: "programs",
        survivorId: a.id,
        retiredIds: [b.id],
        reason: "One site",
        versions: { [a.id]: 1, [b.id]: 7 },
      }),
    ).rejects.toMatchObject({ status: 409 });
    await mergeRecords(tx, "programs", a.id, [b.id]);
    await expect(mergeRecords(tx, "programs", c.id, [b.id])).rejects.toThrow(
      /has been merged already: it is now/,
    );
  }));
