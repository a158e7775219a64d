import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Config } from "#api/config.ts";

const CHILD = fileURLToPath(new URL("./worker-child.ts", import.meta.url));
const QUICK_DEATH_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Keeps one worker process alive beside the API: when it dies it is started again, at once the first time and with
 * growing pauses while it keeps dying young. Settings travel over the channel, not the command line, where other
 * accounts could read the database's password.
 */
export function superviseWorker(config: Config, log: (line: string) => void): { stop: () => Promise<void> } {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let pause = 0;

  function launch(): void {
    const began = Date.now();
    child = fork(CHILD, {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: true,
    });
    child.send(config);
    child.once("exit", (code, signal) => {
      if (stopping) return;
      pause = Date.now() - began < QUICK_DEATH_MS ? Math.min(Math.max(pause * 2, 500), LONGEST_PAUSE_MS) : 0;
      log(
        `The worker process ended (${signal ?? `code ${code}`}); starting it again${pause ? ` in ${pause / 1000} s` : ""}.`,
      );
      timer = setTimeout(launch, pause);
    });
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(timer);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    const impatient = setTimeout(() => child?.kill("SIGKILL"), 20_000);
    if (child.connected) child.disconnect();
    await gone;
    clearTimeout(impatient);
  }

  launch();
  return { stop };
}
