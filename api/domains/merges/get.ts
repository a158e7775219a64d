import { asc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { mergeLedger, merges, participants } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { canReadField, requirePermission } from "../../kernel/permissions.ts";
import { inSentences, waysBack } from "./ledger-view.ts";
import { mergeList } from "./list.ts";
import { beside, loadPair } from "./load-pair.ts";
import { type Merge, peopleMerges } from "./people.ts";
import { planMerge } from "./plan.ts";
import type { MergeRow, MergeView } from "./schemas.ts";

/** One merge with its ledger in words; a proposal with what a second person has to weigh. @throws NotFound */
export async function getMerge(ctx: Ctx, id: number): Promise<MergeView> {
  requirePermission(ctx, "merges:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = rowsOf<MergeRow>(await runList(inner, tx, mergeList, { filter: { id } }));
    const [merge] = await tx.select().from(merges).where(eq(merges.id, id));
    if (!row || !merge) throw new NotFound("There is no such merge.");
    const entries = await tx
      .select()
      .from(mergeLedger)
      .where(eq(mergeLedger.mergeId, id))
      .orderBy(asc(mergeLedger.position));
    return {
      ...row,
      choices: merge.choices,
      keepAccountId: merge.keepAccountId,
      ledger: await inSentences(tx, entries, {
        records: "participants",
        columnOf: () => "participant_id",
        survivor: { id: row.survivor.id, called: row.survivor.registryNumber },
        retired: { id: row.retired.id, called: row.retired.registryNumber },
        beside,
        open: canReadField(inner, "participants.demographics"),
      }),
      blocks: merge.status === "proposed" ? await openQuestions(tx, inner, merge) : [],
      ...(await waysBack(peopleMerges, tx, inner, merge)),
      together: await companions(tx, merge),
    };
  });
}

async function companions(tx: Tx, merge: Merge): Promise<MergeView["together"]> {
  if (merge.togetherId === null) return [];
  const rows = await tx
    .select({ id: merges.id, status: merges.status, person: participants })
    .from(merges)
    .innerJoin(participants, eq(participants.id, merges.retiredId))
    .where(eq(merges.togetherId, merge.togetherId))
    .orderBy(asc(merges.id));
  return rows.map(({ id, status, person }) => ({
    id,
    status,
    retired: {
      id: person.id,
      registryNumber: person.registryNumber,
      name: `${person.familyName}, ${person.givenName}`,
    },
  }));
}

async function openQuestions(
  tx: Tx,
  ctx: Ctx,
  merge: typeof merges.$inferSelect,
): Promise<MergeView["blocks"]> {
  const registry = asSystem({ ...ctx, db: tx, inTx: true }, "compare_records");
  const pair = await inTransaction(registry, (inner) => loadPair(inner, ctx, merge, { lock: false }));
  if (pair.survivor.merged_into_id !== null || pair.retired.merged_into_id !== null) {
    return [{ code: "merged", message: "One of the records has been merged meanwhile." }];
  }
  return planMerge(pair, merge).blocks.map(({ code, message }) => ({ code, message }));
}
