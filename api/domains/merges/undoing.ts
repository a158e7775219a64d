import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, Invalid, Precondition, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readDeskSettings } from "../desk-settings/index.ts";
import { accountIdOf } from "./internal.ts";
import type { Head, MergeKind } from "./merge-kind.ts";
import {
  type ChangedSince,
  type DecideProposal,
  decideProposalSchema,
  type RefuseProposal,
  refuseProposalSchema,
  type UndoMerge,
  type UndoneMerge,
  undoMergeSchema,
} from "./schemas.ts";
import { keysOf, takeBack } from "./take-back.ts";
import { type LedgerOf, ledgerColumn } from "./write-changes.ts";

const dayMs = 86_400_000;
type Asked = { id: number; status: string };

/** The last moment at which one person alone may undo a merge: a setting of the desk. */
export async function undoAloneUntil(tx: Tx, merge: Pick<Head, "mergedAt">): Promise<Date> {
  const { mergeUndoDays } = await readDeskSettings(tx);
  return new Date(merge.mergedAt.getTime() + mergeUndoDays * dayMs);
}

/** A standing merge under its lock, by somebody whom it does not concern. @throws Conflict */
async function lockUndoable<M extends Head>(
  of: MergeKind<M>,
  tx: Tx,
  ctx: Ctx,
  { id, version }: { id: number; version: number },
): Promise<M> {
  const merge = await of.lock(tx, id);
  if (merge.status !== "merged")
    throw new Conflict(`This merge is ${merge.status}, so there is nothing to undo.`);
  if (merge.version !== version) throw stale(merge);
  of.refuseOwn(ctx, merge);
  return merge;
}

async function refuseAfterItsDays(tx: Tx, ctx: Ctx, merge: Head): Promise<void> {
  if ((await undoAloneUntil(tx, merge)) >= ctx.now) return;
  throw new Precondition(
    "The days in which one person may undo this merge are over. Ask a colleague to agree.",
    { details: { needs: "second_person" } },
  );
}

/** Parts the two records again, in the caller's transaction. @throws Conflict where a later merge stands on this one. */
async function part<M extends Head>(
  of: MergeKind<M>,
  tx: Tx,
  ctx: Ctx,
  merge: M,
  { reason, restore }: { reason: string; restore: readonly string[] },
): Promise<ChangedSince[]> {
  await of.lockRecords(tx, merge);
  const standsOn = await of.laterMerge(tx, merge);
  if (standsOn) throw new Conflict(standsOn);
  await refuseUnknown(tx, { of: of.ledger, id: merge.id }, restore);
  const changedSince = await takeBack(tx, of.parting(tx, merge), restore);
  await of.set(tx, merge.id, {
    status: "undone",
    undoneById: accountIdOf(ctx),
    undoneAt: ctx.now,
    undoReason: reason,
  });
  const after = {
    changedSince: changedSince.length,
    ...(restore.length > 0 ? { restored: keysOf(restore) } : {}),
  };
  await of.auditRecords(tx, ctx, merge, { action: "merge_undone", after, reason });
  await of.undone?.(tx, merge);
  return changedSince;
}

/** Only rows of this merge's ledger can be put back. @throws Invalid */
async function refuseUnknown(tx: Tx, { of, id }: LedgerOf, restore: readonly string[]): Promise<void> {
  if (restore.length === 0) return;
  const [row] =
    (await tx.execute(sql`select count(distinct table_name || ':' || row_id)::int as n from merge_ledger
    where ${ledgerColumn(of)} = ${id} and was is not null and table_name || ':' || row_id in (select jsonb_array_elements_text(${JSON.stringify(keysOf(restore))}::jsonb))`)) as unknown as {
      n: number;
    }[];
  if (row!.n === new Set(keysOf(restore)).size) return;
  const message = "Look at what changed again: one of these rows is not part of the merge.";
  throw new Invalid(message, { fields: { restore: message } });
}

/** Takes a merge back within the days that the desk allows one person. */
export async function undo<M extends Head>(of: MergeKind<M>, ctx: Ctx, raw: UndoMerge): Promise<UndoneMerge> {
  requirePermission(ctx, "merges:undo");
  const input = undoMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(of, tx, inner, input);
    await refuseAfterItsDays(tx, inner, merge);
    return { id: merge.id, changedSince: await part(of, tx, inner, merge, input) };
  });
}

/** Takes back every merge that was carried out together with this one and still stands, the last one first. */
export async function undoAllTogether<M extends Head>(
  of: MergeKind<M>,
  ctx: Ctx,
  raw: UndoMerge,
): Promise<UndoneMerge> {
  requirePermission(ctx, "merges:undo");
  const input = undoMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(of, tx, inner, input);
    await refuseAfterItsDays(tx, inner, merge);
    const changedSince: ChangedSince[] = [];
    for (const each of (await of.standingTogether(tx, merge)).reverse()) {
      of.refuseOwn(inner, each);
      const locked = await of.lock(tx, each.id);
      changedSince.push(...(await part(of, tx, inner, locked, { reason: input.reason, restore: [] })));
    }
    return { id: merge.id, changedSince };
  });
}

/** The wish to undo is written down with what is to be kept and put back, and waits for a colleague. */
export async function ask<M extends Head>(of: MergeKind<M>, ctx: Ctx, raw: UndoMerge): Promise<Asked> {
  requirePermission(ctx, "merges:undo");
  const input = undoMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(of, tx, inner, input);
    if (merge.undoAskedAt) throw new Conflict("A colleague has been asked already to undo this merge.");
    const standsOn = await of.laterMerge(tx, merge);
    if (standsOn) throw new Conflict(standsOn);
    await refuseUnknown(tx, { of: of.ledger, id: merge.id }, input.restore);
    await of.set(tx, merge.id, {
      undoAskedById: accountIdOf(inner),
      undoAskedAt: inner.now,
      undoReason: input.reason,
      undoRestore: input.restore,
    });
    const after = { restore: keysOf(input.restore) };
    await of.audit(tx, inner, merge, { action: "undo_asked", after, reason: input.reason });
    return { id: merge.id, status: merge.status };
  });
}

/** The second person agrees, and the records are parted as it was asked. @throws Forbidden for whoever asked. */
export async function agreeToUndo<M extends Head>(
  of: MergeKind<M>,
  ctx: Ctx,
  raw: DecideProposal,
): Promise<UndoneMerge> {
  requirePermission(ctx, "merges:approve");
  const input = decideProposalSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(of, tx, inner, input);
    if (!merge.undoAskedAt) throw new Conflict("Nobody asks for this merge to be undone.");
    if (merge.undoAskedById === accountIdOf(inner))
      throw new Forbidden("You asked for this yourself. A colleague has to look at it.");
    const wish = { reason: merge.undoReason ?? "", restore: merge.undoRestore ?? [] };
    const changedSince = await part(of, tx, inner, merge, wish);
    const after = { askedById: merge.undoAskedById };
    await of.audit(tx, inner, merge, { action: "undo_approved", after, reason: input.reason });
    return { id: merge.id, changedSince };
  });
}

/** The merge stands: a colleague, or whoever asked, says no. */
export async function declineUndo<M extends Head>(
  of: MergeKind<M>,
  ctx: Ctx,
  raw: RefuseProposal,
): Promise<Asked> {
  requirePermission(ctx, "merges:approve");
  const input = refuseProposalSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(of, tx, inner, input);
    if (!merge.undoAskedAt) throw new Conflict("Nobody asks for this merge to be undone.");
    await of.set(tx, merge.id, {
      undoAskedById: null,
      undoAskedAt: null,
      undoReason: null,
      undoRestore: null,
    });
    await of.audit(tx, inner, merge, { action: "undo_refused", reason: input.reason });
    return { id: merge.id, status: merge.status };
  });
}
