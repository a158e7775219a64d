import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rawClient } from "#db/client.ts";
import { childEnvironment } from "../../setup/child-environment.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SLOWEST_START_MS = 170_000;

/** A running registry as journeys reach it: its address, its database, and the folder with its mailbox and log. */
export type Running = { origin: string; databaseUrl: string; varDir: string };
export type Started = Running & { stop: () => Promise<void> };

/**
 * Runs `registry start` as a newcomer does, on a migrated empty database: it builds the console, makes the demo and
 * starts the web process and a worker. What it says goes to `<varDir>/registry.log`. It ends with this process.
 * @throws Error with the end of its log where it does not come up.
 */
export async function startRegistry(given: {
  databaseUrl: string;
  varDir: string;
  participants: number;
}): Promise<Started> {
  const { databaseUrl, varDir } = given;
  mkdirSync(varDir, { recursive: true });
  const port = await freePort();
  const logFile = join(varDir, "registry.log");
  const child = spawn(process.execPath, ["--import", "tsx", "bin/registry.ts", "start"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...childEnvironment(),
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      REGISTRY_VAR: varDir,
      REGISTRY_PARTICIPANTS: String(given.participants),
      // Each visitor comes from an address of its own, or the limits on sign-ins would stop the journeys.
      REGISTRY_TRUST_PROXY: "1",
      LOG_LEVEL: "warn",
    },
  });
  const log = createWriteStream(logFile);
  child.stderr!.pipe(log, { end: false });
  try {
    await ready(child, log);
    await duplicatesFound(databaseUrl);
  } catch (error) {
    await stop(child);
    throw new Error(`${(error as Error).message}\n${readFileSync(logFile, "utf8").slice(-4000)}`);
  }
  return { origin: `http://127.0.0.1:${port}`, databaseUrl, varDir, stop: () => stop(child) };
}

function ready(child: ChildProcess, log: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error("The registry did not start in time:")),
      SLOWEST_START_MS,
    );
    child.once("exit", () => reject(new Error("The registry did not start:")));
    child.stdout!.on("data", (chunk: Buffer) => {
      log.write(chunk);
      if (!chunk.includes("Ctrl-C stops everything")) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The demo asks for a search for duplicates; a newcomer reads the start's messages meanwhile, a journey does not. */
async function duplicatesFound(databaseUrl: string): Promise<void> {
  const sql = rawClient(databaseUrl, { max: 1 });
  const patience = Date.now() + 60_000;
  try {
    for (;;) {
      const [waits] =
        await sql`select 1 from graphile_worker.jobs where task_identifier in ('find_duplicates', 'match_changed_people')`;
      if (!waits) return;
      if (Date.now() > patience) throw new Error("The search for duplicates did not end:");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await sql.end();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  const impatient = setTimeout(() => child.kill("SIGKILL"), 20_000);
  child.kill("SIGTERM");
  await gone;
  clearTimeout(impatient);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
