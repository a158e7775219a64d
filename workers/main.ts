import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { Config } from "#api/config.ts";
import { makeDeps } from "#api/kernel/deps.ts";
import { cronItems } from "./cron.ts";
import { makeMailer } from "./email/mailer.ts";
import { startInboundMail } from "./inbound/listener.ts";
import { log } from "./log.ts";
import { makeRecogniser, usualThreads } from "./ocr/recogniser.ts";
import { makeRecovery } from "./recovery.ts";
import { makeTaskList, makeTasks, type Tasks } from "./task-list.ts";

export type WorkerOptions = {
  /** Stand-ins for tasks of the list, for tests and measurements. */
  tasks?: Partial<Tasks>;
  /** Called when the process must not go on; by default it exits with code 1, and what supervises it starts another. */
  lost?: (why: string) => void;
};

/**
 * Starts one worker process on `config.databaseUrl`; as many as wanted may run. When the connection that proves it alive
 * drops, the other workers take its tasks back at once, so it must end: a database that was away for ten seconds means
 * a new process, not a half-blind old one.
 * @throws Error where the database does not answer.
 */
export async function startWorker(
  config: Config,
  options: WorkerOptions = {},
): Promise<{ stop(): Promise<void> }> {
  log.level = config.logLevel;
  let stopping = false;
  const lost = (why: string, error?: unknown) => {
    if (stopping) return;
    stopping = true;
    log.fatal({ err: error }, why);
    (options.lost ?? (() => process.exit(1)))(why);
  };
  const ends: (() => Promise<unknown> | undefined)[] = [];
  const end = async () => {
    stopping = true;
    for (const step of ends.splice(0).reverse()) {
      await Promise.resolve(step()).catch((error) => log.warn({ err: error }, "a step of stopping failed"));
    }
  };
  try {
    const deps = await makeDeps(config, "registry worker");
    ends.push(deps.close);
    const mailer = makeMailer(config);
    ends.push(async () => mailer.close());
    const guard = await connectGuard(config.databaseUrl, lost);
    ends.push(() => guard.end());
    const recovery = makeRecovery(guard, log);
    await recovery.lock();
    // Deregistered last of all: the queue marks its last tasks done while its pool ends.
    ends.push(() => recovery.stop());
    const pool = openPool(config);
    ends.push(() => endPool(pool));

    const events: WorkerEvents = new EventEmitter();
    const registered = new Promise<void>((resolve, reject) => {
      events.on("pool:create", ({ workerPool }) => {
        recovery.register(workerPool.id).then(() => resolve(), reject);
      });
    });
    events.on("job:failed", ({ job }) =>
      log.error({ task: job.task_identifier, job: job.id }, "task failed for good"),
    );
    if (config.mailInboundPort > 0) {
      const door = await startInboundMail(deps, { host: config.host, port: config.mailInboundPort });
      ends.push(() => door.stop());
    }
    const recogniser = makeRecogniser({ threads: config.recognitionThreads || usualThreads() });
    ends.push(() => recogniser.close());
    const tasks = { ...makeTasks({ ...config, mailer, recogniser }), ...options.tasks };
    const runner = await run({
      pgPool: pool,
      concurrency: config.concurrency,
      taskList: makeTaskList(tasks, deps),
      parsedCronItems: cronItems(),
      noHandleSignals: true,
      logger: queueLogger,
      events,
      // No task is taken before the others know whose it would be.
      preset: { plugins: [gate(registered)] },
    });
    ends.push(() => runner.stop());
    runner.promise.then(
      () => lost("the queue stopped by itself"),
      (error) => lost("the queue stopped by itself", error),
    );
    await registered;
    recovery.start((error) => lost("the database no longer answers", error));
    return { stop: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A dedicated, direct connection; the server notices within half a minute when this machine vanishes. */
async function connectGuard(databaseUrl: string, lost: (why: string, error?: unknown) => void) {
  const guard = new pg.Client({
    connectionString: databaseUrl,
    application_name: "registry worker lock",
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 10_000,
    query_timeout: 15_000,
  });
  guard.on("error", (error) => lost("the connection to the database dropped", error));
  guard.on("end", () => lost("the connection to the database ended"));
  await guard.connect();
  await guard.query(
    "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3",
  );
  return guard;
}

function openPool({ databaseUrl, concurrency }: Config): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: "registry worker queue",
    max: 2 * concurrency + 3,
    connectionTimeoutMillis: 10_000,
  });
  pool.on("error", (error) => log.warn({ err: error }, "an idle connection of the queue dropped"));
  pool.on("connect", (client) => {
    client.on("error", (error) => log.warn({ err: error }, "a connection of the queue dropped"));
  });
  return pool;
}

/** The queue does not wait for its last tasks to be marked done; a pool that ends meanwhile would strand them. */
async function endPool(pool: pg.Pool): Promise<void> {
  for (let tries = 0; tries < 500 && (pool.waitingCount > 0 || pool.idleCount < pool.totalCount); tries++) {
    await sleep(10);
  }
  await pool.end();
}

const gate = (registered: Promise<void>): GraphileConfig.Plugin => ({
  name: "RegistryGate",
  version: "1.0.0",
  worker: { hooks: { startWorker: () => registered } },
});

/** The queue's own words, without those about a single task: `runTask` has logged them without people's data. */
const queueLogger = new Logger(() => (level, message, meta) => {
  if (meta && ("failure" in meta || "success" in meta)) return;
  const error = meta && "error" in meta ? meta.error : undefined;
  if (level === "error") log.error({ err: error }, error ? "the queue met an error" : message);
  else if (level === "warning") log.warn(message);
  else log.debug(message);
});
