import { once } from "node:events";
import type { Config } from "#api/config.ts";
import { startWorker } from "#workers/main.ts";
import { lifecycle } from "./lifecycle.ts";

// Started by superviseWorker: the settings are the first message, and the end of the channel is the order to stop.
const life = lifecycle();
const [config] = (await once(process, "message")) as [Config];
const worker = await startWorker(config).catch((error: Error) => {
  // The supervisor starts the next one; a stack would say nothing more while the database is away.
  console.error(`The worker could not start: ${error.message.split("\n")[0]}`);
  process.exit(1);
});
life.atEnd("the worker", () => worker.stop());
await life.asked;
await life.end();
process.exit(0);
