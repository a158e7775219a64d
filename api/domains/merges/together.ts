import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { merges } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound, Precondition, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf } from "./internal.ts";
import { loadPair } from "./load-pair.ts";
import { carryOut } from "./merge.ts";
import { refuseOwnRecord } from "./people.ts";
import { planMerge } from "./plan.ts";
import type { Block } from "./plan-types.ts";
import { type MergeTogether, mergeTogetherSchema, type TogetherInput } from "./schemas.ts";
import type { Row } from "./shared-rules.ts";
import { inOrder, refuseUnused, wishesOfStep } from "./steps.ts";

export type MergedTogether = { id: number; ids: number[] };

/**
 * Merges two or more records into one survivor in one transaction (U-M11): each has a merge and a ledger of its own, so that
 * they can be taken back one by one, the last first, or all at once.
 * @throws as createMerge. What a second person has to approve is proposed pair by pair.
 */
export async function mergeTogether(ctx: Ctx, raw: MergeTogether): Promise<MergedTogether> {
  requirePermission(ctx, "merges:create");
  const input = mergeTogetherSchema.parse(raw);
  refuseOdd(input);
  return inTransaction(ctx, async (tx, inner) => {
    for (const retiredId of input.retiredIds)
      refuseOwnRecord(inner, { survivorId: input.survivorId, retiredId });
    await lockAll(tx, input);
    const kept = await ownerOfKept(tx, input);
    const used = new Set<string>();
    const accounts: Row[] = [];
    const ids: number[] = [];
    for (const retiredId of inOrder(input.retiredIds, kept)) {
      const pair = await loadPair(tx, inner, { survivorId: input.survivorId, retiredId }, { lock: true });
      const wishes = wishesOfStep(pair, input, used);
      const sides = pair.rows.get("accounts")!;
      accounts.push(...sides.survivor, ...sides.retired);
      const plan = planMerge(pair, wishes);
      refuse(plan.blocks, pair.retired.registry_number);
      const step = {
        survivorId: input.survivorId,
        retiredId,
        ...wishes,
        choices: { ...wishes.choices },
        reason: input.reason,
        survivorVersion: pair.survivor.version,
        retiredVersion: pair.retired.version,
      };
      const [merge] = await tx
        .insert(merges)
        .values({ ...step, mergedById: accountIdOf(inner), mergedAt: inner.now, togetherId: ids[0] ?? null })
        .returning({ id: merges.id });
      ids.push(merge!.id);
      await carryOut(tx, inner, { id: merge!.id, input: step, pair, plan });
    }
    refuseUnused(input, used, accounts);
    await tx.update(merges).set({ togetherId: ids[0]! }).where(eq(merges.id, ids[0]!));
    return { id: ids[0]!, ids };
  });
}

export function refuseOdd({
  survivorId,
  retiredIds,
}: Pick<TogetherInput, "survivorId" | "retiredIds">): void {
  if (retiredIds.includes(survivorId)) throw new Conflict("A record cannot be merged with itself.");
  if (new Set(retiredIds).size === retiredIds.length) return;
  const message = "A record is named twice.";
  throw new Invalid(message, { fields: { retiredIds: message } });
}

/** Every record under its lock, in the order of their ids, unmerged and as it was seen. @throws NotFound, Conflict */
async function lockAll(tx: Tx, { survivorId, retiredIds, versions }: TogetherInput): Promise<void> {
  const ids = [survivorId, ...retiredIds];
  const rows =
    (await tx.execute(sql`select p.id, p.version, p.registry_number as number, p.merged_into_id as into,
    (select registry_number from participants s where s.id = survivor_of(p.id)) as now
    from participants p where p.id = any (${`{${ids.join(",")}}`}::int[]) order by p.id for update of p`)) as unknown as {
      id: number;
      version: number;
      number: string;
      into: number | null;
      now: string;
    }[];
  if (rows.length < ids.length) throw new NotFound("There is no such record.");
  const gone = rows.find(({ into }) => into !== null);
  if (gone)
    throw new Conflict(`Record ${gone.number} has been merged already: it is now ${gone.now}.`, {
      details: { merged: gone.id },
    });
  const changed = rows.filter(({ id, version }) => versions[id] !== version);
  if (changed.length > 0)
    throw stale({ records: changed.map(({ id, version, number }) => ({ id, version, number })) });
}

async function ownerOfKept(tx: Tx, { keepAccountId }: TogetherInput): Promise<number | null> {
  if (!keepAccountId) return null;
  const [row] = (await tx.execute(
    sql`select participant_id as id from accounts where id = ${keepAccountId}`,
  )) as unknown as { id: number | null }[];
  return row?.id ?? null;
}

function refuse(blocks: readonly Block[], number: string): void {
  if (blocks.length === 0) return;
  const second = blocks.some(({ needs }) => needs === "second_person");
  const words = second ? " Merge this record by itself: a colleague has to approve it." : "";
  throw new Precondition(`Record ${number}: ${blocks[0]!.message}${words}`, { details: { blocks } });
}
