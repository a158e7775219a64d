import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import type { Db, Tx } from "#db/client.ts";
import type { Role } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import { anonymousRole, databaseRoles, systemRole } from "#db/roles/tiers.ts";
import type { FileStore } from "./files.ts";
import type { Secrets } from "./secrets.ts";

export type AccountActor = {
  type: "account";
  accountId: number;
  displayName: string;
  email: string;
  /** The role the person acts in now; someone with several switches between them. */
  role: Role;
  roles: readonly Role[];
  participantId: number | null;
  /** Programs with a granted, unexpired access. */
  programIds: readonly number[];
  /** Programs the person is licensee administrator of (S212). */
  licenseeProgramIds: readonly number[];
  sponsorIds: readonly number[];
};
export type SystemActor = { type: "system"; task: string; onBehalfOf?: number };
export type AnonymousActor = { type: "anonymous" };
export type Actor = AccountActor | SystemActor | AnonymousActor;

/** What every verb is given. `db` is the pool, or the open transaction where `inTx` is true. */
export type Ctx = {
  db: Db | Tx;
  inTx: boolean;
  actor: Actor;
  requestId: string;
  now: Date;
  jurisdiction: Jurisdiction;
  secrets: Secrets;
  files: FileStore;
};

/** Adds what every request and task shares to an actor. */
export type CtxDeps = Pick<Ctx, "db" | "jurisdiction" | "secrets" | "files">;
export function makeCtx(deps: CtxDeps, actor: Actor, requestId: string, now = new Date()): Ctx {
  return { ...deps, inTx: false, actor, requestId, now };
}

/** The same context acting as the registry itself, for steps the person may cause but not do (e.g. matching at sign-up). */
export function asSystem(ctx: Ctx, task: string): Ctx {
  const onBehalfOf = ctx.actor.type === "account" ? ctx.actor.accountId : undefined;
  return { ...ctx, actor: { type: "system", task, onBehalfOf } };
}

function databaseRoleOf(actor: Actor): string {
  if (actor.type === "system") return systemRole;
  if (actor.type === "anonymous") return anonymousRole;
  return databaseRoles[actor.role];
}

const list = (ids: readonly number[]) => `{${ids.join(",")}}`;

function actorSettings(actor: Actor) {
  const account = actor.type === "account" ? actor : null;
  return sql`select set_config('role', ${databaseRoleOf(actor)}, true),
    set_config('app.account_id', ${String(account?.accountId ?? "")}, true),
    set_config('app.participant_id', ${String(account?.participantId ?? "")}, true),
    set_config('app.program_ids', ${list(account?.programIds ?? [])}, true),
    set_config('app.sponsor_ids', ${list(account?.sponsorIds ?? [])}, true)`;
}

const savedSettings = sql`select current_setting('role') as role, current_setting('app.account_id', true) as account,
  current_setting('app.participant_id', true) as participant, current_setting('app.program_ids', true) as programs,
  current_setting('app.sponsor_ids', true) as sponsors`;

/** Whether PostgreSQL ended a transaction because two of them waited for each other. */
function crossed(error: unknown): boolean {
  type Cause = { code?: string; cause?: Cause };
  for (let each = error as Cause | undefined; each; each = each.cause) {
    if (each.code === "40P01" || each.code === "40001") return true;
  }
  return false;
}

/**
 * Runs `fn` in one transaction under the actor's database role, so that row-level security holds for every statement.
 * Inside another transaction it is a savepoint; the outer actor's role is put back when it ends. A transaction that crossed
 * another one left nothing behind and simply starts again, twice at most: a merge reaches into a person's every table.
 */
export async function inTransaction<T>(ctx: Ctx, fn: (tx: Tx, inner: Ctx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await onceInTransaction(ctx, fn);
    } catch (error) {
      if (ctx.inTx || attempt === 3 || !crossed(error)) throw error;
    }
  }
}

async function onceInTransaction<T>(ctx: Ctx, fn: (tx: Tx, inner: Ctx) => Promise<T>): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    const nested = ctx.inTx ? ((await tx.execute(savedSettings))[0] as Record<string, string | null>) : null;
    await tx.execute(actorSettings(ctx.actor));
    const result = await fn(tx, { ...ctx, db: tx, inTx: true });
    if (nested) {
      await tx.execute(sql`select set_config('role', ${nested.role}, true),
        set_config('app.account_id', ${nested.account ?? ""}, true),
        set_config('app.participant_id', ${nested.participant ?? ""}, true),
        set_config('app.program_ids', ${nested.programs ?? ""}, true),
        set_config('app.sponsor_ids', ${nested.sponsors ?? ""}, true)`);
    }
    return result;
  });
}

const dialect = new PgDialect({ casing: "snake_case" });

/**
 * One reading statement in a transaction of its own under the actor's role, as {@link inTransaction} gives it, with
 * `begin`, the actor, the statement and `commit` sent in one go: one round trip in place of four. PostgreSQL skips what
 * follows a failed step, so a statement never runs without its role.
 */
export function readInTransaction<Row>(ctx: Ctx, statement: SQL): Promise<Row[]> {
  return inOneTrip(ctx, "begin read only", statement);
}

/** The same for one statement that changes something, its audit row within it. What it answers is committed already. */
export function changeInTransaction<Row>(ctx: Ctx, statement: SQL): Promise<Row[]> {
  return inOneTrip(ctx, "begin", statement);
}

async function inOneTrip<Row>(ctx: Ctx, begin: "begin" | "begin read only", statement: SQL): Promise<Row[]> {
  if (ctx.inTx || !("$client" in ctx.db)) {
    return inTransaction(ctx, async (tx) => (await tx.execute(statement)) as unknown as Row[]);
  }
  const connection = await (ctx.db as Db & { $client: Sql }).$client.reserve();
  try {
    const send = (query: SQL) => {
      const built = dialect.sqlToQuery(query);
      return connection.unsafe(built.sql, built.params as never[], { prepare: true });
    };
    const steps = [
      connection.unsafe(begin),
      send(actorSettings(ctx.actor)),
      send(statement),
      connection.unsafe("commit"),
    ];
    const ended = await Promise.allSettled(steps);
    const failed = ended.find((step) => step.status === "rejected");
    if (failed) throw failed.reason;
    return (ended[2] as PromiseFulfilledResult<unknown>).value as Row[];
  } finally {
    connection.release();
  }
}
