import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/index.ts";

export type Schema = typeof schema;
export type Db = PostgresJsDatabase<Schema>;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

export type DbHandle = {
  /** Typed access. drizzle owns this client's date parsers: use `rawClient()` where real Dates are wanted. */
  db: Db;
  sql: postgres.Sql;
  close(): Promise<void>;
};

export type DbOptions = {
  max?: number;
  /**
   * Role every query has until a transaction sets another. The API and the workers pass `app_none`, which may do
   * nothing, so that a query outside a verb's transaction is refused. Migrations and seeds leave it out (the owner).
   */
  role?: string;
  applicationName?: string;
  /** A statement that runs longer is cancelled (ms). */
  statementTimeoutMs?: number;
};

/**
 * Where a url with a socket folder as its host leads. The driver reads the folder's comma as a list of servers, and
 * then never reports that the one there is refuses: it tries for ever, in a loop without pause, and the query hangs.
 */
function socketOf(url: string): { host: string; port: number; path: string } | undefined {
  const { hostname, port } = new URL(url);
  const folder = decodeURIComponent(hostname);
  if (!folder.startsWith("/")) return undefined;
  const number = Number(port || 5432);
  return { host: "localhost", port: number, path: `${folder}/.s.PGSQL.${number}` };
}

function clientOptions(
  url: string,
  options: DbOptions,
): postgres.Options<Record<string, postgres.PostgresType>> {
  return {
    ...socketOf(url),
    max: options.max ?? 10,
    onnotice: () => {},
    connect_timeout: 10,
    // The driver's own pauses between tries grow to 20 s: requests would hang behind them while the server is away, and
    // go on hanging after it is back. A short pause answers them with an error at once.
    backoff: () => 0.1 + Math.random() * 0.1,
    connection: {
      application_name: options.applicationName ?? "registry",
      ...(options.role ? { role: options.role } : {}),
      ...(options.statementTimeoutMs ? { statement_timeout: options.statementTimeoutMs } : {}),
    },
  };
}

/**
 * drizzle sends its queries unprepared, so PostgreSQL plans each anew. This makes every parametrised one a prepared
 * statement of its connection, in transactions and savepoints too; connections are recycled within the hour, which
 * bounds their number.
 */
function preparing<T extends postgres.Sql>(client: T): T {
  const { unsafe } = client;
  client.unsafe = ((query: string, params?: never[], options?: object) =>
    unsafe(
      query,
      params,
      params && params.length > 0 ? { ...options, prepare: true } : options,
    )) as T["unsafe"];
  for (const scope of ["begin", "savepoint"] as const) {
    const open = (client as Partial<postgres.TransactionSql>)[scope as "savepoint"] as
      | ((...args: unknown[]) => unknown)
      | undefined;
    if (!open) continue;
    const wrapped = (...args: unknown[]) => {
      const work = args.pop() as (inner: T) => unknown;
      return open(...args, (inner: T) => work(preparing(inner)));
    };
    Object.assign(client, { [scope]: wrapped });
  }
  return client;
}

/** Opens a pool on `url`. Nothing connects at import time; the first query does. */
export function makeDb(url: string, options: DbOptions = {}): DbHandle {
  const sql = preparing(postgres(url, clientOptions(url, options)));
  const db = drizzle(sql, { schema, casing: "snake_case" });
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}

/** A postgres.js client of its own, for raw SQL whose dates should stay Dates (drizzle changes the parsers of its client). */
export function rawClient(url: string, options: DbOptions = {}): postgres.Sql {
  return postgres(url, clientOptions(url, options));
}
