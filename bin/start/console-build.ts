import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["admin-ui/src", "admin-ui/public", "admin-ui/index.html", "admin-ui/vite.config.ts"];
const ALSO = ["admin-ui/tsconfig.json", "tsconfig.json", "db/enums.ts", "package-lock.json"];
const VITE = [
  "node_modules/vite/bin/vite.js",
  "build",
  "--config",
  "admin-ui/vite.config.ts",
  "--logLevel",
  "warn",
];

/**
 * Builds the console into admin-ui/dist where its sources, its settings or the lockfile changed since the last
 * build. @returns true when it built. @throws Error when the build fails; its own messages are on the terminal.
 */
export async function buildConsole(root: string): Promise<boolean> {
  const stamp = join(root, "admin-ui/dist/.built-from");
  const wanted = hashOf(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return false;
  const child = spawn(process.execPath, VITE, { cwd: root, stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error("The console could not be built: see the messages above.");
  writeFileSync(stamp, wanted);
  return true;
}

/** Rebuilds the console whenever a source changes, until the returned function is called. */
export function watchConsole(root: string): () => void {
  const child = spawn(process.execPath, [...VITE, "--watch"], { cwd: root, stdio: "inherit" });
  return () => void child.kill("SIGTERM");
}

function hashOf(root: string): string {
  const hash = createHash("sha256");
  for (const path of [...SOURCES.flatMap((source) => filesUnder(root, source)), ...ALSO]) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(root: string, path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  const entries = readdirSync(full, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
}
