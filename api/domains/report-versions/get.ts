import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  accounts,
  documents,
  enrollments,
  reportLines,
  reportVersions,
  trainingHours,
} from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { selectColumns } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { contentsNow } from "./internal.ts";
import { type Found, isIssued, reportVersionList, shown } from "./list.ts";
import type { ReportLineView, ReportVersionView } from "./schemas.ts";

const enterer = alias(accounts, "enterer");
const decider = alias(accounts, "decider");

/** One issued report with every line: what it prints, and document, page, place, clerk, day and rules behind it. M7 */
export async function getReportVersion(ctx: Ctx, id: number): Promise<ReportVersionView> {
  requirePermission(ctx, "report_versions:read");
  return inTransaction(ctx, async (tx, inner) => {
    const columns = {
      ...reportVersionList.columns,
      fileSha256: reportVersions.fileSha256,
      withdrawnByName: sql`(select display_name from accounts where accounts.id = ${reportVersions.withdrawnById})`,
    };
    const [row] = (await tx.execute(sql`select row_to_json(found) as found from (
      select ${selectColumns(inner, { ...reportVersionList, columns })} from ${reportVersionList.from}
      where ${and(eq(reportVersions.id, id), isIssued)}) found`)) as unknown as {
      found: Found & Pick<ReportVersionView, "fileSha256" | "withdrawnByName">;
    }[];
    if (!row) throw new NotFound("There is no such report, or it is not yours to see.");
    const lines = await tx
      .select({
        id: reportLines.id,
        section: reportLines.section,
        line: reportLines.line,
        printed: reportLines.printed,
        evidence: reportLines.evidence,
        documentId: reportLines.documentId,
        documentType: documents.type,
        eventId: enrollments.eventId,
        pageNumber: reportLines.pageNumber,
        pageBox: reportLines.pageBox,
        enteredByName: enterer.displayName,
        decidedByName: decider.displayName,
        decidedAt: reportLines.decidedAt,
        rulesVersion: reportLines.rulesVersion,
      })
      .from(reportLines)
      .leftJoin(documents, eq(documents.id, reportLines.documentId))
      .leftJoin(
        trainingHours,
        and(eq(reportLines.section, "training"), eq(trainingHours.id, reportLines.rowId)),
      )
      .leftJoin(enrollments, eq(enrollments.id, trainingHours.enrollmentId))
      .leftJoin(enterer, eq(enterer.id, reportLines.enteredById))
      .leftJoin(decider, eq(decider.id, reportLines.decidedById))
      .where(eq(reportLines.reportVersionId, id))
      .orderBy(asc(reportLines.line));
    const now = await contentsNow(tx, inner, [row.found.participantId]);
    const { fileSha256, withdrawnByName } = row.found;
    return { ...shown(row.found, now), fileSha256, withdrawnByName, lines: lines.map(onTheWire) };
  });
}

const onTheWire = (line: Omit<ReportLineView, "decidedAt"> & { decidedAt: Date | null }): ReportLineView => ({
  ...line,
  decidedAt: line.decidedAt?.toISOString() ?? null,
});
