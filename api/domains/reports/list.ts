import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { reportRunStatuses } from "#db/enums.ts";
import { accounts, reportRuns } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";

export const reportRunColumns = {
  id: reportRuns.id,
  reportKey: reportRuns.reportKey,
  title: reportRuns.title,
  params: reportRuns.params,
  status: reportRuns.status,
  sponsorId: reportRuns.sponsorId,
  participantId: reportRuns.participantId,
  asOf: reportRuns.asOf,
  rowsDone: reportRuns.rowsDone,
  rowsTotal: reportRuns.rowsTotal,
  peopleCount: reportRuns.peopleCount,
  requestedByName: accounts.displayName,
  createdAt: reportRuns.createdAt,
  startedAt: reportRuns.startedAt,
  finishedAt: reportRuns.finishedAt,
  fileName: reportRuns.fileName,
  mimeType: reportRuns.mimeType,
  sizeBytes: reportRuns.sizeBytes,
  errorMessage: reportRuns.errorMessage,
};
export const reportRunFrom = sql`${reportRuns} left join ${accounts} on ${accounts.id} = ${reportRuns.requestedById}`;

const reportRunList: ListDefinition = {
  resource: "report_runs",
  from: reportRunFrom,
  id: reportRuns.id,
  columns: reportRunColumns,
  sorts: {
    id: reportRuns.id,
    createdAt: reportRuns.createdAt,
    finishedAt: reportRuns.finishedAt,
    reportKey: reportRuns.reportKey,
    title: reportRuns.title,
    status: reportRuns.status,
  },
  defaultSort: ["createdAt", "DESC"],
  filters: {
    reportKey: filter(z.string().max(60), (value) => eq(reportRuns.reportKey, value)),
    status: filter(z.enum(reportRunStatuses), (value) => eq(reportRuns.status, value)),
    participantId: filter(z.coerce.number().int(), (value) => eq(reportRuns.participantId, value)),
    sponsorId: filter(z.coerce.number().int(), (value) => eq(reportRuns.sponsorId, value)),
    mine: filter(z.boolean(), (value, ctx) =>
      value && ctx.actor.type === "account" ? eq(reportRuns.requestedById, ctx.actor.accountId) : undefined,
    ),
  },
};

/** Runs the actor may see, newest first: row-level security keeps each role to its own. M4 */
export async function listReportRuns(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "report_runs:read");
  return readList(ctx, reportRunList, query);
}
