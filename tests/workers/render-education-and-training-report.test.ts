import { buffer } from "node:stream/consumers";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { expect, test } from "vitest";
import { createReportRun, downloadReportRun, getReportRun } from "#api/domains/reports/index.ts";
import { courses, trainingHours } from "#db/schema/index.ts";
import { renderEducationAndTrainingReport } from "#workers/tasks/render-education-and-training-report.ts";
import type { TaskHelpers } from "#workers/tasks/task.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import {
  makeAccount,
  makeDocument,
  makeEnrollment,
  makeEvent,
  makeInstitution,
  makeParticipant,
  makeSponsor,
} from "../support/factories.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const helpers: TaskHelpers = { log: quiet, attempt: 1 };
const render = renderEducationAndTrainingReport({ publicOrigin: "http://registry.test" });

test("a participant gets its own verified record as PDF: D and F stay off it, attended hours are on it", async () => {
  const db = await testDb();
  const person = await makeParticipant(db, { familyName: "Reyes Ortega" });
  const account = await makeAccount(db, { participantId: person.id });
  const ctx = ctxFor(db, "participant", { participantId: person.id, accountId: account.id });
  const institutionId = (await makeInstitution(db)).id;
  const verified = await makeDocument(db, { participantId: person.id, status: "verified" });
  const waiting = await makeDocument(db, { participantId: person.id });
  const common = { participantId: person.id, institutionId, units: "3", classification: "ece_cd" as const };
  const completedOn = "2024-05-20";
  await db.insert(courses).values([
    {
      ...common,
      courseNumber: "CD 1",
      title: "Passed course",
      grade: "A",
      completedOn,
      documentId: verified.id,
    },
    {
      ...common,
      courseNumber: "CD 2",
      title: "Dropped grade",
      grade: "D",
      completedOn,
      documentId: verified.id,
    },
    {
      ...common,
      courseNumber: "CD 3",
      title: "Unseen course",
      grade: "A",
      completedOn,
      documentId: waiting.id,
    },
  ]);
  const event = await makeEvent(db, { sponsorId: (await makeSponsor(db)).id, endsOn: "2026-03-14" });
  const place = await makeEnrollment(db, { eventId: event.id, participantId: person.id, status: "attended" });
  await db.insert(trainingHours).values({
    participantId: person.id,
    evidence: "sponsor_attendance",
    title: "Attended training",
    hours: "3",
    completedOn: "2026-03-14",
    enrollmentId: place.id,
  });

  const asked = await createReportRun(ctx, { reportKey: "education_and_training" });
  expect(asked).toMatchObject({ status: "queued", participantId: person.id });
  await render({ reportRunId: asked.id }, systemCtx(db, "render_education_and_training_report"), helpers);
  const done = await getReportRun(ctx, asked.id);
  expect(done).toMatchObject({ status: "done", mimeType: "application/pdf", rowsDone: 2, peopleCount: 1 });
  const file = await downloadReportRun(ctx, { id: asked.id });
  expect(file.fileName).toMatch(
    new RegExp(`^education-and-training-report-${person.registryNumber}-.+\\.pdf$`),
  );
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(await buffer(file.stream));
  const text = [...document.pages()].map((page) => page.getText().replace(/\s+/g, " ")).join(" ");
  document.destroy();
  library.destroy();
  for (const part of ["Ana Reyes Ortega", person.registryNumber, "Passed course", "Attended training"])
    expect(text).toContain(part);
  for (const hidden of ["Dropped grade", "Unseen course"]) expect(text).not.toContain(hidden);
});

test("a record merged away while its run waited fails in words instead of printing half a person", async () => {
  const db = await testDb();
  const [survivor, person] = [await makeParticipant(db), await makeParticipant(db)];
  const staff = ctxFor(db, "help_desk", {
    accountId: (await makeAccount(db, { staffRole: "help_desk" })).id,
  });
  const asked = await createReportRun(staff, {
    reportKey: "education_and_training",
    params: { participantId: person.id },
  });
  await db.execute(
    `update participants set status = 'merged', merged_into_id = ${survivor.id} where id = ${person.id}`,
  );
  await render({ reportRunId: asked.id }, systemCtx(db), helpers);
  expect(await getReportRun(staff, asked.id)).toMatchObject({
    status: "failed",
    errorMessage: expect.stringContaining("merged"),
  });
  const again = await createReportRun(staff, {
    reportKey: "education_and_training",
    params: { participantId: person.id },
  });
  expect(again.participantId).toBe(survivor.id);
});
