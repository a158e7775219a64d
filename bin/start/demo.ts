import { join } from "node:path";
import type { Config } from "#api/config.ts";
import { localKeys } from "#api/kernel/local-keys.ts";
import { makeSecrets } from "#api/kernel/secrets.ts";
import { rawClient } from "#db/client.ts";

/**
 * Fills an empty database with the demo registry. It is written in one transaction, so a killed start leaves either
 * all of it or nothing. @returns false where the database holds a demo, or records of its own, already.
 * @throws Error when the demo of another jurisdiction lives there.
 */
export async function demoRegistry(config: Config, log: (line: string) => void): Promise<boolean> {
  if (await isFilled(config)) return false;
  const began = performance.now();
  const { seedDemo } = await import("#db/seed/demo/index.ts");
  const { secretKey } = await localKeys(config);
  await seedDemo({
    url: config.databaseUrl,
    participants: config.participants,
    filesDir: join(config.varDir, "files"),
    jurisdiction: config.jurisdiction,
    environment: config.environment,
    secrets: makeSecrets(secretKey),
    log,
  });
  log(`The demo registry is made (${((performance.now() - began) / 1000).toFixed(1)} s, once).`);
  return true;
}

async function isFilled(config: Config): Promise<boolean> {
  const sql = rawClient(config.databaseUrl, { max: 1, applicationName: "registry demo" });
  try {
    const [row] = await sql<{ jurisdiction: string }[]>`
      select value ->> 'jurisdiction' as jurisdiction from registry_facts where key = 'demo_seed'`;
    if (row && row.jurisdiction !== config.jurisdiction) {
      throw new Error(
        `This database holds the demo registry of ${row.jurisdiction}; REGISTRY_JURISDICTION asks for ` +
          `${config.jurisdiction}. Give it a folder of its own with REGISTRY_VAR, or an empty DATABASE_URL.`,
      );
    }
    const [held] =
      await sql`select exists (select from participants) or exists (select from accounts) as records`;
    return row !== undefined || Boolean(held?.records);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
