import { and, eq, inArray } from "drizzle-orm";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import type { StoredFile } from "#api/kernel/files.ts";
import { reportRuns } from "#db/schema/index.ts";
import type { TaskHelpers } from "../tasks/task.ts";

export type ReportRun = typeof reportRuns.$inferSelect;
export type ReportResult = {
  file: StoredFile;
  fileName: string;
  mimeType: string;
  rows: number;
  people: number;
  asOf: Date;
};
export type ReportProgress = (rowsDone: number, rowsTotal?: number) => Promise<void>;

/** Why a report cannot be written, in words for whoever asked; trying again would not help. */
export class ReportProblem extends Error {}

/** A run is given up after so many tries. */
const maxAttempts = 4;
const progressEveryMs = 500;

/**
 * Takes a queued run (or one whose worker died), lets `make` write the file, and keeps exactly one result: running →
 * done or failed with the reason in words. Run again after a crash it starts afresh and replaces; a file that lost its
 * run is removed. Quiet where the run is gone or finished.
 */
export async function runReport(
  ctx: Ctx,
  reportRunId: number,
  { log, attempt, signal }: TaskHelpers,
  make: (run: ReportRun, progress: ReportProgress) => Promise<ReportResult>,
): Promise<void> {
  const run = await claim(ctx, reportRunId);
  if (!run) return log.info({ reportRunId }, "no such report run, or it is finished");
  const mine = and(
    eq(reportRuns.id, run.id),
    eq(reportRuns.status, "running"),
    eq(reportRuns.startedAt, run.startedAt!),
  );
  const change = (values: Partial<typeof reportRuns.$inferInsert>) =>
    inTransaction(ctx, (tx) =>
      tx.update(reportRuns).set(values).where(mine).returning({ id: reportRuns.id }),
    );
  try {
    const { file, rows, people, ...result } = await make(run, throttled(change));
    signal?.throwIfAborted();
    const kept = await change({
      ...result,
      status: "done",
      rowsDone: rows,
      rowsTotal: rows,
      peopleCount: people,
      storageKey: file.key,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      finishedAt: new Date(),
      errorMessage: null,
    });
    const unwanted = kept.length > 0 ? run.storageKey : file.key;
    if (unwanted) await ctx.files.remove(unwanted);
    log.info({ reportRunId, rows }, "report written");
  } catch (error) {
    const final = error instanceof ReportProblem || (attempt >= maxAttempts && !signal?.aborted);
    await change(
      final
        ? { status: "failed", finishedAt: new Date(), errorMessage: inWords(error, run.id) }
        : { status: "queued", errorMessage: "The first try did not finish; it is tried again." },
    );
    if (!final) throw error;
    log.error({ reportRunId, err: error }, "report failed");
  }
}

async function claim(ctx: Ctx, id: number): Promise<ReportRun | undefined> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .update(reportRuns)
      .set({ status: "running", startedAt: new Date(), rowsDone: 0, finishedAt: null })
      .where(and(eq(reportRuns.id, id), inArray(reportRuns.status, ["queued", "running"])))
      .returning();
    return row;
  });
}

/** Progress is for people: written at once for the total, then twice a second at most, in a transaction of its own. */
function throttled(
  change: (values: { rowsDone: number; rowsTotal?: number }) => Promise<unknown>,
): ReportProgress {
  let last = 0;
  return async (rowsDone, rowsTotal) => {
    const now = Date.now();
    if (rowsTotal === undefined && now - last < progressEveryMs) return;
    last = now;
    await change(rowsTotal === undefined ? { rowsDone } : { rowsDone, rowsTotal });
  };
}

function inWords(error: unknown, id: number): string {
  if (error instanceof ReportProblem) return error.message;
  if ((error as { code?: string })?.code === "ENOSPC")
    return "The server's disk is full, so the file could not be written. Tell the administrator, then run it again.";
  return `The report could not be written after several tries. Run it again; if it fails once more, tell the administrator about run ${id}.`;
}
