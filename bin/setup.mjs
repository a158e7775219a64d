// The door of every npm script: plain Node without dependencies, so that it works before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];
const STAMP = join(ROOT, "node_modules/.installed-from");
const bin = (path) => join(ROOT, "node_modules", path);
const TSX = ["--import", "tsx"];
/** Packages for the other C library are in the lockfile, and npm rightly leaves them out. */
const LIBC = process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";

const [command = "start", ...args] = process.argv.slice(2);
process.chdir(ROOT);
const npmIsGone = ancestorWatch();
requireNode();
await install();
process.exitCode = await commands()();

function commands() {
  const known = { start, test, check, bench };
  if (Object.hasOwn(known, command)) return known[command];
  return fail(`Unknown command "${command}". Known: ${Object.keys(known).join(", ")}.`);
}

function start() {
  const watching = args.includes("--watch");
  const node = watching ? ["--watch", "--watch-preserve-output", ...TSX] : TSX;
  return run([...node, "bin/registry.ts", "start", ...args], { supervised: !watching });
}

function test() {
  return run([bin("vitest/vitest.mjs"), "run", ...args]);
}

function bench() {
  const names = existsSync("tests/bench")
    ? readdirSync("tests/bench").filter((file) => /^[a-z-]+\.ts$/.test(file))
    : [];
  const [name, ...rest] = args;
  if (names.includes(`${name}.ts`)) return run([...TSX, `tests/bench/${name}.ts`, ...rest]);
  return fail(
    `Usage: npm run bench -- NAME, where NAME is one of: ${names.map((f) => f.slice(0, -3)).join(", ")}.`,
  );
}

/** Everything that needs no database, two at a time; prints each step's time, and its output where it failed. */
async function check() {
  const steps = [
    ["types", [bin("typescript/bin/tsc"), "-p", "tsconfig.json"]],
    ["types of the console", [bin("typescript/bin/tsc"), "-p", "admin-ui/tsconfig.json"]],
    ["structure", [bin("vitest/vitest.mjs"), "run", "--project", "structure"]],
    ["dead code", [bin("knip/bin/knip.js"), "--no-progress"]],
    ["format and lint", [bin("@biomejs/biome/bin/biome"), "ci", "--colors=off", "--error-on-warnings", "."]],
  ];
  const failed = [];
  const worker = async () => {
    for (let step = steps.shift(); step; step = steps.shift()) {
      const [name, argv] = step;
      const began = Date.now();
      const { code, output } = await capture(argv);
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
      if (code === 0) continue;
      failed.push(name);
      console.log(output.replace(/^/gm, "       "));
    }
  };
  await Promise.all([worker(), worker()]);
  console.log(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}.`);
  return failed.length === 0 ? 0 : 1;
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(
    `This needs Node ${OLDEST_NODE.join(".")} or newer; you have ${process.versions.node}. See https://nodejs.org.`,
  );
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Installs from the lockfile where node_modules is missing or was installed from another one. */
async function install() {
  const lock = readFileSync("package-lock.json");
  const wanted = createHash("sha256")
    .update(lock)
    .update(`${process.platform}-${process.arch}`)
    .digest("hex");
  const stamp = existsSync(STAMP) ? readFileSync(STAMP, "utf8") : "";
  if (stamp === wanted) return;
  if (!installedMatches(JSON.parse(lock))) {
    console.log("Installing packages from package-lock.json (once, a minute or two) …");
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
    const code = await wait(
      spawn(
        npm[0],
        [...npm.slice(1), "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"],
        {
          stdio: "inherit",
          shell: process.platform === "win32",
        },
      ),
    );
    if (code !== 0) fail("npm ci failed: see its message above. Nothing was started.");
  }
  writeFileSync(STAMP, wanted);
}

/** True when npm's own record of node_modules holds what the lockfile asks for on this platform. */
function installedMatches(lock) {
  const record = join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    const ours =
      wanted.os?.includes(process.platform) &&
      wanted.cpu?.includes(process.arch) &&
      (wanted.libc ?? [LIBC]).includes(LIBC);
    return wanted.optional === true && !ours;
  });
}

/**
 * Runs Node in the foreground and resolves to its exit code. A supervised child is asked to stop over its channel,
 * because Ctrl-C reaches the whole group anyway; any child is stopped when npm above us is gone, even by kill -9.
 */
async function run(argv, { supervised = false } = {}) {
  const child = spawn(process.execPath, argv, {
    stdio: supervised ? ["inherit", "inherit", "inherit", "ipc"] : "inherit",
  });
  const stop = () => {
    if (!supervised) child.kill("SIGTERM");
    else if (child.connected) child.disconnect();
  };
  process.on("SIGINT", supervised ? stop : () => {});
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
  const watch = setInterval(() => npmIsGone() && stop(), 500);
  const code = await wait(child);
  clearInterval(watch);
  return code;
}

/** npm may run us through a shell, which neither passes signals on nor dies with npm: then watch the one above. */
function ancestorWatch() {
  if (!process.env.npm_lifecycle_event) return () => false;
  const parent = process.ppid;
  const { name, above } = procStat(parent);
  const throughShell = name.endsWith("sh") && above > 1;
  return () => process.ppid !== parent || (throughShell && procStat(parent).above !== above);
}

function procStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return { name: stat.slice(stat.indexOf("(") + 1, end), above: Number(stat.slice(end + 2).split(" ")[1]) };
  } catch {
    return { name: "", above: 0 };
  }
}

function wait(child) {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("exit", (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

function capture(argv) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("close", (code) => resolve({ code, output }));
  });
}
