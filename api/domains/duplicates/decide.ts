import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { duplicateCandidates } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readDuplicate } from "./get.ts";
import { regroupAround } from "./groups.ts";
import { lookAtEverybody } from "./match-people.ts";
import { modelInUse } from "./model.ts";
import {
  type DuplicateRow,
  type NotDuplicate,
  notDuplicateSchema,
  type ReopenDuplicate,
  reopenDuplicateSchema,
} from "./schemas.ts";

type Values = Partial<typeof duplicateCandidates.$inferInsert>;

async function move(
  ctx: Ctx,
  { id, version }: { id: number; version?: number },
  from: "open" | "not_duplicate",
  set: Values,
  action: string,
  reason: string | null,
): Promise<DuplicateRow> {
  return inTransaction(ctx, async (tx, inner) => {
    const before = await readDuplicate(tx, inner, id);
    // How alike the two look is no part of what a colleague changed, and whoever judges blind is not to learn it.
    const { band: _band, score: _score, signals: _signals, ...current } = before;
    if (before.status !== from) {
      throw new Conflict(
        before.status === "merged"
          ? "These records have been merged."
          : `This pair is ${before.status.replaceAll("_", " ")} already.`,
        { details: { current } },
      );
    }
    const [after] = await tx
      .update(duplicateCandidates)
      .set(set)
      .where(
        and(
          eq(duplicateCandidates.id, id),
          eq(duplicateCandidates.status, from),
          eq(duplicateCandidates.version, version ?? before.version),
        ),
      )
      .returning();
    if (!after) throw stale(current);
    for (const participantId of [after.leftId, after.rightId]) {
      await recordAudit(tx, inner, {
        action,
        subject: { type: "duplicates", id },
        participantId,
        before: { status: before.status },
        after: { status: after.status },
        reason,
      });
    }
    await regroupAfter(tx, inner, [after.leftId, after.rightId]);
    return readDuplicate(tx, inner, id);
  });
}

/** A decision changes who belongs together. Weighing looks at stored comparisons, which staff do not see themselves. */
export const regroupAfter = (tx: Tx, ctx: Ctx, people: readonly number[]): Promise<void> =>
  inTransaction(asSystem({ ...ctx, db: tx, inTx: true }, "regroup_duplicates"), async (inner) => {
    const { model } = await modelInUse(inner);
    await regroupAround(inner, model, people);
  });

/** Two people after all. The pair comes back only when what was compared changes (U-M8). @throws Conflict */
export async function decideNotDuplicate(ctx: Ctx, raw: NotDuplicate): Promise<DuplicateRow> {
  requirePermission(ctx, "duplicates:decide");
  const { id, version, reason } = notDuplicateSchema.parse(raw);
  const decidedById = ctx.actor.type === "account" ? ctx.actor.accountId : null;
  const set: Values = { status: "not_duplicate", decidedById, decidedAt: ctx.now, decisionReason: reason };
  return move(ctx, { id, version }, "open", set, "duplicate.refused", reason);
}

/** Takes "not a duplicate" back (U-M3). @throws Conflict */
export async function reopenDuplicate(ctx: Ctx, raw: ReopenDuplicate): Promise<DuplicateRow> {
  requirePermission(ctx, "duplicates:decide");
  const input = reopenDuplicateSchema.parse(raw);
  const set: Values = { status: "open", decidedById: null, decidedAt: null, decisionReason: null };
  return move(ctx, input, "not_duplicate", set, "duplicate.reopened", null);
}

/** Asks for a look at everybody; asking again while one waits changes nothing. */
export async function scanForDuplicates(ctx: Ctx): Promise<{ queued: true }> {
  requirePermission(ctx, "duplicates:scan");
  return inTransaction(ctx, async (tx, inner) => {
    await lookAtEverybody(tx);
    await recordAudit(tx, inner, { action: "duplicates.scan_requested", subject: { type: "duplicates" } });
    return { queued: true };
  });
}
