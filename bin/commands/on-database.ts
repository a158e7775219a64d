import type { Config } from "#api/config.ts";
import { withDatabase } from "../start/database.ts";
import { lifecycle } from "../start/lifecycle.ts";

/** Runs a short command against the configured database, booting the embedded one for it where it is not running. */
export async function onDatabase(config: Config, work: (config: Config) => Promise<void>): Promise<void> {
  const life = lifecycle();
  try {
    const ready = await withDatabase(config, life);
    await Promise.race([
      work(ready),
      life.asked.then(() => Promise.reject(new Error("Stopped before the end."))),
    ]);
  } finally {
    await life.end();
  }
}
