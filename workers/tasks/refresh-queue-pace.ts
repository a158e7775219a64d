import { sql } from "drizzle-orm";
import { todayIn } from "#api/kernel/calendar.ts";
import { inTransaction } from "#api/kernel/context.ts";
import type { Task } from "./task.ts";

/** Working days behind today that the pace is taken from. */
const lookBack = 20;

/**
 * Counts anew how many documents the desk decides a working day, by type and lane, and how old those are that wait. The
 * pace is that of the last twenty whole working days (Monday to Friday, in the registry's time zone); a desk that opened
 * later is measured from its first decision on. Name-change evidence is not the desk's.
 */
export const refreshQueuePace: Task<"refresh_queue_pace"> = (_payload, ctx) =>
  inTransaction(ctx, async (tx) => {
    const zone = ctx.jurisdiction.timeZone;
    const today = todayIn(zone, ctx.now);
    const now = ctx.now.toISOString();
    await tx.execute(sql`
      with days as (
        select day::date as day from generate_series(${today}::date - 60, ${today}::date - 1, interval '1 day') as day
        where extract(isodow from day) < 6 order by day desc limit ${lookBack}
      ), span as (
        select min(day) as first_day, (min(day)::timestamp at time zone ${zone}) as since,
          (${today}::date::timestamp at time zone ${zone}) as until from days
      ), opened as (
        -- A desk whose first decision is younger than the window has had fewer days to decide on.
        select case when exists (
            select 1 from document_decisions c, span where c.created_at < span.since and c.outcome <> 'reset'
          ) then (select first_day from span)
          else (select (min(c.created_at) at time zone ${zone})::date from document_decisions c
            where c.outcome <> 'reset') end as day
      ), worked as (
        select greatest(1, count(*) filter (where days.day >= opened.day))::real as days from days, opened
      ), decided as (
        select d.type, d.lane, count(*)::real as n
        from document_decisions c join documents d on d.id = c.document_id, span
        where c.created_at >= span.since and c.created_at < span.until and c.outcome <> 'reset'
          and d.type <> 'name_change_evidence'
        group by d.type, d.lane
      ), waiting as (
        select d.type, d.lane, count(*)::int as n,
          percentile_cont(0.5) within group (order by extract(epoch from ${now}::timestamptz - d.received_at) / 86400) as median,
          percentile_cont(0.9) within group (order by extract(epoch from ${now}::timestamptz - d.received_at) / 86400) as ninetieth
        from documents d where d.status = 'unverified' and d.type <> 'name_change_evidence'
        group by d.type, d.lane
      ), fresh as (
        insert into queue_pace (type, lane, decided_per_day, waiting, median_days, ninetieth_days, refreshed_at)
        select coalesce(decided.type, waiting.type), coalesce(decided.lane, waiting.lane),
          coalesce(decided.n / worked.days, 0), coalesce(waiting.n, 0), waiting.median, waiting.ninetieth, ${now}::timestamptz
        from decided full join waiting on waiting.type = decided.type and waiting.lane = decided.lane cross join worked
        on conflict (type, lane) do update set decided_per_day = excluded.decided_per_day, waiting = excluded.waiting,
          median_days = excluded.median_days, ninetieth_days = excluded.ninetieth_days, refreshed_at = excluded.refreshed_at
        returning type, lane
      )
      delete from queue_pace p where not exists (select 1 from fresh f where f.type = p.type and f.lane = p.lane)`);
  });
