import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { type Db, makeDb, type Tx } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { TEMPLATE } from "./cluster.ts";

type Client = ReturnType<typeof makeDb>;

let clone: Promise<string> | undefined;
let client: Client | undefined;

/** The url of this test file's own database: for workers, child processes and anything that commits. */
export function databaseUrl(): Promise<string> {
  clone ??= cloneTemplate();
  return clone;
}

/** This test file's own database, empty but migrated. The same on every call. */
export async function testDb(): Promise<Db> {
  return (await testClient()).db;
}

/** As `testDb`, with the raw postgres.js client beside drizzle: `{db, sql, close}`. */
export async function testClient(): Promise<Client> {
  const url = await databaseUrl();
  client ??= makeDb(url);
  return client;
}

/** Runs `fn` in a transaction of this file's database and rolls it back, whatever happens; returns its result. */
export async function inRollback<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  const db = await testDb();
  const undo = new Error("rolled back on purpose");
  let result: { value: T } | undefined;
  try {
    await db.transaction(async (tx) => {
      result = { value: await fn(tx) };
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  if (!result) throw new Error("The transaction ended before the test did.");
  return result.value;
}

/** A further database of its own, for a test that must not share one; it lives as long as the test run. */
export async function cloneTemplate(): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onCluster((sql) => sql.unsafe(`create database ${name} template ${TEMPLATE} strategy wal_log`));
  return withDatabase(inject("clusterUrl"), name);
}

afterAll(async () => {
  await client?.close();
  if (!clone) return;
  const name = new URL(await clone).pathname.slice(1);
  await onCluster((sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
  client = undefined;
  clone = undefined;
});

async function onCluster(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject("clusterUrl"), { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
