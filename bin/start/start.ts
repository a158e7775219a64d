import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig } from "#api/config.ts";
import { migrate } from "#db/migrate.ts";
import { buildConsole, watchConsole } from "./console-build.ts";
import { withDatabase } from "./database.ts";
import { demoRegistry } from "./demo.ts";
import { claimFolder } from "./instance.ts";
import { type Lifecycle, lifecycle } from "./lifecycle.ts";
import { listening } from "./listening.ts";
import { signInTable } from "./sign-ins.ts";
import { superviseWorker } from "./worker-process.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

/**
 * `registry start`: everything on one machine, in the foreground until it is asked to stop. Steps that do not wait
 * for one another run side by side; whatever was started is stopped in reverse order, also after a failure.
 */
export async function start({ watch = false }: { watch?: boolean }): Promise<void> {
  const life = lifecycle();
  try {
    // Asked while still starting: what runs by now is stopped; the rest fails quietly and ends with the process.
    await Promise.race([run(life, watch).then(() => life.asked), life.asked]);
    console.log("Stopping …");
  } finally {
    await life.end();
  }
  process.exit(0);
}

async function run(life: Lifecycle, watch: boolean): Promise<void> {
  const began = performance.now();
  const read = readConfig();
  const settings = { ...read, varDir: resolve(read.varDir) };
  life.atEnd("this start", claimFolder(settings.varDir, settings.publicOrigin));
  const console_ = buildConsole(ROOT).then((built) => built && say("The console is built."));
  const database = prepareDatabase(settings, life);
  const [config] = await Promise.all([database, console_]).catch(async (error) => {
    // Both must have settled before the shutdown begins, or it would miss what the other one still starts.
    await Promise.allSettled([database, console_]);
    throw error;
  });
  const { startApi } = await import("#api/main.ts");
  const server = await listening(config, startApi(config));
  life.atEnd("the API", server.stop);
  const worker = superviseWorker(config, say);
  life.atEnd("the worker", worker.stop);
  if (watch) life.atEnd("the console's build", watchConsole(ROOT));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `\nReady in ${seconds} s: ${config.publicOrigin}\n\n${await signInTable(config)}\n\nCtrl-C stops everything.`,
  );
}

async function prepareDatabase(settings: ReturnType<typeof readConfig>, life: Lifecycle) {
  const config = await withDatabase(settings, life);
  await migrate(config.databaseUrl);
  if (config.environment !== "production") await demoRegistry(config, say);
  return config;
}

function say(line: string): void {
  console.log(line);
}
