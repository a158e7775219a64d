import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";

/** Resident memory of a process in bytes; 0 once it is gone. */
async function residentBytes(pid: number): Promise<number> {
  if (process.platform === "linux") {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  }
  return new Promise((done) => {
    execFile("ps", ["-o", "rss=", "-p", String(pid)], (_error, stdout) => done(Number(stdout) * 1024 || 0));
  });
}

/** Calls `exceeded` once when a process holds more than `limitBytes`; returns what stops the watch. */
export function watchMemory(pid: number, limitBytes: number, exceeded: () => void): () => void {
  const everyMs = process.platform === "linux" ? 50 : 500;
  const timer = setInterval(async () => {
    if ((await residentBytes(pid)) <= limitBytes) return;
    clearInterval(timer);
    exceeded();
  }, everyMs);
  return () => clearInterval(timer);
}
