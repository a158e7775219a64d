import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { previewReport } from "#api/domains/documents/preview.ts";
import { groupedCode, makeCode, readCode } from "#api/domains/report-versions/code.ts";
import {
  checkReportCode,
  checkReportFile,
  getReportVersion,
  listReportVersions,
  withdrawReportVersion,
} from "#api/domains/report-versions/index.ts";
import type { ReportVersionRow } from "#api/domains/report-versions/schemas.ts";
import { rowsOf } from "#api/kernel/list.ts";
import {
  auditEvents,
  courses,
  documents,
  participants,
  reportRuns,
  reportVersions,
  trainingHours,
} from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { anonymousCtx, ctxFor } from "../support/ctx.ts";
import { makeEnrollment, makeEvent, makeParticipant, makeSponsor, makeStaff } from "../support/factories.ts";
import { pdfText } from "../support/pdf-text.ts";
import { printablePerson, printReport } from "../support/report-versions.ts";

describe("codes", () => {
  test("are 16 letters and digits that are not taken for one another, and never the same", () => {
    const codes = Array.from({ length: 5000 }, makeCode);
    expect(new Set(codes).size).toBe(5000);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{16}$/);
    const used = new Set(codes.join(""));
    expect(used.size).toBe(30);
  });

  test("are read however they are typed, and nothing else is taken for one", () => {
    fc.assert(
      fc.property(fc.nat(), () => {
        const code = makeCode();
        for (const typed of [
          code,
          groupedCode(code),
          groupedCode(code).toLowerCase(),
          ` ${code.match(/../g)!.join(" ")}\n`,
        ])
          expect(readCode(typed)).toBe(code);
      }),
      { numRuns: 50 },
    );
    for (const wrong of [
      "",
      "K7QM-2RXA-9FHT",
      `${makeCode()}A`,
      "O0IL".repeat(4),
      "' or 1=1 --",
      "％".repeat(16),
    ])
      expect(readCode(wrong)).toBeNull();
  });
});

const states = async (db: Awaited<ReturnType<typeof testDb>>, participantId: number) =>
  rowsOf<ReportVersionRow>(
    await listReportVersions(ctxFor(db, "auditor"), { filter: { participantId }, sort: ["number", "ASC"] }),
  ).map(({ number, state }) => `${number} ${state}`);

test("a report carries its code, its file is known by its bytes, and every line says what stands behind it", async () => {
  const db = await testDb();
  const { person, clerk, institution, document, course, pageBox, decidedAt } = await printablePerson(db);
  const { version, file } = await printReport(db, person.id);
  const text = await pdfText(file);
  expect(text).toContain(`Verification code ${groupedCode(version.code)}`);
  expect(text).toContain("https://registry.example.gov/check");
  expect(version.fileSha256).toBe(createHash("sha256").update(file).digest("hex"));
  const view = await getReportVersion(ctxFor(db, "data_entry"), version.id);
  expect(view).toMatchObject({ number: 1, state: "current", lineCount: 1, code: groupedCode(version.code) });
  expect(view.lines).toEqual([
    {
      id: expect.any(Number),
      section: "courses",
      line: 1,
      printed: `CD 1 · Child Growth and Development · ${institution.name} · Dec 15, 2023 · 3.00 · 4.50 · ECE/CD · Transcript`,
      evidence: "institution_transcript",
      documentId: document.id,
      documentType: "transcript",
      eventId: null,
      pageNumber: 2,
      pageBox,
      enteredByName: clerk.displayName,
      decidedByName: clerk.displayName,
      decidedAt: decidedAt.toISOString(),
      rulesVersion: view.rulesVersion,
    },
  ]);
  expect(view.rulesVersion).toMatch(/^\d{4}-\d+/);
  const preview = await previewReport(ctxFor(db, "data_entry"), { id: document.id });
  expect(preview.courses.map(({ id }) => id)).toEqual([course.id]);
  expect(preview.whole.courses).toBe(view.lines.length);
});

test("the same record printed twice is current twice; a changed record supersedes both until it says the same again", async () => {
  const db = await testDb();
  const { person, course } = await printablePerson(db);
  const first = await printReport(db, person.id);
  const second = await printReport(db, person.id);
  expect(second.version.code).not.toBe(first.version.code);
  expect(second.version.contentSha256).toBe(first.version.contentSha256);
  expect(await states(db, person.id)).toEqual(["1 current", "2 current"]);

  const change = (grade: string) => db.update(courses).set({ grade }).where(eq(courses.id, course.id));
  await change("D");
  expect(await states(db, person.id)).toEqual(["1 superseded", "2 superseded"]);
  const anybody = anonymousCtx(db);
  expect(await checkReportCode(anybody, first.version.code)).toMatchObject({
    state: "superseded",
    supersededOn: null,
  });
  const third = await printReport(db, person.id);
  expect(await states(db, person.id)).toEqual(["1 superseded", "2 superseded", "3 current"]);
  expect(await checkReportCode(anybody, first.version.code)).toMatchObject({
    state: "superseded",
    supersededOn: third.version.issuedOn,
  });
  await change("B");
  expect(await states(db, person.id)).toEqual(["1 current", "2 current", "3 superseded"]);
  expect(await checkReportCode(anybody, first.version.code)).toMatchObject({ supersededOn: null });
});

test("a reset document, another name and a merge supersede; a grade that prints the same does not", async () => {
  const db = await testDb();
  const { person, course, document } = await printablePerson(db);
  const { version } = await printReport(db, person.id);
  const state = async () => (await checkReportCode(anonymousCtx(db), version.code))!.state;
  await db.update(courses).set({ grade: "A-" }).where(eq(courses.id, course.id));
  expect(await state()).toBe("current");
  await db.update(documents).set({ status: "unverified" }).where(eq(documents.id, document.id));
  expect(await state()).toBe("superseded");
  await db.update(documents).set({ status: "verified" }).where(eq(documents.id, document.id));
  expect(await state()).toBe("current");
  await db.update(participants).set({ familyName: "Ortega" }).where(eq(participants.id, person.id));
  expect(await checkReportCode(anonymousCtx(db), version.code)).toMatchObject({
    state: "superseded",
    printedName: `Ana ${person.familyName}`,
  });
  await db.update(participants).set({ familyName: person.familyName }).where(eq(participants.id, person.id));
  expect(await state()).toBe("current");
  const survivor = await makeParticipant(db);
  await db
    .update(participants)
    .set({ status: "merged", mergedIntoId: survivor.id })
    .where(eq(participants.id, person.id));
  expect(await state()).toBe("superseded");
});

test("staff take a report back with a reason, once, on what they saw; the code answers withdrawn for good", async () => {
  const db = await testDb();
  const { person, account } = await printablePerson(db);
  const { version } = await printReport(db, person.id);
  const helpDesk = await makeStaff(db, "help_desk");
  const staff = ctxFor(db, "help_desk", { accountId: helpDesk.id });
  const asked = { id: version.id, version: version.version, reason: "Printed for the wrong person" };
  for (const role of ["data_entry", "auditor"] as const)
    await expect(withdrawReportVersion(ctxFor(db, role), asked)).rejects.toThrow(
      "Your role does not allow this.",
    );
  await expect(withdrawReportVersion(staff, { ...asked, reason: " " })).rejects.toThrow();
  await expect(withdrawReportVersion(staff, { ...asked, version: 99 })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const withdrawn = await withdrawReportVersion(staff, asked);
  expect(withdrawn).toMatchObject({
    state: "withdrawn",
    withdrawnReason: asked.reason,
    withdrawnByName: helpDesk.displayName,
  });
  await expect(withdrawReportVersion(staff, asked)).rejects.toThrow("withdrawn already");
  const answer = await checkReportCode(anonymousCtx(db), version.code);
  expect(answer).toMatchObject({ state: "withdrawn", withdrawnOn: expect.stringMatching(/^\d{4}-/) });
  expect(JSON.stringify(answer)).not.toContain("wrong person");
  const audited = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, "report_version.withdrawn"));
  expect(audited.find(({ subjectId }) => subjectId === version.id)).toMatchObject({
    participantId: person.id,
    accountId: helpDesk.id,
    reason: asked.reason,
  });
  const own = ctxFor(db, "participant", { participantId: person.id, accountId: account.id });
  expect(rowsOf<ReportVersionRow>(await listReportVersions(own, {}))).toMatchObject([{ state: "withdrawn" }]);
  for (const answer of [rowsOf(await listReportVersions(own, {})), await getReportVersion(own, version.id)])
    expect(JSON.stringify(answer)).not.toContain("wrong person");
});

test("people see their own reports and not who worked on them; others' are not there", async () => {
  const db = await testDb();
  const { person, account } = await printablePerson(db);
  const other = await printablePerson(db);
  const { version } = await printReport(db, person.id);
  const theirs = (await printReport(db, other.person.id)).version;
  const own = ctxFor(db, "participant", { participantId: person.id, accountId: account.id });
  expect(rowsOf<ReportVersionRow>(await listReportVersions(own, {})).map(({ id }) => id)).toEqual([
    version.id,
  ]);
  expect((await getReportVersion(own, version.id)).lines).toMatchObject([
    { enteredByName: null, decidedByName: null, documentType: "transcript" },
  ]);
  await expect(getReportVersion(own, theirs.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const role of ["program_admin", "sponsor_manager", "instructor"] as const)
    await expect(listReportVersions(ctxFor(db, role), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("the check answers what the paper says and nothing else, to code and file alike", async () => {
  const db = await testDb();
  const { person } = await printablePerson(db);
  const { version, file } = await printReport(db, person.id);
  const answer = await checkReportCode(anonymousCtx(db), groupedCode(version.code).toLowerCase());
  expect(answer).toEqual({
    state: "current",
    printedName: `Ana ${person.familyName}`,
    numberEnding: person.registryNumber.slice(-3),
    number: 1,
    issuedOn: version.issuedOn,
    supersededOn: null,
    withdrawnOn: null,
    lines: { degrees: 0, courses: 1, credentials: 0, training: 0 },
  });
  const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  expect(await checkReportFile(anonymousCtx(db), hash(file))).toEqual(answer);
  const altered = Buffer.from(file);
  altered[altered.length >> 1]! ^= 1;
  expect(await checkReportFile(anonymousCtx(db), hash(altered))).toBeNull();
  for (const none of [makeCode(), "", "' or true --", version.code.slice(1)])
    expect(await checkReportCode(anonymousCtx(db), none)).toBeNull();
});

test("a run whose worker died keeps its number and code and leaves one set of lines; an unfinished one is not issued", async () => {
  const db = await testDb();
  const { person } = await printablePerson(db);
  const { run, version, again } = await printReport(db, person.id);
  await db.update(reportRuns).set({ status: "running" }).where(eq(reportRuns.id, run.id));
  await again();
  const [after] = await db.select().from(reportVersions).where(eq(reportVersions.reportRunId, run.id));
  expect(after).toMatchObject({ id: version.id, code: version.code, number: 1 });
  expect((await getReportVersion(ctxFor(db, "auditor"), version.id)).lines).toHaveLength(1);
  await db.update(reportVersions).set({ fileSha256: null }).where(eq(reportVersions.id, version.id));
  expect(await states(db, person.id)).toEqual([]);
  expect(await checkReportCode(anonymousCtx(db), version.code)).toBeNull();
});

test("reported hours open the attendance list they came from, with who marked it and when", async () => {
  const db = await testDb();
  const person = await makeParticipant(db);
  const marker = await makeStaff(db, "help_desk");
  const event = await makeEvent(db, { sponsorId: (await makeSponsor(db)).id });
  const markedAt = new Date("2026-03-15T17:00:00Z");
  const place = await makeEnrollment(db, {
    eventId: event.id,
    participantId: person.id,
    status: "attended",
    markedById: marker.id,
    markedAt,
  });
  await db.insert(trainingHours).values({
    participantId: person.id,
    evidence: "sponsor_attendance",
    title: "Reading aloud",
    hours: "1.5",
    completedOn: "2026-03-14",
    enrollmentId: place.id,
  });
  const { version } = await printReport(db, person.id);
  expect((await getReportVersion(ctxFor(db, "auditor"), version.id)).lines).toMatchObject([
    {
      section: "training",
      evidence: "sponsor_attendance",
      documentId: null,
      eventId: event.id,
      decidedByName: marker.displayName,
      decidedAt: markedAt.toISOString(),
    },
  ]);
});
