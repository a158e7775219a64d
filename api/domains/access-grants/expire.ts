import { and, eq, inArray, lt } from "drizzle-orm";
import { accessGrants } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { recordDecision } from "./internal.ts";

const batch = 200;

/**
 * Ends grants whose last day is past, by the state's own calendar; each is audited and told. Idempotent.
 * @returns how many ended; stops early when `signal` is aborted.
 */
export async function expireAccessGrants(ctx: Ctx, signal?: AbortSignal): Promise<number> {
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  let total = 0;
  for (let ended = batch; ended === batch && !signal?.aborted; total += ended) {
    ended = await inTransaction(ctx, async (tx, inner) => {
      const due = tx
        .select({ id: accessGrants.id })
        .from(accessGrants)
        .where(and(eq(accessGrants.status, "granted"), lt(accessGrants.expiresOn, today)))
        .orderBy(accessGrants.id)
        .limit(batch)
        .for("update", { skipLocked: true });
      const rows = await tx
        .update(accessGrants)
        .set({ status: "expired", decidedAt: inner.now })
        .where(inArray(accessGrants.id, due))
        .returning();
      for (const row of rows) await recordDecision(tx, inner, { status: "granted" }, row);
      return rows.length;
    });
  }
  return total;
}
