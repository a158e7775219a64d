import { eq, sql } from "drizzle-orm";
import { reportRuns } from "#db/schema/index.ts";
import { reportFor } from "#reports/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { noSuchRun } from "./internal.ts";
import { reportRunColumns, reportRunFrom } from "./list.ts";
import type { ReportRunView } from "./schemas.ts";

/** One run: what was asked, how far it is, what came out. */
export async function getReportRun(ctx: Ctx, id: number): Promise<ReportRunView> {
  requirePermission(ctx, "report_runs:read");
  return inTransaction(ctx, async (tx) => {
    const columns = { ...reportRunColumns, sha256: reportRuns.sha256 };
    const parts = Object.entries(columns).map(([key, column]) => sql`${column} as ${sql.identifier(key)}`);
    const [row] = (await tx.execute(sql`select row_to_json(found) as found from (
      select ${sql.join(parts, sql`, `)} from ${reportRunFrom} where ${eq(reportRuns.id, id)}) found`)) as unknown as {
      found: Omit<ReportRunView, "definitionVersion">;
    }[];
    if (!row) throw new NotFound(noSuchRun);
    return { ...row.found, definitionVersion: reportFor(row.found.reportKey)?.version ?? "" };
  });
}
