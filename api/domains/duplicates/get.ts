import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { judgesBlind, withoutLikeness } from "./blind.ts";
import { compareRecords } from "./compare.ts";
import { duplicateList, type StoredRow } from "./list.ts";
import type { DuplicateRow, DuplicateView, GroupPair } from "./schemas.ts";
import { withText } from "./signals.ts";

/** One pair as it is listed. @throws NotFound */
export async function readDuplicate(tx: Tx, ctx: Ctx, id: number): Promise<DuplicateRow> {
  const [row] = rowsOf<StoredRow>(await runList(ctx, tx, duplicateList, { filter: { id } }));
  if (!row) throw new NotFound("There is no such pair, or one of its records has been merged.");
  return { ...row, signals: withText(row.signals) };
}

/**
 * One pair with the two records side by side; the fuller one is proposed as the survivor (U-M12). A pair inside a group brings
 * every pair of the group. Whoever judges blind is told no likeness until the pair is decided. @throws NotFound
 */
export async function getDuplicate(ctx: Ctx, id: number): Promise<DuplicateView> {
  requirePermission(ctx, "duplicates:read");
  return inTransaction(ctx, async (tx, inner) => {
    const row = await readDuplicate(tx, inner, id);
    const blind = await judgesBlind(tx, inner);
    const comparison = await compareRecords(tx, inner, row.leftId, row.rightId, { proposed: true });
    const groupPairs = row.members ? await pairsOfGroup(tx, id) : [];
    return {
      ...(blind ? withoutLikeness(row) : row),
      comparison,
      groupPairs: blind ? groupPairs.map(withoutLikeness).sort((a, b) => a.id - b.id) : groupPairs,
    };
  });
}

/** Every open pair of the group that a pair lies inside of, the strongest first. */
async function pairsOfGroup(tx: Tx, id: number): Promise<GroupPair[]> {
  const rows = (await tx.execute(sql`
    select o.id, o.left_id as "leftId", o.right_id as "rightId", o.status, o.band, o.score, o.signals, o.version
    from duplicate_candidates c join duplicate_candidates o on o.group_key = c.group_key and o.status = 'open'
    join participants l on l.id = o.left_id and l.status <> 'merged' join participants r on r.id = o.right_id and r.status <> 'merged'
    where c.id = ${id} order by o.score desc, o.id`)) as unknown as (Omit<GroupPair, "signals"> & {
    signals: DuplicateSignal[];
  })[];
  return rows.map((row) => ({ ...row, signals: withText(row.signals) }));
}
