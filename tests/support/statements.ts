import { drizzle } from "drizzle-orm/postgres-js";
import type { Db } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { testClient } from "../setup/db.ts";

/**
 * This test file's database, with a note of every statement sent: two runs that send the same ones wait for the same
 * things, which a clock on a busy machine would not show.
 */
export async function noting(): Promise<{ db: Db; during(work: (db: Db) => unknown): Promise<string[]> }> {
  const { sql } = await testClient();
  let statements: string[] = [];
  const logger = { logQuery: (query: string) => void statements.push(query) };
  const db: Db = drizzle(sql, { schema, casing: "snake_case", logger });
  return {
    db,
    async during(work) {
      statements = [];
      await work(db);
      const sent = statements;
      statements = [];
      return sent;
    },
  };
}
