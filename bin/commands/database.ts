import { readConfig } from "#api/config.ts";
import { migrate } from "#db/migrate.ts";
import { demoRegistry } from "../start/demo.ts";
import { onDatabase } from "./on-database.ts";

/** `registry migrate` */
export function migrateDatabase(): Promise<void> {
  return onDatabase(readConfig(), async ({ databaseUrl }) => {
    await migrate(databaseUrl);
    console.log("The database is up to date.");
  });
}

/** `registry seed` */
export function seed({ participants }: { participants?: number }): Promise<void> {
  return onDatabase(readConfig(participants ? { participants } : {}), async (config) => {
    await migrate(config.databaseUrl);
    const made = await demoRegistry(config, (line) => console.log(line));
    if (!made) console.log("This database holds records already; the demo is made in an empty one only.");
  });
}
