import type { Tx } from "#db/client.ts";
import { duplicateCandidates } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readDuplicate } from "./get.ts";
import { regroupAround } from "./groups.ts";
import { lookAtEverybody } from "./match-people.ts";
import { modelInUse } from "./model.ts";
import { type MovedValues, movePair, openAgain, setAside } from "./move-pair.ts";
import {
  type DuplicateRow,
  type NotDuplicate,
  notDuplicateSchema,
  type ReopenDuplicate,
  reopenDuplicateSchema,
} from "./schemas.ts";

async function move(
  ctx: Ctx,
  { id, version }: { id: number; version?: number },
  from: "open" | "not_duplicate",
  set: MovedValues,
  action: string,
  reason: string | null,
): Promise<DuplicateRow> {
  return inTransaction(ctx, async (tx, inner) => {
    const before = await readDuplicate(tx, inner, id);
    const after = await movePair(tx, duplicateCandidates, before, { id, version, from, set });
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
  const set = setAside(ctx, reason);
  return move(ctx, { id, version }, "open", set, "duplicate.refused", reason);
}

/** Takes "not a duplicate" back (U-M3). @throws Conflict */
export async function reopenDuplicate(ctx: Ctx, raw: ReopenDuplicate): Promise<DuplicateRow> {
  requirePermission(ctx, "duplicates:decide");
  const input = reopenDuplicateSchema.parse(raw);
  return move(ctx, input, "not_duplicate", openAgain, "duplicate.reopened", null);
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
