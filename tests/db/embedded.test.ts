import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeWorkerUtils } from "graphile-worker";
import postgres from "postgres";
import { afterEach, expect, test, vi } from "vitest";
import { isAlive } from "#db/embedded/processes.ts";
import { removeAbandoned, startEmbedded, withDatabase } from "#db/embedded.ts";

const used: string[] = [];

afterEach(async () => {
  for (const dir of used.splice(0)) if (existsSync(dir)) await removeAbandoned(dir);
});

function newDir(): string {
  const dir = join(tmpdir(), `rollbook-embedded-${process.pid}-${Math.random().toString(36).slice(2)}`);
  used.push(dir);
  return dir;
}

async function ask(url: string, query: string): Promise<postgres.Row> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql.unsafe(query);
    return row!;
  } finally {
    await sql.end();
  }
}

/** Starts the database in a process of its own, which then waits; resolves to its url. */
async function startElsewhere(dir: string) {
  const code = `
    const { startEmbedded } = await import("#db/embedded.ts");
    const { url } = await startEmbedded(${JSON.stringify({ dir, name: "registry", durable: true })});
    console.log(url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  return { child, url: chunk.toString().trim() };
}

const postmasterPid = (dir: string) =>
  Number(readFileSync(join(dir, "data/postmaster.pid"), "utf8").split("\n")[0]);

test("one address serves postgres.js and graphile-worker's driver, on a socket without network", async () => {
  const { url, stop } = await startEmbedded({ dir: newDir(), name: "registry", durable: false });
  try {
    const row = await ask(
      url,
      `select current_database() as name, current_setting('listen_addresses') as network,
       current_setting('data_checksums') as checksums, 'Ñ' ilike 'ñ' as unicode`,
    );
    expect(row).toEqual({ name: "registry", network: "", checksums: "on", unicode: true });
    const utils = await makeWorkerUtils({ connectionString: withDatabase(url, "registry") });
    const answer = await utils.withPgClient((client) => client.query("select current_database() as name"));
    expect(answer.rows).toEqual([{ name: "registry" }]);
    await utils.release();
  } finally {
    await stop();
  }
});

test("a server left behind by kill -9 of its starter is adopted, with the data, and can be stopped", async () => {
  const dir = newDir();
  const { child, url } = await startElsewhere(dir);
  await ask(url, "create table kept as select 42 as answer");
  const before = postmasterPid(dir);
  child.kill("SIGKILL");
  await once(child, "exit");
  const again = await startEmbedded({ dir, name: "registry", durable: true });
  expect(postmasterPid(dir)).toBe(before);
  expect(await ask(again.url, "select answer from kept")).toEqual({ answer: 42 });
  await again.stop();
  expect(isAlive(before)).toBe(false);
});

test("a server that was killed itself starts again over its stale pid file and recovers", async () => {
  const dir = newDir();
  const first = await startEmbedded({ dir, name: "registry", durable: true });
  await ask(first.url, "create table kept as select 42 as answer");
  const killed = postmasterPid(dir);
  process.kill(killed, "SIGKILL");
  const again = await startEmbedded({ dir, name: "registry", durable: true });
  expect(postmasterPid(dir)).not.toBe(killed);
  expect(await ask(again.url, "select answer from kept")).toEqual({ answer: 42 });
  await again.stop();
});

test("a server that is still dying when the next start looks at it is waited for, not taken for one in use", async () => {
  const dir = newDir();
  const first = await startEmbedded({ dir, name: "registry", durable: true });
  await ask(first.url, "create table kept as select 42 as answer");
  const dying = postmasterPid(dir);
  process.kill(dying, "SIGSTOP");
  setTimeout(() => process.kill(dying, "SIGKILL"), 500);
  const again = await startEmbedded({ dir, name: "registry", durable: true });
  expect(postmasterPid(dir)).not.toBe(dying);
  expect(await ask(again.url, "select answer from kept")).toEqual({ answer: 42 });
  await again.stop();
});

test("a pid file that names some other living process does not prevent the start", async () => {
  const dir = newDir();
  const first = await startEmbedded({ dir, name: "registry", durable: false });
  await first.stop();
  writeFileSync(join(realpathSync(dir), "data/postmaster.pid"), `${process.pid}\n${dir}/data\n0\n5432\n`);
  const again = await startEmbedded({ dir, name: "registry", durable: false });
  expect(await ask(again.url, "select 1 as one")).toEqual({ one: 1 });
  await again.stop();
});

test("a second process shares a running server and leaves it running", async () => {
  const dir = newDir();
  const { child, url } = await startElsewhere(dir);
  const guest = await startEmbedded({ dir, name: "registry", durable: true });
  expect(guest.url).toBe(url);
  await guest.stop();
  expect(await ask(url, "select 1 as one")).toEqual({ one: 1 });
  child.kill("SIGKILL");
  await once(child, "exit");
});

test("files of another PostgreSQL version are refused in words", async () => {
  const dir = newDir();
  const { stop } = await startEmbedded({ dir, name: "registry", durable: false });
  await stop();
  writeFileSync(join(dir, "data/PG_VERSION"), "16\n");
  await expect(startEmbedded({ dir, name: "registry", durable: false })).rejects.toThrow(
    /were made by PostgreSQL 16; this is 18/,
  );
});

test("a server that cannot start says why, from its own log", async () => {
  const dir = newDir();
  const { stop } = await startEmbedded({ dir, name: "registry", durable: false });
  await stop();
  writeFileSync(join(dir, "data/postgresql.conf"), "no_such_setting = 1\n");
  await expect(startEmbedded({ dir, name: "registry", durable: false })).rejects.toThrow(/no_such_setting/);
});

test("a first start that was killed half-way leaves nothing in the way", async () => {
  const dir = newDir();
  mkdirSync(join(dir, "data.partial/base"), { recursive: true });
  const { url, stop } = await startEmbedded({ dir, name: "registry", durable: false });
  expect(await ask(url, "select 1 as one")).toEqual({ one: 1 });
  await stop();
});

test("library links that an install without scripts left out are made", async () => {
  const { hydrateLinks } = await import("#db/embedded/binaries.ts");
  const root = mkdtempSync(join(tmpdir(), "rollbook-links-"));
  try {
    mkdirSync(join(root, "native/lib"), { recursive: true });
    writeFileSync(join(root, "native/lib/libicu.so.60.2"), "library");
    const links = [{ source: "native/lib/libicu.so.60.2", target: "native/lib/libicu.so.60" }];
    writeFileSync(join(root, "native/pg-symlinks.json"), JSON.stringify(links));
    expect(hydrateLinks(join(root, "native"))).toBe(true);
    expect(readFileSync(join(root, "native/lib/libicu.so.60"), "utf8")).toBe("library");
    expect(hydrateLinks(join(root, "native"))).toBe(true);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test("a process with another temp folder finds the running server instead of stopping it", async () => {
  const dir = newDir();
  const { child, url } = await startElsewhere(dir);
  const temp = mkdtempSync(join(tmpdir(), "rollbook-temp-"));
  vi.stubEnv("TMPDIR", temp);
  try {
    const guest = await startEmbedded({ dir, name: "registry", durable: true });
    expect(guest.url).toBe(url);
    await guest.stop();
    expect(await ask(url, "select 1 as one")).toEqual({ one: 1 });
  } finally {
    vi.unstubAllEnvs();
    rmSync(temp, { recursive: true });
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});
