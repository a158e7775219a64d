import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import type { RequestHandler } from "express";
import rateLimit, { type Store } from "express-rate-limit";
import { requestCounts } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../kernel/context.ts";
import { TooMany } from "../kernel/errors.ts";
import { ctxOf } from "./auth.ts";

export type Limit = { counter: string; windowMs: number; limit: number; message: string };

/**
 * Slows a burst from one network address: at most `limit` requests in `windowMs`, counted in PostgreSQL, so that the budget
 * is one however many web processes there are. Beyond it the request ends as `TooMany` with the message.
 */
export function limitRequests({ counter, windowMs, limit, message }: Limit): RequestHandler {
  const limiter = rateLimit({
    windowMs,
    limit,
    standardHeaders: true,
    legacyHeaders: false,
    store: sharedCounts(counter, windowMs),
    handler: (_req, _res, next) => next(new TooMany(message)),
  });
  return (req, res, next) => asking.run(ctxOf(req), () => limiter(req, res, next));
}

/** Whose request is being counted: the store is made once, the database comes with the request. */
const asking = new AsyncLocalStorage<Ctx>();

function sharedCounts(counter: string, windowMs: number): Store {
  const { hits, windowEndsAt } = requestCounts;
  return {
    localKeys: false,
    async increment(address) {
      const ctx = asking.getStore()!;
      return inTransaction(asSystem(ctx, "count_requests"), async (tx) => {
        const now = ctx.now.toISOString();
        const next = new Date(ctx.now.getTime() + windowMs);
        const over = sql`${windowEndsAt} <= ${now}::timestamptz`;
        const [row] = await tx
          .insert(requestCounts)
          .values({
            counter,
            addressIndex: ctx.secrets.blindIndex("address", address),
            hits: 1,
            windowEndsAt: next,
          })
          .onConflictDoUpdate({
            target: [requestCounts.counter, requestCounts.addressIndex],
            set: {
              hits: sql`case when ${over} then 1 else ${hits} + 1 end`,
              windowEndsAt: sql`case when ${over} then excluded.window_ends_at else ${windowEndsAt} end`,
            },
          })
          .returning({ totalHits: hits, resetTime: windowEndsAt });
        return row!;
      });
    },
    // Nothing here takes a request back: a counted one stays counted.
    async decrement() {},
    async resetKey() {},
  };
}
