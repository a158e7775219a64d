import { fork } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import { watchMemory } from "./memory.ts";

export type Limits = {
  /** From the fork until the child has loaded its libraries. */
  startMs: number;
  /** For opening the file, and for each page. */
  pageMs: number;
  memoryBytes: number;
};
const usual: Limits = { startMs: 60_000, pageMs: 10_000, memoryBytes: 512 * 1024 * 1024 };

/** The child ended without a verdict for a reason that may lie outside the file. */
export class SandboxFailed extends Error {}

/** What every child tells at least; between `ready` and its verdict it may tell more. */
type Told = { type: string; reason?: string };
export type Verdict = "done" | { unreadable: string };

type Job<M extends Told> = {
  /** A file of this folder. */
  script: string;
  /** What is asked, given the folder the child may write into. */
  request: (folder: string) => object;
  /** The only messages that are believed. */
  messages: z.ZodType<M>;
  heard?: (message: M) => void;
  /** What a person is told whose file takes too long or too much. */
  tooLong: string;
  tooBig: string;
  signal?: AbortSignal;
  limits?: Partial<Limits>;
};

const prefix = "registry-sandbox-";
const hourMs = 3_600_000;

/**
 * Runs one child with an empty environment, {@link usual} limits of time and memory and a folder of its own, and hands its
 * verdict to `use` while the folder exists.
 * @throws SandboxFailed where the child died by itself or `signal` stopped it.
 */
export async function inSandbox<M extends Told, T>(
  job: Job<M>,
  use: (folder: string, verdict: Verdict) => Promise<T>,
): Promise<T> {
  await removeAbandoned();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  try {
    return await use(folder, await runChild(job, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A worker that was killed leaves parts of people's files behind: the next upload removes them. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(tmpdir(), name);
    const info = await stat(folder).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > hourMs) await rm(folder, { recursive: true, force: true });
  }
}

function runChild<M extends Told>(job: Job<M>, folder: string): Promise<Verdict> {
  const limits = { ...usual, ...job.limits };
  const { signal } = job;
  const process = fork(fileURLToPath(new URL(job.script, import.meta.url)), [], {
    execArgv: ["--max-old-space-size=256", "--import", import.meta.resolve("tsx")],
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return new Promise<Verdict>((done, fail) => {
    let verdict: Verdict | undefined;
    let clock: NodeJS.Timeout | undefined;
    const end = (reason?: string) => {
      if (reason) verdict ??= { unreadable: reason };
      process.kill("SIGKILL");
    };
    const allow = (ms: number, reason?: string) => {
      clearTimeout(clock);
      clock = setTimeout(() => end(reason), ms);
    };
    const stopWatching = process.pid
      ? watchMemory(process.pid, limits.memoryBytes, () => end(job.tooBig))
      : () => {};
    const aborted = () => end();
    signal?.addEventListener("abort", aborted, { once: true });
    // A machine too busy to start it says nothing about the file.
    allow(limits.startMs);
    process.on("message", (raw) => {
      const message = job.messages.safeParse(raw);
      if (!message.success) return end();
      const told = message.data;
      if (told.type === "done") verdict ??= "done";
      else if (told.type === "unreadable") verdict ??= { unreadable: told.reason ?? "" };
      else {
        if (told.type === "ready") process.send(job.request(folder));
        else job.heard?.(told);
        allow(limits.pageMs, job.tooLong);
      }
    });
    const finish = () => {
      clearTimeout(clock);
      stopWatching();
      signal?.removeEventListener("abort", aborted);
      if (signal?.aborted) fail(new SandboxFailed("Opening the file was stopped."));
      else if (verdict) done(verdict);
      else fail(new SandboxFailed("The process that opens files ended by itself."));
    };
    process.once("error", finish);
    process.once("close", finish);
    if (signal?.aborted) end();
  });
}
