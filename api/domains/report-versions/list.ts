import { eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { participants, reportVersions } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, rowsOf, runList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { groupedCode, readCode } from "./code.ts";
import { contentsNow, stateOf } from "./internal.ts";
import type { ReportVersionRow } from "./schemas.ts";

const reportVersionColumns = {
  id: reportVersions.id,
  participantId: reportVersions.participantId,
  registryNumber: participants.registryNumber,
  printedName: reportVersions.printedName,
  reportRunId: reportVersions.reportRunId,
  code: reportVersions.code,
  number: reportVersions.number,
  contentSha256: reportVersions.contentSha256,
  rulesVersion: reportVersions.rulesVersion,
  issuedOn: reportVersions.issuedOn,
  withdrawnAt: reportVersions.withdrawnAt,
  withdrawnReason: reportVersions.withdrawnReason,
  supersededOn: sql`(select newer.issued_on from report_versions newer where newer.id = ${reportVersions.supersededById})`,
  lineCount: sql`(select count(*)::int from report_lines line where line.report_version_id = ${reportVersions.id})`,
  version: reportVersions.version,
  createdAt: reportVersions.createdAt,
};
const reportVersionFrom = sql`${reportVersions} join ${participants} on ${participants.id} = ${reportVersions.participantId}`;
/** A report nobody has received yet (its file is still being written) is none. */
export const isIssued = isNotNull(reportVersions.fileSha256);

export const reportVersionList: ListDefinition = {
  resource: "report-versions",
  from: reportVersionFrom,
  id: reportVersions.id,
  columns: reportVersionColumns,
  // Why it was taken back stays inside the registry.
  fields: { withdrawnReason: "documents.internalNote" },
  sorts: {
    id: reportVersions.id,
    number: reportVersions.number,
    issuedOn: reportVersions.issuedOn,
    createdAt: reportVersions.createdAt,
  },
  defaultSort: ["createdAt", "DESC"],
  filters: {
    participantId: filter(z.coerce.number().int(), (value) => eq(reportVersions.participantId, value)),
    reportRunId: filter(z.coerce.number().int(), (value) => eq(reportVersions.reportRunId, value)),
    code: filter(z.string().max(60), (value) => eq(reportVersions.code, readCode(value) ?? "")),
    withdrawn: filter(z.boolean(), (value) =>
      value ? isNotNull(reportVersions.withdrawnAt) : sql`${reportVersions.withdrawnAt} is null`,
    ),
  },
  always: () => isIssued,
};

/** As stored; the reason is not there for readers who may not know it. */
export type Found = Omit<ReportVersionRow, "state" | "withdrawnReason"> & {
  withdrawnReason?: string | null;
  contentSha256: string;
};

/** The row as it is shown: its state said, its code in groups, its fingerprint left out. */
export function shown(found: Found, now: ReadonlyMap<number, string | null>): ReportVersionRow {
  const { contentSha256: _own, ...row } = found;
  const state = stateOf(found, now);
  return {
    ...row,
    withdrawnReason: found.withdrawnReason ?? null,
    code: groupedCode(found.code),
    state,
    supersededOn: state === "superseded" ? found.supersededOn : null,
  };
}

/** Issued reports, newest first: all of them for staff, a participant's own. Their states are measured now. M7 */
export async function listReportVersions(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "report_versions:read");
  return inTransaction(ctx, async (tx, inner) => {
    const page = await runList(inner, tx, reportVersionList, query);
    const rows = rowsOf<Found>(page);
    const now = await contentsNow(
      tx,
      inner,
      rows.map(({ participantId }) => participantId),
    );
    return { ...page, json: JSON.stringify(rows.map((row) => shown(row, now))) };
  });
}
