import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import type { Ctx } from "../../kernel/context.ts";
import { scopeOf } from "../../kernel/permissions.ts";
import { survivorOf } from "../../kernel/retired.ts";
import { relation } from "../merges/index.ts";
import { recordJson } from "./list.ts";
import type { MergeLinks } from "./schemas.ts";

/**
 * Where a retired record went, through chains, and, for whoever works for the registry, what came to a record that lives:
 * an old number, id or address stays good for ever.
 */
export async function mergeLinks(tx: Tx, ctx: Ctx, kind: DirectoryKind, id: number): Promise<MergeLinks> {
  const from = scopeOf(ctx, "merges:read") === "all";
  const named = recordJson(sql`x.id`, sql`${kind}::text`);
  const [row] = (await tx.execute(sql`select
    (select ${named} from (select ${survivorOf(kind, sql`${id}::int`)} as id) x where x.id <> ${id}) as "mergedInto",
    ${
      from
        ? sql`coalesce((with recursive merged(id) as (
            select r.id from ${relation(kind)} r where r.merged_into_id = ${id}
            union select r.id from ${relation(kind)} r join merged m on r.merged_into_id = m.id)
          select jsonb_agg((${named})::jsonb || jsonb_build_object('mergeId', (select m.id from directory_merges m
            where m.kind = ${kind} and m.retired_id = x.id and m.status = 'merged')) order by x.id) from merged x), '[]')`
        : sql`'[]'::jsonb`
    } as "mergedFrom"`)) as unknown as MergeLinks[];
  return row!;
}
