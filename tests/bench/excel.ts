/**
 * `npm run bench -- excel [--size 100k]`: a report run of 15 columns from the database to the finished file, through
 * the task a worker runs, against ExcelJS's own documented streaming loop fed from memory. Each run in a fresh process,
 * interleaved; every cell of both workbooks is compared first.
 */
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { createReportRun } from "#api/domains/reports/index.ts";
import { type Db, makeDb } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeStaff } from "../support/factories.ts";
import type { ExcelAnswer, ExcelJob } from "./excel-run.ts";
import { median, numberOption, printResult, round } from "./measure.ts";

const size = numberOption("size", 100_000);
const rounds = numberOption("rounds", 3);

/** 9 texts, 2 dates, 4 numbers. */
const columns = [
  "Training organization",
  "ORGCODE",
  "Training ID",
  "Training title",
  "First day",
  "Last day",
  "County",
  "Program",
  "Activity category",
  "Language",
  "Competency",
  "Hours offered",
  "Seats",
  "Attended",
  "Hours granted",
];

async function fill(db: Db): Promise<void> {
  await db.execute(sql`insert into sponsors (name, vendor_code, status)
    select 'Training Partners of ' || n, lpad(n::text, 4, '0'), 'approved' from generate_series(1, 50) n`);
  await db.execute(sql`insert into trainings (sponsor_id, title, hours, framework, competency)
    select s.id, 'Play & Learning', 3, 'ca_ece_competencies', 'child_development' from sponsors s`);
  await db.execute(sql`insert into events (training_id, sponsor_id, title, status, hours, starts_on, ends_on, capacity, county,
      program_code, delivery_type, delivery_method, funding)
    select t.id, t.sponsor_id, 'Observation and assessment in mixed-age groups, part ' || n, 'published', 1 + n % 8,
      date '2026-01-01' + n % 300, date '2026-01-01' + n % 300 + n % 2, 20 + n % 11,
      (array['Alameda', 'Fresno', 'Los Angeles', 'Kern'])[1 + n % 4], (array['C', 'R', 'H'])[1 + n % 3], 'training', 'classroom', 'cde_f5'
    from generate_series(1, ${size}::integer) n join trainings t on t.id = 1 + n % 50`);
  await db.execute(
    sql`insert into participants (given_name, family_name) select 'Ana', 'Reyes ' || n from generate_series(1, 1000) n`,
  );
  await db.execute(sql`insert into enrollments (event_id, participant_id, status, hours_granted)
    select e.id, 1 + e.id % 1000, 'attended', e.hours from events e`);
  await db.execute(sql`analyze`);
}

function child(job: ExcelJob): Promise<ExcelAnswer> {
  const process = fork(new URL("./excel-run.ts", import.meta.url), [JSON.stringify(job)], {
    execArgv: ["--import", "tsx"],
  });
  return new Promise((done, fail) => {
    process.once("message", (answer: ExcelAnswer) => done(answer));
    process.once("exit", (code) => code !== 0 && fail(new Error(`The run ended with ${code}.`)));
  });
}

const dir = mkdtempSync(join(tmpdir(), "bench-excel-"));
const cluster = await startCluster();
try {
  const url = withDatabase(cluster.url, TEMPLATE);
  const handle = makeDb(url, { max: 2 });
  await fill(handle.db);
  const staff = ctxFor(handle.db, "registry_admin", {
    accountId: (await makeStaff(handle.db, "registry_admin")).id,
  });
  const ours = async () => {
    const params = { from: "2026-01-01", to: "2026-12-31", columns };
    const { id } = await createReportRun(staff, { reportKey: "sponsor_training", params });
    return child({ side: "ours", url, dir, reportRunId: id });
  };
  const rowsFile = join(dir, "rows.json");
  const first = await ours();
  const dumped = await child({ side: "read", file: first.file, rowsFile });
  const peer = () => child({ side: "peer", dir, rowsFile });
  const other = await child({ side: "read", file: (await peer()).file });
  assert.equal(dumped.rows, size);
  assert.equal(other.digest, dumped.digest, "both workbooks hold the same cells");

  const figures: { ours: ExcelAnswer[]; peer: ExcelAnswer[] } = { ours: [], peer: [] };
  for (let n = 0; n < rounds; n++) {
    figures.ours.push(await ours());
    figures.peer.push(await peer());
  }
  const speed = (answers: ExcelAnswer[]) => median(answers.map((answer) => size / answer.seconds));
  const peak = (answers: ExcelAnswer[]) => Math.max(...answers.map((answer) => answer.rssMb));
  console.log(
    `peak memory: ours ${round(peak(figures.ours))} MB (goal < 250), ExcelJS's loop ${round(peak(figures.peer))} MB with its rows in memory`,
  );
  printResult({
    bench: "excel",
    figure: speed(figures.ours),
    unit: "rows/s",
    peer: "ExcelJS streaming loop from memory",
    peer_figure: speed(figures.peer),
    better: "higher",
    size,
    rss_mb: round(peak(figures.ours)),
  });
  await handle.close();
} finally {
  await cluster.stop();
  rmSync(dir, { recursive: true, force: true });
}
