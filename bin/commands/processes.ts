import { readConfig } from "#api/config.ts";
import { startApi } from "#api/main.ts";
import { startWorker } from "#workers/main.ts";
import { withDatabase } from "../start/database.ts";
import { lifecycle } from "../start/lifecycle.ts";
import { listening } from "../start/listening.ts";

/** `registry api`: serves until it is asked to stop, then finishes what it is answering. */
export async function api(): Promise<void> {
  const life = lifecycle();
  try {
    const config = await withDatabase(readConfig(), life);
    const server = await listening(config, startApi(config));
    life.atEnd("the API", server.stop);
    console.log(`API, console and public site on port ${server.port}; people use ${config.publicOrigin}`);
    await life.asked;
  } finally {
    await life.end();
  }
  process.exit(0);
}

/** `registry worker`: works until it is asked to stop, then finishes the tasks it holds. */
export async function worker(): Promise<void> {
  const life = lifecycle();
  try {
    const config = await withDatabase(readConfig(), life);
    const runner = await startWorker(config);
    life.atEnd("the worker", () => runner.stop());
    console.log("The worker waits for tasks.");
    await life.asked;
  } finally {
    await life.end();
  }
  process.exit(0);
}
