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
import { requirePermission } from "../../kernel/permissions.ts";
import { contentsNow } from "./internal.ts";
import { isIssued, reportVersionColumns, reportVersionFrom, shown } from "./list.ts";
import type { ReportLineView, ReportVersionRow, ReportVersionView } from "./schemas.ts";

const enterer = alias(accounts, "enterer");
const decider = alias(accounts, "decider");

/** One issued report with every line: what it prints, and document, page, place, clerk, day and rules behind it. M7 */
export async function getReportVersion(ctx: Ctx, id: number): Promise<ReportVersionView> {
  requirePermission(ctx, "report_versions:read");
  return inTransaction(ctx, async (tx, inner) => {
    const columns = {
      ...reportVersionColumns,
      fileSha256: reportVersions.fileSha256,
      withdrawnByName: sql`(select display_name from accounts where accounts.id = ${reportVersions.withdrawnById})`,
    };
    const parts = Object.entries(columns).map(([key, column]) => sql`${column} as ${sql.identifier(key)}`);
    const [row] = (await tx.execute(sql`select row_to_json(found) as found from (
      select ${sql.join(parts, sql`, `)} from ${reportVersionFrom}
      where ${and(eq(reportVersions.id, id), isIssued)}) found`)) as unknown as {
      found: Omit<ReportVersionRow, "state"> &
        Pick<ReportVersionView, "fileSha256" | "withdrawnByName"> & { contentSha256: string };
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
