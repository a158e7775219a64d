import { sql } from "drizzle-orm";
import type { DocumentLane, DocumentType } from "#db/enums.ts";
import { queuePace } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { laneRanks } from "../documents/index.ts";
import { type Estimate, estimate } from "./estimate.ts";

/**
 * Place in the line (1 is next; null for a document that is decided, put aside or somebody's own) and the day it should
 * be read.
 */
export type Expected = Estimate & { place: number | null };

type Row = {
  id: number;
  type: DocumentType;
  lane: DocumentLane;
  /** Documents of each type between the asked one before it and this one. */
  between: Partial<Record<DocumentType, number>>;
};

const notInLine: Expected = { place: null, expectedOn: null, pace: null };

/**
 * Place and expected day of each given document, in the order clerks are given the work (lane, then arrival). Counted as
 * the registry, since a participant sees only its own rows. However many are asked, the line is read once, from its head
 * to the last of them, in the index alone; then the counts are added up. M6, S51, S63
 */
export async function expectedFor(
  ctx: Ctx,
  documents: readonly { id: number }[],
): Promise<Map<number, Expected>> {
  const found = new Map<number, Expected>(documents.map(({ id }) => [id, notInLine]));
  if (documents.length === 0) return found;
  const ids = `{${documents.map(({ id }) => id).join(",")}}`;
  const { rows, paces } = await inTransaction(asSystem(ctx, "queue_pace"), async (tx) => {
    const rows = (await tx.execute(sql`
      with mine as (
        select d.id, d.type, d.lane, d.lane_rank, d.received_at,
          lag(d.lane_rank) over line as after_rank, lag(d.received_at) over line as after_at, lag(d.id) over line as after_id
        from documents d
        where d.id = any (${ids}::integer[]) and d.status in ('unverified', 'processing') and d.desk_state = 'queue'
          and d.assigned_to_id is null and d.type <> 'name_change_evidence'
        window line as (order by d.lane_rank, d.received_at, d.id)
      )
      select mine.id, mine.type, mine.lane, (
        select coalesce(json_object_agg(part.type, part.n), '{}') from (
          select d.type, count(*)::int as n from documents d
          where d.status = 'unverified' and d.desk_state = 'queue' and d.assigned_to_id is null
            and d.type <> 'name_change_evidence'
            and (d.lane_rank, d.received_at, d.id) < (mine.lane_rank, mine.received_at, mine.id)
            and (d.lane_rank, d.received_at, d.id) >=
              (coalesce(mine.after_rank, -1::smallint), coalesce(mine.after_at, '-infinity'), coalesce(mine.after_id, 0))
          group by d.type) part) as between
      from mine order by mine.lane_rank, mine.received_at, mine.id`)) as unknown as Row[];
    const paces = rows.length > 0 ? await tx.select().from(queuePace) : [];
    return { rows, paces };
  });
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  const ahead: Partial<Record<DocumentType, number>> = {};
  let all = 0;
  for (const { id, type, lane, between } of rows) {
    for (const [of, n] of Object.entries(between) as [DocumentType, number][]) {
      ahead[of] = (ahead[of] ?? 0) + n;
      all += n;
    }
    const standing = { type, lane, ahead: all, aheadOfType: ahead[type] ?? 0 };
    found.set(id, { place: all + 1, ...estimate(standing, paces, laneRanks, today) });
  }
  return found;
}
