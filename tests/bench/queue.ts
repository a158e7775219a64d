/**
 * `npm run bench -- queue [--size 3000]`: tasks a second of our worker (parsed payloads, a context each, the sweeper for
 * dead workers running) against graphile-worker's bare loop with the same concurrency and an empty task. Interleaved on
 * one durable database; both sides must have done every task, each with its own payload, before anything counts.
 */
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, run } from "graphile-worker";
import { readConfig } from "#api/config.ts";
import { makeDb } from "#db/client.ts";
import { removeAbandoned, startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { startWorker } from "#workers/main.ts";
import { median, numberOption, printResult } from "./measure.ts";

const size = numberOption("size", 3_000);
const rounds = numberOption("rounds", 5);
const concurrency = numberOption("concurrency", 4);

const dir = join(tmpdir(), `rollbook-test-bench-queue-${process.pid}`);
const server = await startEmbedded({ dir, name: "bench", durable: true });
try {
  await migrate(server.url);
  const { sql, close } = makeDb(server.url, { max: 1 });

  async function left(): Promise<number> {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'find_duplicates'`;
    return row!.n;
  }

  /** Fills the queue, starts a worker, and measures from its first task to its last. */
  async function measure(start: (done: (n: number) => void) => Promise<() => Promise<unknown>>) {
    await sql`select graphile_worker.add_job('find_duplicates', json_build_object('participantId', n))
      from generate_series(1, ${size}) n`;
    await sql`vacuum analyze graphile_worker._private_jobs`;
    const seen = new Set<number>();
    let began = 0;
    let finish = (_seconds: number) => {};
    const seconds = new Promise<number>((resolve) => {
      finish = resolve;
    });
    const stop = await start((n) => {
      if (seen.size === 0) began = performance.now();
      seen.add(n);
      if (seen.size === size) finish((performance.now() - began) / 1000);
    });
    const took = await seconds;
    await stop();
    assert.equal(seen.size, size, "every task was done with its own payload");
    // The bare loop does not wait for its last tasks to be marked done when it stops.
    for (let tries = 0; tries < 50 && (await left()) > 0; tries++) await sleep(100);
    assert.equal(await left(), 0, "nothing is left in the queue");
    return size / took;
  }

  const config = readConfig(
    { databaseUrl: server.url, varDir: dir, concurrency, logLevel: "warn", environment: "test" },
    {},
  );
  const ours = () =>
    measure(async (done) => {
      const worker = await startWorker(config, {
        tasks: { find_duplicates: async ({ participantId }) => done(participantId ?? 0) },
      });
      return () => worker.stop();
    });
  const bare = () =>
    measure(async (done) => {
      const runner = await run({
        connectionString: server.url,
        concurrency,
        noHandleSignals: true,
        logger: new Logger(() => () => {}),
        taskList: {
          find_duplicates: (payload) => done((payload as { participantId: number }).participantId),
        },
      });
      return () => runner.stop();
    });

  await ours();
  await bare();
  const figures: { ours: number; bare: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const pair = { ours: await ours(), bare: await bare() };
    figures.push(pair);
    console.log(
      `round ${round + 1}: ours ${pair.ours.toFixed(0)}, bare ${pair.bare.toFixed(0)} tasks a second`,
    );
  }
  await close();
  printResult({
    bench: "queue",
    figure: median(figures.map((each) => each.ours)),
    unit: "tasks/s",
    peer: `graphile-worker run(), concurrency ${concurrency}, empty task`,
    peer_figure: median(figures.map((each) => each.bare)),
    better: "higher",
    size,
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  });
} finally {
  await server.stop();
  await removeAbandoned(dir);
}
