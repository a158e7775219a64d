import { join } from "node:path";
import type { Config } from "#api/config.ts";
import { rawClient } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";

const FACT = "demo_start";

type DemoFact = { state: "begun" | "done"; jurisdiction: string };

/**
 * Fills an empty database with the demo registry; returns false where there is nothing to do, because it was done
 * before or because the database holds somebody's own records. A run that was killed half-way is begun again.
 * @throws Error when the demo of another jurisdiction lives there.
 */
export async function demoRegistry(config: Config, log: (line: string) => void): Promise<boolean> {
  const sql = rawClient(config.databaseUrl, { max: 1, applicationName: "registry demo" });
  try {
    const [row] = await sql<{ value: DemoFact }[]>`select value from registry_facts where key = ${FACT}`;
    if (row?.value.state === "done") {
      refuseOtherJurisdiction(row.value.jurisdiction, config.jurisdiction);
      return false;
    }
    if (row) {
      log("The demo registry was interrupted while it was made: beginning again.");
      await sql.unsafe(
        "drop schema if exists public, private, graphile_worker, drizzle cascade; create schema public",
      );
      await migrate(config.databaseUrl);
    } else {
      const [held] =
        await sql`select exists (select from participants) or exists (select from accounts) as records`;
      if (held?.records) return false;
    }
    await note(sql, { state: "begun", jurisdiction: config.jurisdiction });
    const began = performance.now();
    const { seedDemo } = await import("#db/seed/demo/index.ts");
    const { databaseUrl: url, participants, varDir } = config;
    await seedDemo({ url, participants, filesDir: join(varDir, "files"), log });
    await note(sql, { state: "done", jurisdiction: config.jurisdiction });
    log(`The demo registry is made (${((performance.now() - began) / 1000).toFixed(1)} s, once).`);
    return true;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function note(sql: ReturnType<typeof rawClient>, fact: DemoFact): Promise<void> {
  await sql`insert into registry_facts (key, value) values (${FACT}, ${sql.json(fact)})
    on conflict (key) do update set value = excluded.value, updated_at = now()`;
}

function refuseOtherJurisdiction(there: string, wanted: string): void {
  if (there === wanted) return;
  throw new Error(
    `This database holds the demo registry of ${there}; REGISTRY_JURISDICTION asks for ${wanted}. ` +
      "Set REGISTRY_VAR to a folder of its own (or DATABASE_URL to an empty database) for it.",
  );
}
