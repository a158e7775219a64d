import { and, asc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { merges, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, Precondition, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readDeskSettings } from "../desk-settings/index.ts";
import { accountIdOf, lockMerge, lockPeople } from "./internal.ts";
import { refuseOwnRecord } from "./merge.ts";
import { type ChangedSince, type UndoMerge, type UndoneMerge, undoMergeSchema } from "./schemas.ts";
import { keysOf, type Merge, mergedTogether, takeBack } from "./take-back.ts";

const dayMs = 86_400_000;

/** The last moment at which one person alone may undo a merge: a setting of the desk. */
export async function undoAloneUntil(tx: Tx, merge: Pick<Merge, "mergedAt">): Promise<Date> {
  const { mergeUndoDays } = await readDeskSettings(tx);
  return new Date(merge.mergedAt.getTime() + mergeUndoDays * dayMs);
}

/** A standing merge under its lock, by somebody whom it does not concern. @throws Conflict */
export async function lockUndoable(
  tx: Tx,
  ctx: Ctx,
  { id, version }: { id: number; version: number },
): Promise<Merge> {
  const merge = await lockMerge(tx, id);
  if (merge.status !== "merged")
    throw new Conflict(`This merge is ${merge.status}, so there is nothing to undo.`);
  if (merge.version !== version) throw stale(merge);
  refuseOwnRecord(ctx, merge);
  return merge;
}

/**
 * Takes a merge back, row by row from its ledger, within the days that the desk allows one person. What was edited since
 * stays, except rows among `restore` (`key@seen` of `changedSince`), which are whole as they were; rows made on the survivor since
 * stay there, except entries of a document and hours of an enrollment that go back: those go with them.
 * @throws Conflict where it is not merged any more, a row to be put back was edited after it was seen, or a later merge stands on top of it; Precondition (428) after those days.
 */
export async function undoMerge(ctx: Ctx, raw: UndoMerge): Promise<UndoneMerge> {
  requirePermission(ctx, "merges:undo");
  const input = undoMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(tx, inner, input);
    await refuseAfterItsDays(tx, inner, merge);
    return { id: merge.id, changedSince: await part(tx, inner, merge, input.reason, input.restore) };
  });
}

/** Takes back every merge that was carried out together with this one and still stands, the last one first. */
export async function undoTogether(ctx: Ctx, raw: UndoMerge): Promise<UndoneMerge> {
  requirePermission(ctx, "merges:undo");
  const input = undoMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(tx, inner, input);
    await refuseAfterItsDays(tx, inner, merge);
    const changedSince: ChangedSince[] = [];
    for (const each of (await mergedTogether(tx, merge)).reverse()) {
      refuseOwnRecord(inner, each);
      changedSince.push(...(await part(tx, inner, await lockMerge(tx, each.id), input.reason, [])));
    }
    return { id: merge.id, changedSince };
  });
}

async function refuseAfterItsDays(tx: Tx, ctx: Ctx, merge: Merge): Promise<void> {
  if ((await undoAloneUntil(tx, merge)) >= ctx.now) return;
  throw new Precondition(
    "The days in which one person may undo this merge are over. Ask a colleague to agree.",
    { details: { needs: "second_person" } },
  );
}

/** Parts the two records again, in the caller's transaction. @throws Conflict where a later merge stands on this one. */
export async function part(
  tx: Tx,
  ctx: Ctx,
  merge: Merge,
  reason: string,
  restore: readonly string[],
): Promise<ChangedSince[]> {
  await lockPeople(tx, merge.survivorId, merge.retiredId);
  const standsOn = await laterMerge(tx, merge);
  if (standsOn) throw new Conflict(standsOn);
  await refuseUnknown(tx, merge.id, restore);
  const changedSince = await takeBack(tx, merge, restore);
  await tx
    .update(merges)
    .set({ status: "undone", undoneById: accountIdOf(ctx), undoneAt: ctx.now, undoReason: reason })
    .where(eq(merges.id, merge.id));
  for (const participantId of [merge.survivorId, merge.retiredId]) {
    await recordAudit(tx, ctx, {
      action: "participant.merge_undone",
      subject: { type: "merges", id: merge.id },
      participantId,
      after: {
        changedSince: changedSince.length,
        ...(restore.length > 0 ? { restored: keysOf(restore) } : {}),
      },
      reason,
    });
  }
  return changedSince;
}

/** Only rows of this merge's ledger can be put back. @throws Invalid */
export async function refuseUnknown(tx: Tx, mergeId: number, restore: readonly string[]): Promise<void> {
  if (restore.length === 0) return;
  const [row] =
    (await tx.execute(sql`select count(distinct table_name || ':' || row_id)::int as n from merge_ledger
    where merge_id = ${mergeId} and was is not null and table_name || ':' || row_id in (select jsonb_array_elements_text(${JSON.stringify(keysOf(restore))}::jsonb))`)) as unknown as {
      n: number;
    }[];
  if (row!.n === new Set(keysOf(restore)).size) return;
  const message = "Look at what changed again: one of these rows is not part of the merge.";
  throw new Invalid(message, { fields: { restore: message } });
}

const written = (mergeId: SQL) => sql`(select min(l.id) from merge_ledger l where l.merge_id = ${mergeId})`;

/** In words, the later merge that has to be undone first: one of this survivor, as either side. Null where there is none. */
export async function laterMerge(
  tx: Tx,
  { id, survivorId }: Pick<Merge, "id" | "survivorId">,
): Promise<string | null> {
  const [later] = await tx
    .select({ id: merges.id, retired: participants.registryNumber, retiredId: merges.retiredId })
    .from(merges)
    .innerJoin(participants, eq(participants.id, merges.retiredId))
    .where(
      and(
        eq(merges.status, "merged"),
        ne(merges.id, id),
        // A proposal may be older than what it stands on: the ledgers were written in the order of the deeds.
        sql`${written(sql`${merges.id}`)} > ${written(sql`${id}::int`)}`,
        or(eq(merges.survivorId, survivorId), eq(merges.retiredId, survivorId)),
      ),
    )
    .orderBy(asc(merges.id));
  if (!later) return null;
  return later.retiredId === survivorId
    ? `The surviving record ${later.retired} was itself merged later (merge ${later.id}). Undo that merge first.`
    : `Record ${later.retired} was merged into the same record later (merge ${later.id}). Undo that merge first.`;
}
