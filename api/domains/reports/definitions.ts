import type { Ctx } from "../../kernel/context.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { reportContext, reportsFor } from "./internal.ts";
import type { ReportDefinitionView, ReportField } from "./schemas.ts";

/** The reports the actor may run, each with its form and what its columns mean. */
export async function listReportDefinitions(ctx: Ctx): Promise<ReportDefinitionView[]> {
  requirePermission(ctx, "report_runs:read");
  const { jurisdiction, today } = reportContext(ctx, null);
  return reportsFor(ctx).map((report) => ({
    key: report.key,
    title: report.title,
    description: report.description,
    version: report.version,
    format: report.format,
    params: report.fields(jurisdiction, today).flatMap((field) => fieldFor(ctx, report.permission, field)),
    columns:
      report.format === "xlsx"
        ? report.columns.map(({ label, type, description }) => ({ label, type, description }))
        : [],
  }));
}

/** A sponsor's manager is asked for the organization only where it manages several; a participant never for itself. */
function fieldFor(ctx: Ctx, permission: Parameters<typeof scopeOf>[1], field: ReportField): ReportField[] {
  const scope = scopeOf(ctx, permission);
  if (scope === "all") return [field];
  if (field.type === "participant") return [];
  if (field.type !== "sponsor") return [field];
  const own = ctx.actor.type === "account" ? ctx.actor.sponsorIds : [];
  return own.length > 1 ? [{ ...field, required: true }] : [];
}
