import type { Tx } from "#db/client.ts";
import type { Report, ReportContext, SheetReport } from "#reports/definition.ts";
import { reports } from "#reports/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Forbidden, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";

export const noSuchRun = "There is no such report run, or it is not yours to see.";

/** The reports the actor's role may run, in the menu's order. */
export const reportsFor = (ctx: Pick<Ctx, "actor">): Report[] =>
  scopeOf(ctx, "report_runs:create") ? reports.filter((report) => scopeOf(ctx, report.permission)) : [];

/** @throws Invalid for a key that is none; Forbidden where the role may not run it. */
export function requireReport(ctx: Pick<Ctx, "actor">, key: string): Report {
  requirePermission(ctx, "report_runs:create");
  const report = reports.find((each) => each.key === key);
  const unknown = "Choose one of the reports.";
  if (!report) throw new Invalid(unknown, { fields: { reportKey: unknown } });
  if (!scopeOf(ctx, report.permission)) throw new Forbidden("Your role does not run this report.");
  return report;
}

/**
 * The sponsor whose rows alone a run may hold: a sponsor's manager gets its own whatever it asks for (S219); null for
 * the registry. @throws NotFound for another sponsor's; Invalid where a manager of several has to choose.
 */
export function forcedSponsor(ctx: Pick<Ctx, "actor">, report: SheetReport, asked: unknown): number | null {
  if (scopeOf(ctx, report.permission) === "all") return null;
  const own = ctx.actor.type === "account" ? ctx.actor.sponsorIds : [];
  if (typeof asked === "number") {
    if (own.includes(asked)) return asked;
    throw new NotFound("There is no such training organization among yours.");
  }
  if (own.length === 1) return own[0]!;
  const message = "Choose which of your training organizations the report is about.";
  throw new Invalid(message, { fields: { sponsorId: message } });
}

export const reportContext = (
  ctx: Ctx,
  sponsorId: number | null,
  at = ctx.now,
  sponsorName?: string,
): ReportContext => ({
  jurisdiction: ctx.jurisdiction,
  sponsorId,
  sponsorName,
  today: todayIn(ctx.jurisdiction.timeZone, at),
});

/**
 * Runs `fn` as the registry itself over one snapshot of the data, read-only: counts, findings and rows agree with each
 * other whatever is saved meanwhile. The caller has decided whose rows may be read.
 */
export async function inSnapshot<T>(ctx: Ctx, task: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const system = asSystem(ctx, task);
  if (system.inTx) return inTransaction(system, fn);
  return system.db.transaction((tx) => inTransaction({ ...system, db: tx, inTx: true }, fn), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}
