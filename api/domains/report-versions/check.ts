import { and, eq, sql } from "drizzle-orm";
import { reportSections } from "#db/enums.ts";
import { participants, reportLines, reportVersions } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readCode } from "./code.ts";
import { contentsNow, stateOf } from "./internal.ts";
import { isIssued } from "./list.ts";
import type { CheckedReport } from "./schemas.ts";

/** What a code answers anybody who has it; null for every code that is none. B-O4, M7 */
export async function checkReportCode(ctx: Ctx, typed: string): Promise<CheckedReport | null> {
  requirePermission(ctx, "report_versions:check");
  return check(ctx, { code: readCode(typed) ?? "" });
}

/**
 * Whether a file is byte for byte one this registry issued; null where it is not, or was changed since.
 * @param sha256 of the whole file, in hex. The file itself is not needed and never opened.
 */
export async function checkReportFile(ctx: Ctx, sha256: string): Promise<CheckedReport | null> {
  requirePermission(ctx, "report_versions:check");
  return check(ctx, { fileSha256: sha256 });
}

/** Reads as the registry itself, because a visitor may read no table, and hands out the public part alone. */
async function check(
  ctx: Ctx,
  asked: { code: string } | { fileSha256: string },
): Promise<CheckedReport | null> {
  const key =
    "code" in asked ? eq(reportVersions.code, asked.code) : eq(reportVersions.fileSha256, asked.fileSha256);
  return inTransaction(asSystem(ctx, "check_report"), async (tx, inner) => {
    const [found] = await tx
      .select({
        id: reportVersions.id,
        participantId: reportVersions.participantId,
        registryNumber: participants.registryNumber,
        printedName: reportVersions.printedName,
        number: reportVersions.number,
        issuedOn: reportVersions.issuedOn,
        contentSha256: reportVersions.contentSha256,
        withdrawnAt: reportVersions.withdrawnAt,
        supersededOn: sql<
          string | null
        >`(select newer.issued_on from report_versions newer where newer.id = ${reportVersions.supersededById})`,
      })
      .from(reportVersions)
      .innerJoin(participants, eq(participants.id, reportVersions.participantId))
      .where(and(key, isIssued));
    // A code that is none costs the same statements as one that is.
    const counts = await tx
      .select({ section: reportLines.section, count: sql<number>`count(*)::int` })
      .from(reportLines)
      .where(eq(reportLines.reportVersionId, found?.id ?? 0))
      .groupBy(reportLines.section);
    const now = await contentsNow(tx, inner, [found?.participantId ?? 0]);
    if (!found) return null;
    const state = stateOf(found, now);
    return {
      state,
      printedName: found.printedName,
      numberEnding: found.registryNumber.slice(-3),
      number: found.number,
      issuedOn: found.issuedOn,
      supersededOn: state === "superseded" ? found.supersededOn : null,
      withdrawnOn: found.withdrawnAt && todayIn(ctx.jurisdiction.timeZone, found.withdrawnAt),
      lines: Object.fromEntries(
        reportSections.map((section) => [
          section,
          counts.find((each) => each.section === section)?.count ?? 0,
        ]),
      ) as CheckedReport["lines"],
    };
  });
}
