import { inArray, isNotNull, lt, or } from "drizzle-orm";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import {
  accountTokens,
  requestCounts,
  requestLinks,
  sessions,
  signInFailures,
  signUps,
} from "#db/schema/index.ts";
import { storageKeyColumns } from "../storage-keys.ts";
import type { Task } from "./task.ts";

const dayMs = 86_400_000;
const batch = 500;

/** Removes ended sessions, used and outdated links, old failed sign-ins, sign-ups that could not be finished, and stored files no row points to for a day. */
export const sweepLeftovers: Task<"sweep_leftovers"> = async (_payload, ctx, { log, signal }) => {
  await inTransaction(ctx, async (tx) => {
    await tx.delete(sessions).where(lt(sessions.expiresAt, ctx.now));
    await tx
      .delete(accountTokens)
      .where(or(isNotNull(accountTokens.usedAt), lt(accountTokens.expiresAt, ctx.now)));
    await tx.delete(requestLinks).where(lt(requestLinks.expiresAt, ctx.now));
    await tx.delete(requestCounts).where(lt(requestCounts.windowEndsAt, ctx.now));
    // Its task is tried for three days; what it never could finish must not rest here for ever.
    await tx.delete(signUps).where(lt(signUps.createdAt, new Date(ctx.now.getTime() - 7 * dayMs)));
    await tx.delete(signInFailures).where(lt(signInFailures.windowEndsAt, ctx.now));
  });
  let removed = 0;
  const old: string[] = [];
  for await (const { key, changedAt } of ctx.files.entries()) {
    if (signal?.aborted) return;
    // An upload is stored before its row is written: only what had a day's time to get one is judged.
    if (ctx.now.getTime() - changedAt.getTime() < dayMs) continue;
    old.push(key);
    if (old.length === batch) removed += await removeUnnamed(ctx, old.splice(0));
  }
  removed += await removeUnnamed(ctx, old);
  if (removed > 0) log.info({ count: removed }, "stored files without a row removed");
};

async function removeUnnamed(ctx: Ctx, keys: string[]): Promise<number> {
  if (keys.length === 0) return 0;
  const named = await inTransaction(ctx, async (tx) => {
    const found = new Set<unknown>();
    for (const column of storageKeyColumns) {
      const rows = await tx.select({ key: column }).from(column.table).where(inArray(column, keys));
      for (const { key } of rows) found.add(key);
    }
    return found;
  });
  const unnamed = keys.filter((key) => !named.has(key));
  for (const key of unnamed) await ctx.files.remove(key);
  return unnamed.length;
}
