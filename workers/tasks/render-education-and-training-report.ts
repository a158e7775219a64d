import { eq } from "drizzle-orm";
import { loadProvenance, openReportVersion, sealReportVersion } from "#api/domains/report-versions/index.ts";
import { inSnapshot, reportContext } from "#api/domains/reports/index.ts";
import { participants } from "#db/schema/index.ts";
import { drawEducationAndTrainingReport } from "#reports/documents/education-and-training-report.ts";
import {
  contentSha256,
  loadRecord,
  printableRecord,
  printedLines,
  printedName,
} from "#reports/rules/index.ts";
import { ReportProblem, runReport } from "../reports/run.ts";
import type { Task } from "./task.ts";

/**
 * Writes one participant's Education & Training Report of a run: what was verified, as of now (S66–S80). Its code is given
 * out first, because it is printed; what stands behind each line is kept before the run is done (M7). Run again after a
 * crash it draws the same report with the same code.
 */
export const renderEducationAndTrainingReport =
  ({ publicOrigin }: { publicOrigin: string }): Task<"render_education_and_training_report"> =>
  ({ reportRunId }, ctx, helpers) =>
    runReport(ctx, reportRunId, helpers, async (run) => {
      const at = new Date();
      const { today } = reportContext(ctx, null, at);
      const found = await inSnapshot(ctx, "render_education_and_training_report", async (tx) => {
        if (!run.participantId) return undefined;
        const [subject] = await tx.select().from(participants).where(eq(participants.id, run.participantId));
        if (!subject || subject.mergedIntoId) return undefined;
        return {
          subject,
          rows: await loadRecord(tx, subject.id),
          provenance: await loadProvenance(tx, subject.id),
        };
      });
      if (!found)
        throw new ReportProblem(
          "This record was merged into another one. Ask for the report of that record.",
        );
      const { subject, rows, provenance } = found;
      const name = printedName(subject);
      const version = await openReportVersion(ctx, {
        participantId: subject.id,
        reportRunId,
        printedName: name,
        contentSha256: contentSha256(
          { name, registryNumber: subject.registryNumber },
          printedLines(printableRecord(rows, ctx.jurisdiction, today)),
        ),
        rulesVersion: ctx.jurisdiction.rulesVersion,
        issuedOn: today,
      });
      const checkPage = `${publicOrigin}/check`;
      const { bytes, lines } = await drawEducationAndTrainingReport({
        subject,
        rows,
        jurisdiction: ctx.jurisdiction,
        today,
        identity: {
          number: version.number,
          code: version.groupedCode,
          checkPage,
          checkAddress: `${checkPage}/${version.code}`,
        },
        at,
      });
      helpers.signal?.throwIfAborted();
      const file = await ctx.files.put(Buffer.from(bytes), { folder: "reports", extension: ".pdf" });
      await sealReportVersion(ctx, { id: version.id, fileSha256: file.sha256, lines, provenance });
      return {
        file,
        fileName: `education-and-training-report-${subject.registryNumber}-${today}.pdf`,
        mimeType: "application/pdf",
        rows: lines.length,
        people: 1,
        asOf: at,
      };
    });
