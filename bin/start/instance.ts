import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, startTick } from "#db/embedded/processes.ts";

type Running = { pid: number; tick: string | null; address: string };

/**
 * Claims the data folder for this process, so that two starts do not share a mailbox and a database by accident.
 * A claim of a killed process is void. Returns the function that gives the folder back.
 * @throws Error naming the running registry's address.
 */
export function claimFolder(varDir: string, address: string): () => void {
  const file = join(varDir, "running.json");
  mkdirSync(varDir, { recursive: true });
  const other = read(file);
  if (other && other.pid !== process.pid && isAlive(other.pid) && startTick(other.pid) === other.tick) {
    throw new Error(
      `The registry of this folder already runs at ${other.address} (process ${other.pid}). ` +
        "Stop it first, or set REGISTRY_VAR and PORT to start a second one.",
    );
  }
  const own: Running = { pid: process.pid, tick: startTick(process.pid), address };
  writeFileSync(file, JSON.stringify(own));
  return () => rmSync(file, { force: true });
}

function read(file: string): Running | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Running;
  } catch {
    return null;
  }
}
