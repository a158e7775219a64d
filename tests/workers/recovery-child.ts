import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "#api/config.ts";
import { rawClient } from "#db/client.ts";
import { startWorker } from "#workers/main.ts";

export type Order = { config: Config; slow: number; nap: number; poison: number };

// A worker process whose `find_duplicates` naps or kills it, by the number in the payload.
const [{ config, slow, nap, poison }] = (await once(process, "message")) as [Order];
const notes = rawClient(config.databaseUrl, { max: 2 });
const worker = await startWorker(config, {
  tasks: {
    async find_duplicates({ participantId = 0 }) {
      await notes`insert into task_notes values (${participantId}, 'began', ${process.pid})`;
      if (participantId === poison) process.kill(process.pid, "SIGKILL");
      if (participantId === slow) await sleep(nap);
      await notes`insert into task_notes values (${participantId}, 'done', ${process.pid})`;
    },
  },
});
process.send?.("ready");
await once(process, "disconnect");
await worker.stop();
await notes.end();
process.exit(0);
