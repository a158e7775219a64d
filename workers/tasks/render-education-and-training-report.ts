import { eq } from "drizzle-orm";
import { inSnapshot, reportContext } from "#api/domains/reports/index.ts";
import { participants } from "#db/schema/index.ts";
import { drawEducationAndTrainingReport } from "#reports/documents/education-and-training-report.ts";
import { loadRecord } from "#reports/rules/index.ts";
import { ReportProblem, runReport } from "../reports/run.ts";
import type { Task } from "./task.ts";

/** Writes one participant's Education & Training Report of a run: what was verified, as of now. S66–S80 */
export const renderEducationAndTrainingReport: Task<"render_education_and_training_report"> = (
  { reportRunId },
  ctx,
  helpers,
) =>
  runReport(ctx, reportRunId, helpers, async (run) => {
    const at = new Date();
    const { today } = reportContext(ctx, null, at);
    const found = await inSnapshot(ctx, "render_education_and_training_report", async (tx) => {
      if (!run.participantId) return undefined;
      const [subject] = await tx.select().from(participants).where(eq(participants.id, run.participantId));
      if (!subject || subject.mergedIntoId) return undefined;
      return { subject, rows: await loadRecord(tx, subject.id) };
    });
    if (!found)
      throw new ReportProblem("This record was merged into another one. Ask for the report of that record.");
    const { bytes, rowCount } = await drawEducationAndTrainingReport({
      ...found,
      jurisdiction: ctx.jurisdiction,
      today,
      reportNumber: run.id,
      at,
    });
    helpers.signal?.throwIfAborted();
    const file = await ctx.files.put(Buffer.from(bytes), { folder: "reports", extension: ".pdf" });
    return {
      file,
      fileName: `education-and-training-report-${found.subject.registryNumber}-${today}.pdf`,
      mimeType: "application/pdf",
      rows: rowCount,
      people: 1,
      asOf: at,
    };
  });
