import { desc, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { duplicateBands } from "#db/enums.ts";
import { duplicateScans } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import type { Model } from "../../linkage/index.ts";
import type { SearchState } from "./schemas.ts";

/** How far the look at everybody is, when the last one ended, what its model was learned from, and what it was worth. */
export async function readSearchState(ctx: Ctx): Promise<SearchState> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(asSystem(ctx, "search_state"), async (tx) => {
    const [scan] = await tx
      .select()
      .from(duplicateScans)
      .where(eq(duplicateScans.kind, "people"))
      .orderBy(desc(duplicateScans.id))
      .limit(1);
    const [facts] = (await tx.execute(sql`
      select m.created_at as "learnedAt", m.facts -> 'training' as training, m.facts -> 'bands' as bands,
        (select count(distinct participant_id)::int from private.changed_people) as waiting
      from (select 1) one left join (select * from linkage_models where kind = 'people' order by id desc limit 1) m on true`)) as unknown as {
      learnedAt: string | null;
      training: Model["training"] | null;
      bands: Model["bands"] | null;
      waiting: number;
    }[];
    const { learnedAt, training, bands, waiting } = facts!;
    return {
      scan: scan
        ? {
            ...{ status: scan.status, stage: scan.stage, percent: scan.percent },
            ...{ records: scan.records, pairs: scan.pairs, failure: scan.failure },
            startedAt: scan.createdAt.toISOString(),
            finishedAt: scan.finishedAt?.toISOString() ?? null,
          }
        : null,
      model:
        learnedAt && training && bands
          ? { learnedAt: new Date(learnedAt).toISOString(), records: training.records, bands }
          : null,
      waiting,
      truth: await againstTruth(tx),
    };
  });
}

/** Precision and recall by band and better, against the pairs that the demo registry planted; null anywhere else. */
async function againstTruth(tx: Tx): Promise<SearchState["truth"]> {
  const [row] = (await tx.execute(sql`
    with truth as materialized (select least(p ->> 'left', p ->> 'right') as l, greatest(p ->> 'left', p ->> 'right') as r
      from registry_facts, jsonb_array_elements(value -> 'duplicates') p where key = 'demo_truth'),
    found as (select d.band, exists (select 1 from truth t where t.l = least(a.registry_number, b.registry_number)
        and t.r = greatest(a.registry_number, b.registry_number)) as right
      from duplicate_candidates d join participants a on a.id = d.left_id join participants b on b.id = d.right_id
      where d.status <> 'not_duplicate' or d.decided_by_id is not null)
    select (select count(*)::int from truth) as planted,
      (select jsonb_object_agg(band, jsonb_build_array(pairs, good)) from (select band, count(*)::int as pairs,
        (count(*) filter (where "right"))::int as good from found group by band) f) as found`)) as unknown as {
    planted: number;
    found: Record<string, [number, number]> | null;
  }[];
  if (!row || row.planted === 0) return null;
  let [pairs, right] = [0, 0];
  return {
    planted: row.planted,
    bands: duplicateBands.map((band) => {
      const [all, good] = row.found?.[band] ?? [0, 0];
      pairs += all;
      right += good;
      return { band, pairs, right, precision: pairs === 0 ? 0 : right / pairs, recall: right / row.planted };
    }),
  };
}
