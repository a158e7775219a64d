import { EventEmitter } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Logger, runOnce, type WorkerEvents } from "graphile-worker";
import PostalMime, { type Email } from "postal-mime";
import { afterAll } from "vitest";
import { makeDb } from "#db/client.ts";
import type { JurisdictionKey } from "#db/enums.ts";
import { noRole } from "#db/roles/tiers.ts";
import { makeMailer } from "#workers/email/mailer.ts";
import { log } from "#workers/log.ts";
import { makeTaskList, makeTasks, type Tasks } from "#workers/task-list.ts";
import { databaseUrl } from "../setup/db.ts";
import { depsFor } from "./ctx.ts";

/** `var/` of this test file: its mailbox lives here, and goes after the file. */
export const testVar = join(tmpdir(), `registry-test-var-${process.pid}`);
afterAll(() => rm(testVar, { recursive: true, force: true }));

export type DrainOptions = {
  url?: string;
  smtpUrl?: string;
  jurisdiction?: JurisdictionKey;
  /** Stand-ins for single tasks. */
  tasks?: Partial<Tasks>;
  /** For tests of failures: what failed is returned instead of thrown. */
  allowFailures?: boolean;
};
export type Drained = { done: string[]; failed: { task: string; error: string }[] };

/**
 * Does every due task of this test file's database (or `url`) once, in this process, with those they cause, as a real
 * worker would: parsed payloads, system actor, database role. Mail goes to the mailbox of {@link testVar}.
 * @returns the names of the tasks done. @throws Error naming the tasks that failed.
 */
export async function drainQueue(options: DrainOptions = {}): Promise<Drained> {
  log.level = "silent";
  const url = options.url ?? (await databaseUrl());
  const handle = makeDb(url, { role: noRole, max: 4 });
  const mailer = makeMailer({ smtpUrl: options.smtpUrl ?? "", varDir: testVar });
  const drained: Drained = { done: [], failed: [] };
  const events: WorkerEvents = new EventEmitter();
  events.on("job:success", ({ job }) => drained.done.push(job.task_identifier));
  events.on("job:error", ({ job, error }) =>
    drained.failed.push({
      task: job.task_identifier,
      error: error instanceof Error ? error.message : String(error),
    }),
  );
  try {
    const services = { mailer, mailFrom: "registry@example.org", publicOrigin: "http://registry.test" };
    await runOnce({
      connectionString: url,
      taskList: makeTaskList(
        { ...makeTasks(services), ...options.tasks },
        depsFor(handle.db, options.jurisdiction),
      ),
      noHandleSignals: true,
      logger: new Logger(() => () => {}),
      events,
    });
  } finally {
    mailer.close();
    await handle.close();
  }
  if (drained.failed.length > 0 && !options.allowFailures) {
    throw new Error(
      `Tasks failed: ${drained.failed.map(({ task, error }) => `${task} (${error})`).join(", ")}`,
    );
  }
  return drained;
}

/** The e-mails in this test file's mailbox, oldest first, parsed as a mail program would. */
export async function mailbox(): Promise<Email[]> {
  const folder = join(testVar, "mailbox");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
  return Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))));
}
