import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { duplicateBands, type duplicateKinds } from "#db/enums.ts";
import { duplicateScans } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import type { Model } from "../../linkage/index.ts";
import type { SearchState } from "./schemas.ts";

type Kind = (typeof duplicateKinds)[number];

/** How far the look at everybody is, when the last one ended, what its model was learned from, and what it was worth. */
export async function readSearchState(ctx: Ctx): Promise<SearchState> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(asSystem(ctx, "search_state"), async (tx) => ({
    ...(await lastLook(tx, "people")),
    waiting: await countOf(
      tx,
      sql`select count(distinct participant_id)::int as n from private.changed_people`,
    ),
    truth: await againstTruth(tx),
  }));
}

export const countOf = async (tx: Tx, query: SQL): Promise<number> => {
  const [row] = (await tx.execute(query)) as unknown as { n: number }[];
  return row!.n;
};

/** The last look at all of a kind, and the model in use. */
export async function lastLook(tx: Tx, kind: Kind): Promise<Pick<SearchState, "scan" | "model">> {
  const [scan] = await tx
    .select()
    .from(duplicateScans)
    .where(eq(duplicateScans.kind, kind))
    .orderBy(desc(duplicateScans.id))
    .limit(1);
  const [learned] = (await tx.execute(sql`
    select created_at as at, facts -> 'training' as training, facts -> 'bands' as bands from linkage_models
    where kind = ${kind} order by id desc limit 1`)) as unknown as {
    at: string;
    training: Model["training"];
    bands: Model["bands"];
  }[];
  return {
    scan: scan
      ? {
          ...{ status: scan.status, stage: scan.stage, percent: scan.percent },
          ...{ records: scan.records, pairs: scan.pairs, failure: scan.failure },
          startedAt: scan.createdAt.toISOString(),
          finishedAt: scan.finishedAt?.toISOString() ?? null,
        }
      : null,
    model: learned
      ? {
          learnedAt: new Date(learned.at).toISOString(),
          records: learned.training.records,
          bands: learned.bands,
        }
      : null,
  };
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
  return byBand(row!.planted, row!.found ?? {});
}

/** @param found how many pairs of each band, and how many of them are planted. */
export function byBand(planted: number, found: Record<string, [number, number]>): SearchState["truth"] {
  if (planted === 0) return null;
  let [pairs, right] = [0, 0];
  return {
    planted,
    bands: duplicateBands.map((band) => {
      const [all, good] = found[band] ?? [0, 0];
      pairs += all;
      right += good;
      return { band, pairs, right, precision: pairs === 0 ? 0 : right / pairs, recall: right / planted };
    }),
  };
}
