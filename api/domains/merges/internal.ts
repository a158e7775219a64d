import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { merges } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";

export const accountIdOf = (ctx: Ctx): number | null =>
  ctx.actor.type === "account" && ctx.actor.accountId > 0 ? ctx.actor.accountId : null;

/** One merge under its lock. @throws NotFound */
export async function lockMerge(tx: Tx, id: number): Promise<typeof merges.$inferSelect> {
  const [row] = await tx.select().from(merges).where(eq(merges.id, id)).for("update");
  if (!row) throw new NotFound("There is no such merge.");
  return row;
}

const deadlock = (error: unknown): boolean => {
  for (
    let each = error as { code?: string; cause?: unknown } | undefined;
    each;
    each = each.cause as typeof each
  ) {
    if (each.code === "40P01" || each.code === "40001") return true;
  }
  return false;
};

/** A decision on one of the rows at the same moment can cross a merge: the loser simply starts again, twice at most. */
export async function retryDeadlocks<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (ctx.inTx || attempt === 3 || !deadlock(error)) throw error;
    }
  }
}

/** Locks people in the order of their ids, as every merge and undo does. */
export const lockPeople = (tx: Tx, a: number, b: number) =>
  tx.execute(sql`select id from participants where id in (${a}, ${b}) order by id for update`);
