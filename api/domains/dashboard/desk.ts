import { asc, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { queuePace } from "#db/schema/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import { laneRanks } from "../documents/index.ts";
import { estimate } from "../queue-pace/index.ts";
import type { DeskLine, DeskNumbers } from "./schemas.ts";

/** Days the agreement and the rework are taken from. */
const lookBack = sql`now() - interval '90 days'`;

/** Pace, age and expected day per type and lane; agreement per field; what was put right; reviews by their day. M8 */
export async function deskNumbers(tx: Tx, ctx: Ctx): Promise<DeskNumbers> {
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  const paces = await tx.select().from(queuePace).orderBy(asc(queuePace.type), asc(queuePace.lane));
  const lines = paces.map(({ refreshedAt: _, ...pace }): DeskLine => {
    const before = paces.filter(({ lane }) => laneRanks[lane] <= laneRanks[pace.lane]);
    const waiting = (rows: typeof paces) => rows.reduce((sum, row) => sum + row.waiting, 0);
    const standing = {
      type: pace.type,
      lane: pace.lane,
      ahead: waiting(before),
      aheadOfType: waiting(before.filter(({ type }) => type === pace.type)),
    };
    return { ...pace, expectedOn: estimate(standing, paces, laneRanks, today).expectedOn };
  });
  lines.sort((a, b) => laneRanks[a.lane] - laneRanks[b.lane] || b.waiting - a.waiting);
  return {
    lines,
    refreshedAt: paces[0]?.refreshedAt.toISOString() ?? null,
    agreement: await agreementByField(tx),
    ...(await rework(tx)),
    reviews: await reviewsDue(tx, today),
  };
}

async function agreementByField(tx: Tx): Promise<DeskNumbers["agreement"]> {
  return (await tx.execute(sql`
    select f.key as field, sum((f.value ->> 'compared')::int)::int as compared, sum((f.value ->> 'agreed')::int)::int as agreed
    from second_looks s, jsonb_each(s.fields) f
    where s.status <> 'waiting' and s.done_at >= ${lookBack}
    group by f.key
    order by sum((f.value ->> 'agreed')::numeric) / sum((f.value ->> 'compared')::numeric), f.key`)) as unknown as DeskNumbers["agreement"];
}

async function rework(tx: Tx): Promise<Pick<DeskNumbers, "rework" | "disagreements">> {
  const [row] = (await tx.execute(sql`
    select
      json_build_object('looked', count(*) filter (where s.reason = 'sample'),
        'corrected', count(*) filter (where s.reason = 'sample' and s.settlement = 'corrected')) as sample,
      json_build_object('looked', count(*) filter (where s.reason <> 'sample'),
        'corrected', count(*) filter (where s.reason <> 'sample' and s.settlement = 'corrected')) as risk,
      (select json_build_object('looked', count(*), 'corrected', count(*) filter (where r.status = 'changed'))
        from review_requests r where r.status in ('upheld', 'changed') and r.decided_at >= ${lookBack}) as review,
      (select count(*)::int from second_looks d where d.status = 'disagreed') as disagreements
    from second_looks s where s.status <> 'waiting' and s.done_at >= ${lookBack}`)) as unknown as (DeskNumbers["rework"] & {
    disagreements: number;
  })[];
  const { disagreements, ...found } = row!;
  return { rework: found, disagreements };
}

async function reviewsDue(tx: Tx, today: string): Promise<DeskNumbers["reviews"]> {
  const [row] = (await tx.execute(sql`
    select count(*)::int as open, count(*) filter (where due_on < ${today}::date)::int as overdue, min(due_on)::text as "nextDueOn"
    from review_requests where status = 'requested'`)) as unknown as DeskNumbers["reviews"][];
  return row!;
}
