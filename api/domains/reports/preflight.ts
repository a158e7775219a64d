import type { Ctx } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { forcedSponsor, inSnapshot, reportContext, requireReport } from "./internal.ts";
import { type CreateReportRun, createReportRunSchema, type PreflightResult } from "./schemas.ts";

/**
 * What is worth looking at before a report is run: missing codes and facts, unmarked attendance, possible doubles. M4
 * Nothing is made. @throws as `createReportRun`
 */
export async function preflightReport(ctx: Ctx, raw: CreateReportRun): Promise<PreflightResult> {
  requirePermission(ctx, "report_runs:create");
  const { reportKey, params } = createReportRunSchema.parse(raw);
  const report = requireReport(ctx, reportKey);
  if (report.format !== "xlsx") return { findings: [], rows: null, people: null };
  const sponsorId = forcedSponsor(ctx, report, params.sponsorId ?? undefined);
  const prepared = report.prepare(
    sponsorId === null ? params : { ...params, sponsorId },
    reportContext(ctx, sponsorId),
  );
  return inSnapshot(ctx, "report_preflight", async (tx) => ({
    findings: await prepared.preflight(tx),
    ...(await prepared.count(tx)),
  }));
}
