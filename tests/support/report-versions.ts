import { buffer } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { createReportRun, downloadReportRun } from "#api/domains/reports/index.ts";
import type { Db } from "#db/client.ts";
import { courses, reportVersions } from "#db/schema/index.ts";
import { renderEducationAndTrainingReport } from "#workers/tasks/render-education-and-training-report.ts";
import { ctxFor, systemCtx } from "./ctx.ts";
import { makeAccount, makeDocument, makeInstitution, makeParticipant, makeStaff } from "./factories.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
export const publicOrigin = "https://registry.example.gov";
const render = renderEducationAndTrainingReport({ publicOrigin });

/** A person with one verified transcript of one course, entered and decided by a clerk of its own. */
export async function printablePerson(db: Db, given: Parameters<typeof makeParticipant>[1] = {}) {
  const person = await makeParticipant(db, given);
  const account = await makeAccount(db, { participantId: person.id });
  const clerk = await makeStaff(db, "data_entry");
  const institution = await makeInstitution(db);
  const decidedAt = new Date("2026-02-03T17:00:00Z");
  const document = await makeDocument(db, {
    participantId: person.id,
    status: "verified",
    decidedById: clerk.id,
    decidedAt,
  });
  const pageBox = { page: 2, x: 0.1, y: 0.4, width: 0.8, height: 0.02 };
  const [course] = await db
    .insert(courses)
    .values({
      participantId: person.id,
      institutionId: institution.id,
      courseNumber: "CD 1",
      title: "Child Growth and Development",
      completedOn: "2023-12-15",
      units: "4.50",
      unitSystem: "quarter",
      grade: "B",
      classification: "ece_cd",
      documentId: document.id,
      pageNumber: 2,
      pageBox,
      enteredById: clerk.id,
    })
    .returning();
  return { person, account, clerk, institution, document, course: course!, pageBox, decidedAt };
}

/** Prints the person's report as the worker would. */
export async function printReport(db: Db, participantId: number) {
  const ctx = ctxFor(db, "participant", { participantId });
  const run = await createReportRun(
    { ...ctx, actor: { type: "system", task: "test" } },
    {
      reportKey: "education_and_training",
      params: { participantId },
    },
  );
  const again = () => render({ reportRunId: run.id }, systemCtx(db), { log: quiet, attempt: 1 });
  await again();
  const { stream } = await downloadReportRun(systemCtx(db), { id: run.id });
  const [version] = await db.select().from(reportVersions).where(eq(reportVersions.reportRunId, run.id));
  return { run, version: version!, file: await buffer(stream), again };
}
