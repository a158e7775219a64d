import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { byBand, calibrationOf, countOf, type Decided, lastLook } from "../duplicates/index.ts";
import type { Calibration, SearchState } from "../duplicates/schemas.ts";
import { kindSchema, type OfKind } from "./schemas.ts";

/** How far the look at a kind is, what its model was learned from, and what it was worth. */
export async function readDirectorySearch(ctx: Ctx, raw: OfKind): Promise<SearchState> {
  requirePermission(ctx, "duplicates:read");
  const { kind } = kindSchema.parse(raw);
  return inTransaction(asSystem(ctx, "search_state"), async (tx) => ({
    ...(await lastLook(tx, kind)),
    waiting: await countOf(
      tx,
      sql`select count(distinct record_id)::int as n from private.changed_directory where kind = ${kind}`,
    ),
    truth: await againstTruth(tx, kind),
  }));
}

/** Precision and recall by band and better, against the pairs that the demo registry planted; null anywhere else. */
async function againstTruth(tx: Tx, kind: DirectoryKind): Promise<SearchState["truth"]> {
  const [row] = (await tx.execute(sql`
    with truth as materialized (select least((p ->> 'left')::int, (p ->> 'right')::int) as l,
        greatest((p ->> 'left')::int, (p ->> 'right')::int) as r
      from registry_facts, jsonb_array_elements(value -> 'directory' -> ${kind}::text) p where key = 'demo_truth'),
    found as (select d.band, exists (select 1 from truth t where t.l = d.left_id and t.r = d.right_id) as right
      from directory_candidates d where d.kind = ${kind} and (d.status <> 'not_duplicate' or d.decided_by_id is not null))
    select (select count(*)::int from truth) as planted,
      (select jsonb_object_agg(band, jsonb_build_array(pairs, good)) from (select band, count(*)::int as pairs,
        (count(*) filter (where "right"))::int as good from found group by band) f) as found`)) as unknown as {
    planted: number;
    found: Record<string, [number, number]> | null;
  }[];
  return byBand(row!.planted, row!.found ?? {});
}

/** Predicted against actual for one kind, as for people. */
export async function readDirectoryCalibration(ctx: Ctx, raw: OfKind): Promise<Calibration> {
  requirePermission(ctx, "duplicates:read");
  const { kind } = kindSchema.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const rows = (await tx.execute(sql`
      select d.score, d.band, d.status = 'merged' as same from directory_candidates d
      where d.kind = ${kind} and d.status <> 'open' and d.decided_by_id is not null`)) as unknown as Decided[];
    return calibrationOf(rows);
  });
}
