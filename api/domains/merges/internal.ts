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

/** Locks people in the order of their ids, as every merge and undo does. */
export const lockPeople = (tx: Tx, a: number, b: number) =>
  tx.execute(sql`select id from participants where id in (${a}, ${b}) order by id for update`);
