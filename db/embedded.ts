import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rawClient } from "./client.ts";
import { accountFor, clusterHome } from "./embedded/account.ts";
import { findBinaries } from "./embedded/binaries.ts";
import {
  initCluster,
  livePostmaster,
  socketUrl,
  startPostmaster,
  stopPostmaster,
} from "./embedded/postmaster.ts";
import { isAlive, startTick } from "./embedded/processes.ts";

/** `durable: false` (tests) trades crash safety for speed and stops without ceremony. */
export type EmbeddedOptions = { dir: string; name: string; durable: boolean };

/** `stop` leaves a server alone that another living process started. */
export type Embedded = { url: string; stop: () => Promise<void> };

/**
 * Starts the default database: the real PostgreSQL that npm installed, its files under `dir`, with the database
 * `name` created on first use. It listens on a unix socket only. The returned url has the socket folder as a
 * percent-encoded host, `postgres://postgres@%2Ftmp%2Frollbook%2C1a2b/name`, which postgres.js and pg (and so
 * graphile-worker) both read. A server left behind by a killed run is adopted when it answers, else restarted;
 * a server that another living process started is shared.
 * @throws Error with a sentence for the operator: no PostgreSQL for this platform, files of another account or
 * another PostgreSQL version, or the last lines of the server's log.
 */
export async function startEmbedded({ dir, name, durable }: EmbeddedOptions): Promise<Embedded> {
  const account = accountFor(join(resolve(dir), "data"));
  const home = realpathSync(clusterHome(resolve(dir), account));
  const data = join(home, "data");
  const release = await lock(home);
  try {
    const bin = findBinaries(home, account);
    const fresh = !existsSync(data);
    if (fresh) initCluster(data, bin, account, durable);
    refuseOtherVersion(data, bin.major);
    const owned = ownerIsAlive(home);
    let server = await answeringPostmaster(data, { patienceMs: owned ? 10_000 : 0 });
    if (server && !server.answers) {
      if (owned) throw new Error(`The database in ${home} is in use by another process and does not answer.`);
      await stopPostmaster(server.pid, durable);
      server = null;
    }
    const shared = server !== null && owned;
    server ??= { ...(await startPostmaster(home, bin, account, durable)), answers: true };
    if (!shared) writeFileSync(ownerFile(home), JSON.stringify(self()));
    await ensureDatabase(socketUrl(server.socket, "postgres"), name);
    const { pid, socket } = server;
    const stop = async () => {
      if (shared) return;
      await stopPostmaster(pid, durable);
      rmSync(ownerFile(home), { force: true });
      rmSync(socket, { recursive: true, force: true });
    };
    return { url: socketUrl(socket, name), stop };
  } finally {
    release();
  }
}

/** Stops the server of a folder whose starter died, and removes the folder. Does nothing while it is in use. */
export async function removeAbandoned(dir: string): Promise<void> {
  // Another run may be clearing up at the same moment.
  if (!existsSync(dir)) return;
  const home = realpathSync(dir);
  if (ownerIsAlive(home) || holderIsAlive(join(home, "boot.lock"))) return;
  const server = livePostmaster(join(home, "data"));
  if (server) {
    await stopPostmaster(server.pid, false);
    rmSync(server.socket, { recursive: true, force: true });
  }
  rmSync(dir, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}

/** The same server's address of another database. */
export function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

type Owner = { pid: number; tick: string | null };

const ownerFile = (home: string) => join(home, "owner.json");
const self = (): Owner => ({ pid: process.pid, tick: startTick(process.pid) });
const ownerIsAlive = (home: string) => holderIsAlive(ownerFile(home));

function holderIsAlive(file: string): boolean {
  try {
    const { pid, tick } = JSON.parse(readFileSync(file, "utf8")) as Owner;
    return isAlive(pid) && startTick(pid) === tick;
  } catch {
    return false;
  }
}

/** One process at a time creates, starts or adopts a cluster; a lock whose holder died is void. */
async function lock(home: string): Promise<() => void> {
  const file = join(home, "boot.lock");
  mkdirSync(home, { recursive: true });
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; await sleep(50)) {
    try {
      writeFileSync(file, JSON.stringify(self()), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (!holderIsAlive(file)) rmSync(file, { force: true });
    }
  }
  throw new Error(`Another process has been starting the database in ${home} for too long.`);
}

function refuseOtherVersion(data: string, major: string): void {
  const found = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (found !== major) {
    throw new Error(
      `The database files in ${data} were made by PostgreSQL ${found}; this is ${major}. ` +
        "Move them over with a dump and restore, or remove the folder to begin with an empty registry.",
    );
  }
}

/**
 * The living server of this folder and whether it answers. One that was killed a moment ago is still there for a little:
 * it gets `patienceMs` to go, or to answer after all.
 */
async function answeringPostmaster(data: string, { patienceMs }: { patienceMs: number }) {
  for (const deadline = Date.now() + patienceMs; ; await sleep(50)) {
    const server = livePostmaster(data);
    if (!server) return null;
    if (await answers(socketUrl(server.socket, "postgres"), data)) return { ...server, answers: true };
    if (livePostmaster(data) && Date.now() >= deadline) return { ...server, answers: false };
  }
}

async function answers(url: string, data: string): Promise<boolean> {
  const sql = rawClient(url, { max: 1 });
  try {
    const [row] = await sql`select current_setting('data_directory') as dir`;
    return row?.dir === data;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const sql = rawClient(url, { max: 1 });
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
