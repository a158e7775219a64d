import { join } from "node:path";
import type { Config } from "#api/config.ts";
import { startEmbedded } from "#db/embedded.ts";
import type { Lifecycle } from "./lifecycle.ts";

/**
 * The settings with a database behind them: the one of DATABASE_URL, else the embedded one under the data folder,
 * which this process then stops at its end unless another process had it running.
 */
export async function withDatabase(config: Config, life: Lifecycle): Promise<Config> {
  if (config.databaseUrl) return config;
  if (config.environment === "production") {
    throw new Error("In production set DATABASE_URL to a PostgreSQL 17 or newer.");
  }
  const database = await startEmbedded({
    dir: join(config.varDir, "postgres"),
    name: "registry",
    durable: true,
  });
  life.atEnd("the database", database.stop);
  return { ...config, databaseUrl: database.url };
}
