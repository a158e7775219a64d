import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { directoryMerges } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import {
  accountIdOf,
  applyChanges,
  type Change,
  refuseBlocked,
  together,
  writeLedger,
} from "../merges/index.ts";
import { inWords, kinds } from "./kinds.ts";
import { loadRecords, type Pair, refuseRetired } from "./load.ts";
import type { Plan } from "./plan.ts";
import { type CreateDirectoryMerge, createDirectoryMergeSchema } from "./schemas.ts";
import { planStep, refuseOdd, refuseStale, refuseStep, refuseUnused } from "./steps.ts";

/**
 * Merges one or more records of a kind into one, in one transaction under their locks (B-T5, U-M9, U-M11). Each has a merge
 * and a ledger of its own, so that they can be taken back one by one, the last first, or all at once.
 * @throws Conflict for a record with itself, one merged already, or one that changed; Precondition (428) with
 * `details.blocks` while something has to be chosen or a second person has to agree.
 */
export async function createDirectoryMerge(
  ctx: Ctx,
  raw: CreateDirectoryMerge,
): Promise<{ id: number; ids: number[] }> {
  requirePermission(ctx, "merges:create");
  const input = createDirectoryMergeSchema.parse(raw);
  refuseOdd(input);
  return inTransaction(ctx, async (tx, inner) => {
    const { kind, survivorId, retiredIds, versions, reason } = input;
    const records = await loadRecords(tx, kind, [survivorId, ...retiredIds], { lock: true });
    await refuseRetired(tx, kind, records.values());
    refuseStale(records, versions);
    const used = new Set<string>();
    const ids: number[] = [];
    for (const retiredId of retiredIds) {
      const { pair, plan, choices } = await planStep(tx, inner, input, { survivorId, retiredId }, used);
      if (retiredIds.length === 1) refuseBlocked(plan, []);
      else refuseStep(plan.blocks, inWords(kind, pair.retired));
      const [merge] = await tx
        .insert(directoryMerges)
        .values({
          kind,
          survivorId,
          retiredId,
          choices,
          reason,
          survivorVersion: pair.survivor.version,
          retiredVersion: pair.retired.version,
          mergedById: accountIdOf(inner),
          mergedAt: inner.now,
          togetherId: ids[0] ?? null,
        })
        .returning({ id: directoryMerges.id });
      ids.push(merge!.id);
      await carryOut(tx, inner, { id: merge!.id, reason, pair, plan });
    }
    refuseUnused(input, used);
    if (ids.length > 1)
      await tx.update(directoryMerges).set({ togetherId: ids[0]! }).where(eq(directoryMerges.id, ids[0]!));
    return { id: ids[0]!, ids };
  });
}

type Work = { id: number; reason: string; pair: Pair; plan: Plan };

/** Writes what the plan says, with the ledger and the audit, in the caller's transaction. */
export async function carryOut(tx: Tx, ctx: Ctx, { id, reason, pair, plan }: Work): Promise<void> {
  const { kind, survivor, retired } = pair;
  const candidate = await closeCandidate(tx, ctx, pair, reason);
  await applyChanges(tx, plan.changes.list);
  const after = {
    directoryMergeId: id,
    survivor: inWords(kind, survivor),
    retired: inWords(kind, retired),
    moves: plan.moves,
  };
  const audit = (recordId: number) =>
    recordAudit(tx, ctx, {
      action: `${kinds[kind].one}.merged`,
      subject: { type: kind, id: recordId },
      after,
      reason,
    });
  await together([
    writeLedger(tx, { of: "directory_merge_id", id }, [
      ...plan.changes.list,
      ...(candidate ? [candidate] : []),
    ]),
    audit(survivor.id),
    audit(retired.id),
  ]);
}

/** The pair leaves the worklist, whoever put it there. */
async function closeCandidate(
  tx: Tx,
  ctx: Ctx,
  { kind, survivor, retired }: Pair,
  reason: string,
): Promise<Change | null> {
  const [leftId, rightId] = [survivor.id, retired.id].sort((a, b) => a - b);
  const decided = (row: string) =>
    sql.raw(`jsonb_build_object('status', ${row}.status, 'decided_by_id', ${row}.decided_by_id,
      'decided_at', ${row}.decided_at, 'decision_reason', ${row}.decision_reason)`);
  const [row] = (await tx.execute(sql`
    with was as (select * from directory_candidates where kind = ${kind} and left_id = ${leftId} and right_id = ${rightId}
      and status <> 'merged' for update)
    update directory_candidates d set status = 'merged', decided_by_id = ${accountIdOf(ctx)}::int, decided_at = ${ctx.now.toISOString()}::timestamptz,
      decision_reason = ${reason} from was where d.id = was.id
    returning d.id, ${decided("was")} as before, ${decided("d")} as after`)) as unknown as (Pick<
    Change,
    "before" | "after"
  > & { id: number })[];
  if (!row) return null;
  const { id: rowId, before, after } = row;
  return { table: "directory_candidates", rowId, action: "updated", before, after };
}
