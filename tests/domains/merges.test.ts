import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import * as schema from "#db/schema/index.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { file, fresh, merge, two, undo } from "./merges-steps.ts";

test("the survivor keeps its number, gains what it lacked, and is found by the old number and name", () =>
  inRollback(async (tx) => {
    const survivor = await make.makeParticipant(tx, {
      givenName: "Rosa",
      familyName: "Ortiz",
      phone: null,
      status: "pending",
      registeredOn: null,
    });
    const retired = await make.makeParticipant(tx, {
      givenName: "Rosie",
      familyName: "Villanueva",
      phone: "(213) 555-0101",
      status: "active",
      registeredOn: "2019-02-01",
      renewsOn: "2027-02-01",
    });
    await merge(tx, survivor, retired);
    const after = await fresh(tx, survivor.id);
    expect(after).toMatchObject({
      registryNumber: survivor.registryNumber,
      givenName: "Rosa",
      phone: "(213) 555-0101",
      status: "active",
      registeredOn: "2019-02-01",
      renewsOn: "2027-02-01",
    });
    expect(after.searchText).toContain(retired.registryNumber);
    expect(after.searchText).toContain("villanueva");
    expect(await fresh(tx, retired.id)).toMatchObject({ status: "merged", mergedIntoId: survivor.id });
    const [opened] = await tx.execute(sql`select survivor_of(${retired.id}) as id`);
    expect(opened).toEqual({ id: survivor.id });
  }));

test("of two copies of one file the verified one stands with its entries; the other leaves the queue", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const mine = await file(tx, survivor.id, "unverified");
    const theirs = await file(tx, retired.id, "verified");
    const other = await file(tx, retired.id, "unverified", "b");
    const course = { courseNumber: "ECE 1", title: "Growth", units: "3", classification: "ece_cd" } as const;
    await tx.insert(schema.courses).values([
      { ...course, participantId: retired.id, documentId: theirs.id },
      { ...course, participantId: survivor.id, documentId: mine.id, title: "Misread" },
    ]);
    await merge(tx, survivor, retired);
    const standing = await tx
      .select()
      .from(schema.documents)
      .where(eq(schema.documents.participantId, survivor.id));
    expect(standing.map(({ id }) => id).sort()).toEqual([theirs.id, other.id].sort());
    const resting = await tx
      .select()
      .from(schema.documents)
      .where(eq(schema.documents.participantId, retired.id));
    expect(resting).toMatchObject([{ id: mine.id, status: "superseded", supersededById: theirs.id }]);
    const courses = await tx
      .select()
      .from(schema.courses)
      .where(eq(schema.courses.participantId, survivor.id));
    expect(courses).toMatchObject([{ title: "Growth" }]);
  }));

test("an attended event stays one enrollment, and its hours count once", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const event = await make.makeEvent(tx, { sponsorId: (await make.makeSponsor(tx)).id });
    for (const { id } of [survivor, retired]) {
      const enrollment = await make.makeEnrollment(tx, {
        eventId: event.id,
        participantId: id,
        status: "attended",
      });
      await tx.insert(schema.trainingHours).values({
        participantId: id,
        evidence: "sponsor_attendance",
        title: event.title,
        hours: "3",
        completedOn: event.startsOn,
        enrollmentId: enrollment.id,
      });
    }
    await merge(tx, survivor, retired);
    const hours = await tx
      .select()
      .from(schema.trainingHours)
      .where(eq(schema.trainingHours.participantId, survivor.id));
    expect(hours).toHaveLength(1);
    const attended = await tx
      .select()
      .from(schema.enrollments)
      .where(and(eq(schema.enrollments.eventId, event.id), eq(schema.enrollments.status, "attended")));
    expect(attended).toMatchObject([{ participantId: survivor.id }]);
  }));

test("attended on the retired record beats enrolled on the survivor, and both rows are kept", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const event = await make.makeEvent(tx, { sponsorId: (await make.makeSponsor(tx)).id });
    const mine = await make.makeEnrollment(tx, { eventId: event.id, participantId: survivor.id });
    const theirs = await make.makeEnrollment(tx, {
      eventId: event.id,
      participantId: retired.id,
      status: "attended",
    });
    const { id } = await merge(tx, survivor, retired);
    const rows = async () =>
      (await tx.select().from(schema.enrollments).orderBy(schema.enrollments.id)).map((row) => [
        row.id,
        row.participantId,
        row.status,
      ]);
    expect(await rows()).toEqual([
      [mine.id, retired.id, "withdrawn"],
      [theirs.id, survivor.id, "attended"],
    ]);
    await undo(tx, id);
    expect(await rows()).toEqual([
      [mine.id, survivor.id, "enrolled"],
      [theirs.id, retired.id, "attended"],
    ]);
  }));

test("the same course with another grade, a permit with other dates, a confirmed position with another wage have to be chosen", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const ctx = ctxFor(tx, "help_desk");
    const program = await make.makeProgram(tx);
    for (const [person, grade, expiresOn, wage] of [
      [survivor, "A", "2030-01-01", "21.00"],
      [retired, "A-", "2031-01-01", "22.00"],
    ] as const) {
      await tx.insert(schema.courses).values({
        participantId: person.id,
        institutionName: "Valley",
        courseNumber: "ECE 1",
        title: "Growth",
        term: "Fall 2014",
        units: "3",
        grade,
        classification: "ece_cd",
      });
      await tx.insert(schema.credentials).values({
        participantId: person.id,
        kind: "permit",
        name: "Permit",
        documentNumber: "P-1",
        expiresOn,
      });
      const job = await make.makeEmployment(tx, {
        participantId: person.id,
        programId: program.id,
        status: "confirmed",
      });
      const place = { table: "employment_wages", column: "amount", rowId: job.id };
      await tx
        .insert(schema.employmentWages)
        .values({ employmentId: job.id, period: "hour", amountCiphertext: ctx.secrets.seal(wage, place) });
    }
    const error = await merge(tx, survivor, retired).catch((reason) => reason);
    expect(error).toMatchObject({ status: 428 });
    const blocks: { code: string; needs: string; choiceKey: string }[] = error.details.blocks;
    expect(blocks.map(({ code }) => code).sort()).toEqual([
      "courses_differ",
      "credentials_differ",
      "employments_differ",
    ]);
    expect(JSON.stringify(blocks)).not.toMatch(/2[12]\.?0?0? a hour/);
    await merge(tx, survivor, retired, {
      choices: Object.fromEntries(blocks.map(({ choiceKey }) => [choiceKey, "retired"])),
    });
    const course = await tx
      .select()
      .from(schema.courses)
      .where(eq(schema.courses.participantId, survivor.id));
    expect(course).toMatchObject([{ grade: "A-" }]);
  }));

test("two active registrations with different renewal dates have to be chosen; hidden stays hidden", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(
      tx,
      { status: "active", renewsOn: "2027-01-01" },
      { status: "active", renewsOn: "2028-01-01", hiddenFromEmployers: true },
    );
    await expect(merge(tx, survivor, retired)).rejects.toMatchObject({
      details: { blocks: [{ code: "renewal_dates", needs: "choice", choiceKey: "renewsOn" }] },
    });
    await merge(tx, survivor, retired, { choices: { renewsOn: "retired" } });
    expect(await fresh(tx, survivor.id)).toMatchObject({ renewsOn: "2028-01-01", hiddenFromEmployers: true });
  }));

test("two active sign-ins: nothing happens until one is chosen; the other is linked and disabled, a colleague's never", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx);
    const mine = await make.makeAccount(tx, { participantId: survivor.id });
    const theirs = await make.makeAccount(tx, { participantId: retired.id });
    await expect(merge(tx, survivor, retired)).rejects.toMatchObject({
      status: 428,
      details: { blocks: [{ code: "two_logins", needs: "choose_login" }] },
    });
    const stranger = await make.makeAccount(tx);
    await expect(merge(tx, survivor, retired, { keepAccountId: stranger.id })).rejects.toMatchObject({
      status: 422,
    });
    expect(await fresh(tx, retired.id)).toMatchObject({ status: "pending", mergedIntoId: null });
    const { id } = await merge(tx, survivor, retired, { keepAccountId: theirs.id });
    const logins = async () =>
      (await tx.select().from(schema.accounts).orderBy(schema.accounts.id))
        .filter((row) => [mine.id, theirs.id].includes(row.id))
        .map((row) => [row.participantId, row.status]);
    expect(await logins()).toEqual([
      [survivor.id, "disabled"],
      [survivor.id, "active"],
    ]);
    await undo(tx, id);
    expect(await logins()).toEqual([
      [survivor.id, "active"],
      [retired.id, "active"],
    ]);
    await tx.update(schema.accounts).set({ staffRole: "data_entry" }).where(eq(schema.accounts.id, mine.id));
    await expect(merge(tx, survivor, retired, { keepAccountId: theirs.id })).rejects.toMatchObject({
      details: { blocks: [{ code: "staff_login" }] },
    });
  }));
