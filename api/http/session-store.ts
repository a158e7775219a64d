import { eq } from "drizzle-orm";
import session, { type SessionData } from "express-session";
import type postgres from "postgres";
import { sessions } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../kernel/context.ts";
import { sha256Hex } from "./session-id.ts";

declare module "express-session" {
  interface SessionData {
    accountId?: number;
    role?: string;
    startedAt?: number;
    notice?: string;
  }
}

/** Longest a session rests unused, and longest it lives at all (TRUST B10). */
export const idleMs = 30 * 60_000;
export const absoluteMs = 12 * 60 * 60_000;
const touchEveryMs = 60_000;

/**
 * Sessions in PostgreSQL, for any number of API processes. The table holds a hash of the id, so reading it opens nothing.
 * A found session is remembered for one second: a busy console asks many times. One that ends elsewhere is forgotten at once,
 * as the database tells every process of it; while a process does not hear, that second is the longest it lives on.
 */
export class PostgresSessionStore extends session.Store {
  /** By the stored hash, as ended sessions are told. */
  private readonly fresh = new Map<string, { data: SessionData; until: number }>();
  private readonly ended = new Set<string>();
  private readonly touched = new Map<string, number>();
  private readonly ctx: () => Ctx;

  constructor(ctx: () => Ctx) {
    super();
    this.ctx = ctx;
  }

  /** Hears of sessions that end, over a connection of its own that comes back by itself; resolves once it does. */
  async follow(sql: Pick<postgres.Sql, "listen">): Promise<void> {
    await sql
      .listen(
        "session_ended",
        (hash) => {
          if (this.ended.size > 5000) this.ended.clear();
          this.ended.add(hash);
          this.fresh.delete(hash);
        },
        // What ended while nobody listened was not heard.
        () => this.fresh.clear(),
      )
      .catch(() => undefined);
  }

  override get(id: string, done: (error?: unknown, data?: SessionData | null) => void): void {
    const hash = sha256Hex(id);
    const remembered = this.fresh.get(hash);
    if (remembered && remembered.until > Date.now()) {
      done(null, structuredClone(remembered.data));
      return;
    }
    this.run(async (tx) => {
      const [row] = await tx.select().from(sessions).where(eq(sessions.id, hash));
      if (!row || row.expiresAt.getTime() < Date.now()) return null;
      const data = row.data as SessionData;
      if (data.startedAt && data.startedAt + absoluteMs < Date.now()) return null;
      this.remember(hash, data);
      return data;
    }).then((data) => done(null, data), done);
  }

  override set(id: string, data: SessionData, done?: (error?: unknown) => void): void {
    const plain = JSON.parse(JSON.stringify(data)) as SessionData;
    const row = { data: plain, accountId: data.accountId ?? null, expiresAt: new Date(Date.now() + idleMs) };
    const hash = sha256Hex(id);
    // A request that was under way when its sign-in ended does not bring it back.
    if (this.ended.has(hash)) {
      done?.();
      return;
    }
    this.run(async (tx) => {
      await tx
        .insert(sessions)
        .values({ id: hash, ...row })
        .onConflictDoUpdate({ target: sessions.id, set: row });
      this.remember(hash, plain);
    }).then(() => done?.(), done);
  }

  override touch(id: string, _data: SessionData, done?: () => void): void {
    const last = this.touched.get(id) ?? 0;
    if (Date.now() - last < touchEveryMs) {
      done?.();
      return;
    }
    this.touched.set(id, Date.now());
    this.run((tx) =>
      tx
        .update(sessions)
        .set({ expiresAt: new Date(Date.now() + idleMs) })
        .where(eq(sessions.id, sha256Hex(id))),
    ).then(
      () => done?.(),
      () => done?.(),
    );
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    const hash = sha256Hex(id);
    this.fresh.delete(hash);
    this.run((tx) => tx.delete(sessions).where(eq(sessions.id, hash))).then(() => done?.(), done);
  }

  private remember(hash: string, data: SessionData): void {
    // Read before it ended, remembered after: the word came in between.
    if (this.ended.has(hash)) return;
    if (this.fresh.size > 5000) this.fresh.clear();
    if (this.touched.size > 5000) this.touched.clear();
    this.fresh.set(hash, { data, until: Date.now() + 1000 });
  }

  private run<T>(fn: Parameters<typeof inTransaction<T>>[1]): Promise<T> {
    return inTransaction(asSystem(this.ctx(), "session"), fn);
  }
}
