import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { makeDb } from "#db/client.ts";
import { livePostmaster } from "#db/embedded/postmaster.ts";
import { isAlive, waitForExit } from "#db/embedded/processes.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { childEnvironment } from "../setup/child-environment.ts";

const REGISTRY = fileURLToPath(new URL("../../bin/registry.ts", import.meta.url));

/** A PostgreSQL of one test file's own, crash-safe as in production, to be taken away without a word and brought back. */
export async function ownCluster() {
  const dir = mkdtempSync(join(tmpdir(), "registry-fault-"));
  const options = { dir: join(dir, "postgres"), name: "registry", durable: true };
  let server = await startEmbedded(options);
  await migrate(server.url);
  const { sql, close } = makeDb(server.url, { max: 1 });
  const [row] = await sql<{ data: string }[]>`select current_setting('data_directory') as data`;
  await close();
  const pid = () => livePostmaster(row!.data)?.pid;
  return {
    url: server.url,
    varDir: join(dir, "var"),
    /** `kill -9` of the postmaster this file started: no checkpoint, no goodbye to its clients. */
    async kill() {
      const victim = pid();
      if (!victim) throw new Error("There is no server to take away.");
      process.kill(victim, "SIGKILL");
      if (!(await waitForExit(victim, 10_000))) throw new Error("The server did not die.");
    },
    async restart() {
      server = await startEmbedded(options);
    },
    async stop() {
      if (!pid()) server = await startEmbedded(options);
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type OwnCluster = Awaited<ReturnType<typeof ownCluster>>;

/** A free port of this machine. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** `registry api` as an operator runs it: a process of its own, whose every word is kept. */
export async function startWebProcess(cluster: OwnCluster) {
  const port = await freePort();
  const child: ChildProcess = fork(REGISTRY, ["api"], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...childEnvironment(),
      DATABASE_URL: cluster.url,
      REGISTRY_VAR: cluster.varDir,
      PORT: String(port),
      LOG_LEVEL: "error",
    },
  });
  let words = "";
  child.stdout!.on("data", (chunk: Buffer) => (words += chunk));
  child.stderr!.on("data", (chunk: Buffer) => (words += chunk));
  const origin = `http://127.0.0.1:${port}`;
  const alive = () => child.exitCode === null && child.signalCode === null;
  await until(async () => {
    if (!alive()) throw new Error(`The web process ended: ${words}`);
    return (await fetch(`${origin}/healthz`).catch(() => undefined))?.ok;
  });
  return {
    origin,
    pid: child.pid!,
    alive: () => alive() && isAlive(child.pid!),
    said: () => words,
    async stop() {
      if (!alive()) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** Looks every 50 ms until there is something, for `seconds` at most. */
export async function until<T>(look: () => Promise<T | undefined | false>, seconds = 40): Promise<T> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`It did not happen within ${seconds} seconds.`);
}
