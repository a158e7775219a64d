import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeAbandoned, startEmbedded, withDatabase } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";

const PREFIX = "rollbook-test-";
export const TEMPLATE = "rollbook_template";

/** One throw-away PostgreSQL with a migrated template database; `stop` removes every trace of it. */
export type Cluster = { url: string; stop: () => Promise<void> };

/** Boots the cluster of one test run, after removing what killed runs left in the temp folder. */
export async function startCluster(): Promise<Cluster> {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith(PREFIX)) await removeAbandoned(join(tmpdir(), name));
  }
  const dir = join(tmpdir(), `${PREFIX}${process.pid}-${Date.now().toString(36)}`);
  const server = await startEmbedded({ dir, name: TEMPLATE, durable: false });
  const stop = async () => {
    await server.stop();
    await removeAbandoned(dir);
  };
  try {
    await migrate(server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: withDatabase(server.url, "postgres"), stop };
}
