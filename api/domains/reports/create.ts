import { sql } from "drizzle-orm";
import { enqueue } from "#db/queue/enqueue.ts";
import { reportRuns } from "#db/schema/index.ts";
import type { DocumentReport, SheetReport } from "#reports/definition.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { getReportRun } from "./get.ts";
import { forcedSponsor, reportContext, requireReport } from "./internal.ts";
import { type CreateReportRun, createReportRunSchema, type ReportRunView } from "./schemas.ts";

type Subject = {
  title: string;
  params: Record<string, unknown>;
  sponsorId: number | null;
  participantId: number | null;
};

/**
 * Asks for a report; a worker writes the file. A sponsor's manager gets the rows of its own organization alone, a
 * participant its own record alone.
 * @throws Invalid for params that do not fit; Forbidden for the role; NotFound for another's sponsor or record.
 */
export async function createReportRun(ctx: Ctx, raw: CreateReportRun): Promise<ReportRunView> {
  requirePermission(ctx, "report_runs:create");
  const { reportKey, params } = createReportRunSchema.parse(raw);
  const report = requireReport(ctx, reportKey);
  const subject =
    report.format === "xlsx" ? sheetSubject(ctx, report, params) : await documentSubject(ctx, report, params);
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .insert(reportRuns)
      .values({
        ...subject,
        reportKey,
        requestedById: inner.actor.type === "account" ? inner.actor.accountId : null,
      })
      .returning({ id: reportRuns.id });
    const reportRunId = row!.id;
    const task = report.format === "xlsx" ? "generate_report" : "render_education_and_training_report";
    await enqueue(tx, task, { reportRunId }, { jobKey: `report_run:${reportRunId}` });
    await recordAudit(tx, inner, {
      action: "report_run.requested",
      subject: { type: "report_runs", id: reportRunId },
      participantId: subject.participantId,
      after: { reportKey, ...subject },
    });
    return getReportRun(inner, reportRunId);
  });
}

function sheetSubject(ctx: Ctx, report: SheetReport, params: Record<string, unknown>): Subject {
  const given = { ...params };
  if (given.sponsorId === "") given.sponsorId = null;
  if (typeof given.sponsorId === "string") given.sponsorId = Number(given.sponsorId);
  const sponsorId = forcedSponsor(ctx, report, given.sponsorId);
  const parsed = report.params.parse(sponsorId === null ? given : { ...given, sponsorId });
  report.prepare(parsed, reportContext(ctx, sponsorId));
  return { title: report.title, params: parsed, sponsorId, participantId: null };
}

async function documentSubject(
  ctx: Ctx,
  report: DocumentReport,
  raw: Record<string, unknown>,
): Promise<Subject> {
  const params = report.params.parse(raw) as { participantId?: number };
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  const isOwn = scopeOf(ctx, report.permission) !== "all";
  const wanted = isOwn ? own : params.participantId;
  if (isOwn && (params.participantId ?? own) !== own) throw new NotFound("There is no such record.");
  const missing = "Choose the participant.";
  if (!wanted) throw new Invalid(missing, { fields: { participantId: missing } });
  const survivor = await inTransaction(asSystem(ctx, "create_report_run"), async (tx) => {
    const [row] = (await tx.execute(sql`select survivor_of(${wanted}::integer) as id`)) as unknown as {
      id: number | null;
    }[];
    return row!.id;
  });
  if (!survivor) throw new NotFound("There is no such record.");
  return {
    title: report.title,
    params: { participantId: survivor },
    sponsorId: null,
    participantId: survivor,
  };
}
