/** One side of the `excel` benchmark in a process of its own, so that its peak memory is its own. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { diskStore } from "#api/kernel/files.ts";
import { makeDb } from "#db/client.ts";
import { noRole } from "#db/roles/tiers.ts";
import { reportRuns } from "#db/schema/index.ts";

import { generateReport } from "#workers/tasks/generate-report.ts";
import { systemCtx } from "../support/ctx.ts";

export type ExcelJob =
  | { side: "ours"; url: string; dir: string; reportRunId: number }
  | { side: "peer"; dir: string; rowsFile: string }
  | { side: "read"; file: string; rowsFile?: string };
export type ExcelAnswer = { seconds: number; rssMb: number; file: string; rows: number; digest: string };

const quiet = { debug() {}, info() {}, warn() {}, error: console.error };

type Value = string | number | null;
type Rows = { labels: string[]; rows: Value[][] };
const isDate = (label: string) => /day$/.test(label);
const isHours = (label: string) => /^Hours/.test(label);

/** The run as a worker does it: snapshot, counts, findings, cursor, workbook, store with checksum and fsync. */
async function ours({ url, dir, reportRunId }: ExcelJob & { side: "ours" }) {
  const handle = makeDb(url, { max: 2, role: noRole });
  const files = diskStore(dir);
  const ctx = { ...systemCtx(handle.db, "generate_report"), files };
  const began = performance.now();
  await generateReport({ reportRunId }, ctx, { log: quiet, attempt: 1 });
  const seconds = (performance.now() - began) / 1000;
  const owner = makeDb(url, { max: 1 });
  const [run] = await owner.db.select().from(reportRuns).where(eq(reportRuns.id, reportRunId));
  await Promise.all([handle.close(), owner.close()]);
  if (run?.status !== "done") throw new Error(`The run is ${run?.status}: ${run?.errorMessage}`);
  return { seconds, file: files.localPath(run.storageKey!), rows: run.rowsDone };
}

/** The loop of ExcelJS's README ("Streaming XLSX Writer"), with the columns' formats; its rows are in memory before. */
async function peer({ dir, rowsFile }: ExcelJob & { side: "peer" }) {
  const { labels, rows } = JSON.parse(readFileSync(rowsFile, "utf8")) as Rows;
  const values = rows.map((row) =>
    row.map((value, n) => (isDate(labels[n]!) && typeof value === "string" ? new Date(value) : value)),
  );
  const file = join(dir, "peer.xlsx");
  const began = performance.now();
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true });
  const sheet = workbook.addWorksheet("Rows");
  sheet.columns = labels.map((header) => ({
    header,
    width: 20,
    style: { numFmt: isDate(header) ? "yyyy-mm-dd" : isHours(header) ? "0.00" : "@" },
  }));
  for (const row of values) sheet.addRow(row).commit();
  sheet.commit();
  await workbook.commit();
  return { seconds: (performance.now() - began) / 1000, file, rows: values.length };
}

/** Every cell of the first sheet through ExcelJS's reader, as one digest; written out as rows where asked for. */
async function read({ file, rowsFile }: ExcelJob & { side: "read" }) {
  const hash = createHash("sha256");
  const kept: Value[][] = [];
  let count = 0;
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(file, { styles: "cache" })) {
    for await (const row of sheet) {
      const values = Array.from(row.values as ExcelJS.CellValue[])
        .slice(1)
        .map((value): Value => (value instanceof Date ? value.toISOString() : ((value ?? null) as Value)));
      hash.update(JSON.stringify(values));
      if (rowsFile) kept.push(values);
      count += 1;
    }
    break;
  }
  if (rowsFile) writeFileSync(rowsFile, JSON.stringify({ labels: kept[0], rows: kept.slice(1) }));
  return { seconds: 0, file, rows: count - 1, digest: hash.digest("hex") };
}

const job = JSON.parse(process.argv[2]!) as ExcelJob;
const done = job.side === "ours" ? await ours(job) : job.side === "peer" ? await peer(job) : await read(job);
const rssMb = process.resourceUsage().maxRSS / 1024;
process.send!({ digest: "", ...done, rssMb } satisfies ExcelAnswer, () => process.exit(0));
