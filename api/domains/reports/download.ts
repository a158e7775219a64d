import type { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { reportRuns } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { noSuchRun } from "./internal.ts";

type ReportFile = {
  stream: Readable;
  sizeBytes: number;
  mimeType: string;
  fileName: string;
  disposition: "attachment";
};

/** The file of a finished run, as often as wanted. @throws NotFound out of scope; Conflict where it is not ready. */
export async function downloadReportRun(ctx: Ctx, { id }: { id: number }): Promise<ReportFile> {
  requirePermission(ctx, "report_runs:read");
  const run = await inTransaction(ctx, async (tx) => {
    const [row] = await tx.select().from(reportRuns).where(eq(reportRuns.id, id));
    if (!row) throw new NotFound(noSuchRun);
    return row;
  });
  if (run.status !== "done" || !run.storageKey)
    throw new Conflict(
      run.status === "failed" ? "This run failed, so there is no file." : "The file is not written yet.",
    );
  const { stream, sizeBytes } = await ctx.files.read(run.storageKey);
  return {
    stream,
    sizeBytes,
    mimeType: run.mimeType ?? "application/octet-stream",
    fileName: run.fileName ?? `report-${id}`,
    disposition: "attachment",
  };
}
