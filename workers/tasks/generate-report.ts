import { PassThrough } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { inSnapshot, reportContext } from "#api/domains/reports/index.ts";
import type { Ctx } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { sponsors } from "#db/schema/index.ts";
import type { PreflightFinding, PreparedReport, SheetReport } from "#reports/definition.ts";
import { reportFor } from "#reports/index.ts";
import { type ReadMeLine, writeXlsx } from "#reports/render/to-xlsx.ts";
import {
  ReportProblem,
  type ReportProgress,
  type ReportResult,
  type ReportRun,
  runReport,
} from "../reports/run.ts";
import type { Task, TaskHelpers } from "./task.ts";

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Writes the Excel file of a report run: rows from one snapshot, straight into the store, memory for a batch. S149, M4 */
export const generateReport: Task<"generate_report"> = ({ reportRunId }, ctx, helpers) =>
  runReport(ctx, reportRunId, helpers, (run, progress) => writeSheet(ctx, run, progress, helpers));

async function writeSheet(
  ctx: Ctx,
  run: ReportRun,
  progress: ReportProgress,
  { signal }: TaskHelpers,
): Promise<ReportResult> {
  const report = reportFor(run.reportKey);
  if (report?.format !== "xlsx") throw new ReportProblem("This registry no longer knows that report.");
  return inSnapshot(ctx, "generate_report", async (tx) => {
    const [clock] = (await tx.execute(sql`select now() as now`)) as unknown as { now: string }[];
    const asOf = new Date(clock!.now);
    const prepared = prepare(report, run, ctx, asOf, await sponsorName(tx, run));
    const { rows: total, people } = await prepared.count(tx);
    await progress(0, total);
    const findings = await prepared.preflight(tx);
    const out = new PassThrough({ highWaterMark: 256 * 1024 });
    const stored = ctx.files.put(out, { folder: "reports", extension: ".xlsx" });
    const written = writeXlsx(out, {
      title: report.title,
      author: ctx.jurisdiction.registryName,
      columns: prepared.columns,
      rows: prepared.rows(tx),
      readMe: (count) => readMe(ctx, report, prepared, { run, asOf, rows: count, people, findings }),
      onProgress: progress,
      signal,
    });
    const [file, count] = await bothOrNone(ctx, stored, written);
    return { file, fileName: prepared.fileName, mimeType: xlsxType, rows: count, people, asOf };
  });
}

async function sponsorName(tx: Tx, run: ReportRun): Promise<string | undefined> {
  const id = run.sponsorId ?? run.params.sponsorId;
  if (typeof id !== "number") return undefined;
  const [sponsor] = await tx.select({ name: sponsors.name }).from(sponsors).where(eq(sponsors.id, id));
  return sponsor?.name;
}

function prepare(
  report: SheetReport,
  run: ReportRun,
  ctx: Ctx,
  asOf: Date,
  sponsor: string | undefined,
): PreparedReport {
  try {
    return report.prepare(run.params, reportContext(ctx, run.sponsorId, asOf, sponsor));
  } catch {
    throw new ReportProblem(
      "What this run asks for no longer fits the report. Please fill in the form again.",
    );
  }
}

/** Waits for the writer and the store; where one fails nothing is kept. */
async function bothOrNone(
  ctx: Ctx,
  stored: ReturnType<Ctx["files"]["put"]>,
  written: Promise<number>,
): Promise<[Awaited<typeof stored>, number]> {
  const [file, count] = await Promise.allSettled([stored, written]);
  if (file.status === "fulfilled" && count.status === "fulfilled") return [file.value, count.value];
  if (file.status === "fulfilled") await ctx.files.remove(file.value.key);
  throw count.status === "rejected" ? count.reason : (file as PromiseRejectedResult).reason;
}

type Facts = {
  run: ReportRun;
  asOf: Date;
  rows: number;
  people: number;
  findings: readonly PreflightFinding[];
};

/** The sheet that says what the figures are: definition, filters, instant, counts, what to look at, every column. M4 */
function readMe(ctx: Ctx, report: SheetReport, prepared: PreparedReport, facts: Facts): ReadMeLine[] {
  const { jurisdiction } = ctx;
  const asOf = facts.asOf.toLocaleString("en-US", {
    timeZone: jurisdiction.timeZone,
    dateStyle: "long",
    timeStyle: "long",
  });
  return [
    { cells: [report.title], heading: true },
    { cells: ["What it is", report.description] },
    { cells: ["Registry", `${jurisdiction.registryName}, ${jurisdiction.agency}`] },
    { cells: ["Definition", `${report.key} ${report.version}`] },
    { cells: ["Run", String(facts.run.id)] },
    { cells: ["Figures as of", asOf] },
    { cells: ["Rows", facts.rows] },
    { cells: ["Different people who attended", facts.people] },
    { cells: [] },
    { cells: ["Filters"], heading: true },
    ...prepared.filters.map((filter) => ({ cells: filter })),
    { cells: [] },
    { cells: ["Before you send it on"], heading: true },
    ...(facts.findings.length > 0
      ? facts.findings.map(({ count, message }) => ({ cells: [`${count}`, message] }))
      : [{ cells: ["Nothing", "No missing codes or facts, no unmarked attendance, no possible doubles."] }]),
    { cells: [] },
    { cells: ["Columns"], heading: true },
    ...prepared.columns.map(({ label, description }) => ({ cells: [label, description] })),
  ];
}
