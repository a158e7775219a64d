import { asc, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { directoryMerges, mergeLedger } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { canReadField, requirePermission } from "../../kernel/permissions.ts";
import { inSentences, waysBack } from "../merges/index.ts";
import { type DirectoryMerge, mergesOfDirectory } from "./directory.ts";
import { directoryMergeList, recordJson } from "./list.ts";
import { beside, loadPair, loadRecords } from "./load.ts";
import { planDirectoryMerge } from "./plan.ts";
import { columnOf } from "./rules.ts";
import type { DirectoryMergeRow, DirectoryMergeView } from "./schemas.ts";
import { sides } from "./steps.ts";

/** One merge of the directory with its ledger in words; a proposal with what a second person has to weigh. @throws NotFound */
export async function getDirectoryMerge(ctx: Ctx, id: number): Promise<DirectoryMergeView> {
  requirePermission(ctx, "merges:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = rowsOf<DirectoryMergeRow>(await runList(inner, tx, directoryMergeList, { filter: { id } }));
    const [merge] = await tx.select().from(directoryMerges).where(eq(directoryMerges.id, id));
    if (!row || !merge) throw new NotFound("There is no such merge.");
    const entries = await tx
      .select()
      .from(mergeLedger)
      .where(eq(mergeLedger.directoryMergeId, id))
      .orderBy(asc(mergeLedger.position));
    const called = ({ name, number }: DirectoryMergeRow["survivor"]) =>
      number ? `${name} (${number})` : name;
    return {
      ...row,
      choices: merge.choices,
      ledger: await inSentences(tx, entries, {
        records: merge.kind,
        columnOf: columnOf(merge.kind),
        survivor: { id: row.survivor.id, called: called(row.survivor) },
        retired: { id: row.retired.id, called: called(row.retired) },
        beside,
        open: canReadField(inner, "participants.demographics"),
      }),
      blocks: merge.status === "proposed" ? await openQuestions(tx, inner, merge) : [],
      ...(await waysBack(mergesOfDirectory, tx, inner, merge)),
      together: await companions(tx, merge),
    };
  });
}

async function companions(tx: Tx, merge: DirectoryMerge): Promise<DirectoryMergeView["together"]> {
  if (merge.togetherId === null) return [];
  return (await tx.execute(sql`select m.id, m.status, ${recordJson(sql`m.retired_id`, sql`m.kind`)} as retired
    from directory_merges m where m.together_id = ${merge.togetherId} order by m.id`)) as unknown as DirectoryMergeView["together"];
}

async function openQuestions(tx: Tx, ctx: Ctx, merge: DirectoryMerge): Promise<DirectoryMergeView["blocks"]> {
  const registry = asSystem({ ...ctx, db: tx, inTx: true }, "compare_records");
  const { kind, survivorId, retiredId, choices } = merge;
  return inTransaction(registry, async (own) => {
    const records = await loadRecords(own, kind, [survivorId, retiredId], { lock: false });
    if ([...records.values()].some(({ merged_into_id }) => merged_into_id !== null))
      return [{ code: "merged", message: "One of the records has been merged meanwhile." }];
    const pair = await loadPair(own, ctx, kind, sides(records, merge), { lock: false });
    return planDirectoryMerge(pair, choices).blocks.map(({ code, message }) => ({ code, message }));
  });
}
