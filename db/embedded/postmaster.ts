import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Account, canReach, privateDir, spawnAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { commandLine, isAlive, waitForExit } from "./processes.ts";

const START_TIMEOUT_MS = 60_000;
const DEFAULT_SHM = "/dev/shm";
const SMALL_SHM_BYTES = 512 * 1024 * 1024;

/** Creates the data folder in one step: a half-made one from a killed first start is thrown away. */
export function initCluster(data: string, bin: Binaries, account: Account, durable: boolean): void {
  const partial = `${data}.partial`;
  rmSync(partial, { recursive: true, force: true });
  privateDir(partial, account);
  const made = spawnSync(
    bin.initdb,
    [
      ...["-D", partial, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "-k"],
      ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ...(durable ? [] : ["--no-sync"]),
    ],
    { ...spawnAs(account), encoding: "utf8", cwd: "/" },
  );
  if (made.error || made.status !== 0) {
    const why = (made.stderr ?? "").trim() || made.error?.message;
    throw new Error(`PostgreSQL could not create its files in ${data}: ${why}`, { cause: made.error });
  }
  renameSync(partial, data);
}

/**
 * The living postmaster that serves this data folder and its socket's folder, or null: a stale pid file, or one
 * whose id some other program has by now, counts as null.
 */
export function livePostmaster(data: string): { pid: number; socket: string } | null {
  const lines = pidFile(data);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const command = commandLine(pid);
  if (!command.includes("postgres") || !command.includes(data)) return null;
  return { pid, socket: lines[4]?.trim() ?? "" };
}

/**
 * Makes the folder of the server's socket: a short path, with a comma in it (see `socketUrl`), which only the
 * account may enter, because the server asks for no password.
 */
function socketDir(data: string, account: Account): string {
  const temp = [tmpdir(), "/tmp"].find((dir) => dir.length <= 60 && canReach(dir, account));
  if (!temp)
    throw new Error("PostgreSQL's socket needs a temp folder that its account can enter, such as /tmp.");
  const dir = join(temp, `rollbook,${createHash("sha256").update(data).digest("hex").slice(0, 12)}`);
  if (existsSync(dir) && statSync(dir).uid !== account.uid) {
    throw new Error(`The folder ${dir} belongs to another account. Remove it and start again.`);
  }
  privateDir(dir, account);
  return dir;
}

/**
 * The address of a database behind a unix socket, in the one form that postgres.js and pg both read: the
 * percent-encoded socket folder as host. postgres.js only decodes a host that holds a comma, hence its name.
 */
export function socketUrl(dir: string, database: string): string {
  return `postgres://postgres@${encodeURIComponent(dir)}/${database}`;
}

/** Starts the server on the data folder of a cluster and waits until it answers. */
export async function startPostmaster(
  home: string,
  bin: Binaries,
  account: Account,
  durable: boolean,
): Promise<{ pid: number; socket: string }> {
  const data = join(home, "data");
  const log = join(home, "server.log");
  const socket = socketDir(data, account);
  // The caller made sure that nobody serves this folder: a lock left by a killed server may name a recycled id.
  rmSync(join(data, "postmaster.pid"), { force: true });
  rmSync(join(socket, ".s.PGSQL.5432.lock"), { force: true });
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const out = openSync(log, size > 10_000_000 ? "w" : "a", 0o600);
  const from = size > 10_000_000 ? 0 : size;
  // Detached: Ctrl-C in the terminal reaches the application first, which then stops the server in order.
  const child = spawn(bin.postgres, ["-D", data, ...settings(socket, durable)], {
    ...spawnAs(account),
    cwd: data,
    detached: true,
    stdio: ["ignore", out, out],
  });
  closeSync(out);
  child.unref();
  let failure: string | null = null;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code, signal) => {
    failure ??= `it stopped with ${signal ?? `code ${code}`}`;
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (pidFile(data)[7]?.trim() !== "ready") {
    if (failure) {
      rmSync(socket, { recursive: true, force: true });
      throw new Error(`PostgreSQL did not start: ${failure}. Its log says:\n${tail(log, from)}`);
    }
    if (Date.now() > deadline) {
      child.kill("SIGQUIT");
      throw new Error(`PostgreSQL did not answer within a minute. Its log says:\n${tail(log, from)}`);
    }
    await sleep(10);
  }
  child.removeAllListeners("exit");
  return { pid: child.pid!, socket };
}

/** Stops the server: politely with sessions cut, at once when it does not listen or nothing must survive. */
export async function stopPostmaster(pid: number, durable: boolean): Promise<void> {
  for (const signal of durable
    ? (["SIGINT", "SIGQUIT", "SIGKILL"] as const)
    : (["SIGQUIT", "SIGKILL"] as const)) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitForExit(pid, signal === "SIGINT" ? 30_000 : 5_000)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
}

function pidFile(data: string): string[] {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

function settings(socket: string, durable: boolean): string[] {
  const values: Record<string, string | number> = {
    listen_addresses: "",
    unix_socket_directories: `"${socket}"`,
    unix_socket_permissions: "0700",
    max_connections: 200,
    shared_buffers: "256MB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    effective_cache_size: "1GB",
    random_page_cost: 1.1,
    max_wal_size: "2GB",
    timezone: "UTC",
    log_timezone: "UTC",
    dynamic_shared_memory_type: sharedMemory(),
    // A cluster for tests may lose everything: no flushing, and no vacuum that holds the template open.
    ...(durable
      ? {}
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Containers give 64 MB of shared memory, on which parallel queries fail: use files there. */
function sharedMemory(): string {
  try {
    const { blocks, bsize } = statfsSync(DEFAULT_SHM);
    return blocks * bsize < SMALL_SHM_BYTES ? "mmap" : "posix";
  } catch {
    return process.platform === "linux" ? "mmap" : "posix";
  }
}

function tail(log: string, from: number): string {
  return readFileSync(log).subarray(from).toString("utf8").trim().split("\n").slice(-12).join("\n");
}
