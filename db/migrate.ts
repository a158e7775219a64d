import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { migrate as migrateTables } from "drizzle-orm/postgres-js/migrator";
import { runMigrations as migrateQueue } from "graphile-worker";
import { makeDb } from "./client.ts";

const folder = fileURLToPath(new URL("./migrations", import.meta.url));
const rolesFile = fileURLToPath(new URL("./roles/roles.sql", import.meta.url));

/** The oldest server the registry runs on: `builtin` locales and MAINTAIN came with 17. */
export const oldestServer = 17;

/**
 * Brings the database at `url` (its owner's URL) to this version: tables, the queue, then roles and policies.
 * Safe to repeat and to run from several processes at once: an advisory lock lets one through.
 * @throws Error in words when the server is older than {@link oldestServer}.
 */
export async function migrate(url: string): Promise<void> {
  const { db, sql, close } = makeDb(url, { max: 1, applicationName: "registry migrate" });
  try {
    const [server] = await sql<{ version: string; major: number }[]>`
      select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major`;
    if (server!.major < oldestServer) {
      throw new Error(
        `This PostgreSQL server is version ${server!.version}; the registry needs ${oldestServer} or newer. ` +
          "Upgrade the server, or unset DATABASE_URL to use the database that comes with the registry.",
      );
    }
    await sql`select pg_advisory_lock(7402133)`;
    await migrateTables(db, { migrationsFolder: folder });
    await migrateQueue({ connectionString: url, logger: undefined });
    await applyRoles(sql);
  } finally {
    await close();
  }
}

/** Roles and policies are written whole and re-applied only when they or the tables changed. */
async function applyRoles(sql: ReturnType<typeof makeDb>["sql"]): Promise<void> {
  const roles = await readFile(rolesFile, "utf8");
  const journal = await readFile(`${folder}/meta/_journal.json`, "utf8");
  const hash = createHash("sha256").update(roles).update(journal).digest("hex");
  const [fact] = await sql`select value from registry_facts where key = 'roles_hash'`;
  if (fact?.value === hash) return;
  await sql.begin(async (tx) => {
    await tx.unsafe(roles);
    await tx`insert into registry_facts (key, value) values ('roles_hash', to_jsonb(${hash}::text))
      on conflict (key) do update set value = excluded.value, updated_at = now()`;
  });
}
