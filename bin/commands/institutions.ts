import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { readConfig } from "#api/config.ts";
import { importInstitutions } from "#api/domains/institutions/index.ts";
import { makeCtx } from "#api/kernel/context.ts";
import { makeDeps } from "#api/kernel/deps.ts";
import { migrate } from "#db/migrate.ts";
import { onDatabase } from "./on-database.ts";

/** `registry import institutions FILE` */
export async function importInstitutionsFile(path: string): Promise<void> {
  await access(path).catch((cause) => {
    throw new Error(`The file ${path} cannot be read.`, { cause });
  });
  await onDatabase(readConfig(), async (config) => {
    await migrate(config.databaseUrl);
    const deps = await makeDeps(config, "registry import");
    try {
      const ctx = makeCtx(
        deps,
        { type: "system", task: "import_institutions" },
        "registry import institutions",
      );
      const { added, changed, unchanged, rejected } = await importInstitutions(ctx, createReadStream(path));
      for (const { line, reason } of rejected) console.error(`line ${line}: ${reason}`);
      console.log(`${added} added, ${changed} changed, ${unchanged} unchanged, ${rejected.length} rejected.`);
    } finally {
      await deps.close();
    }
  });
}
