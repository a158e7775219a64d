import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Pair } from "../merges/index.ts";
import type { Comparison } from "./schemas.ts";

type Run = {
  id: number;
  title: string;
  createdAt: string;
  rows: number;
  /** Attendances of both at one event, which become one, and their hours. */
  fewer: number;
  hours: string;
  twice: boolean;
  own: boolean;
};

/**
 * Stored runs whose figures would differ if they were run again after the merge, and by how much: rosters with the retired
 * record in a run's sponsor and period (rows, hours, people), and the retired record's own reports. They stay as they were sent.
 */
export async function affectedRuns(tx: Tx, { survivor, retired }: Pair): Promise<Comparison["reportRuns"]> {
  const runs = (await tx.execute(sql`
    with attended as (
      select en.participant_id, en.event_id, ev.sponsor_id, ev.starts_on, coalesce(en.hours_granted, ev.hours) as hours,
        en.participant_id = ${retired.id} and exists (select 1 from enrollments o where o.event_id = en.event_id
          and o.participant_id = ${survivor.id} and o.status = 'attended') as both
      from enrollments en join events ev on ev.id = en.event_id
      where en.participant_id in (${survivor.id}, ${retired.id}) and en.status = 'attended')
    select r.id, r.title, r.created_at as "createdAt", false as own, count(*) filter (where t.participant_id = ${retired.id})::int as rows,
      count(*) filter (where t.both)::int as fewer, coalesce(sum(t.hours) filter (where t.both), 0)::float8::text as hours,
      count(distinct t.participant_id) = 2 as twice
    from report_runs r join attended t on (r.sponsor_id is null or r.sponsor_id = t.sponsor_id)
      and t.starts_on between coalesce((r.params ->> 'from')::date, '-infinity') and coalesce((r.params ->> 'to')::date, 'infinity')
    where r.status = 'done' and r.report_key in ('sponsor_training', 'direct_service_profile')
    group by r.id having count(*) filter (where t.participant_id = ${retired.id}) > 0
    union all
    select r.id, r.title, r.created_at, true, 0, 0, '0', false from report_runs r
    where r.status = 'done' and r.participant_id = ${retired.id}
    order by 3 desc limit 50`)) as unknown as Run[];
  return runs.map((run) => ({
    id: run.id,
    title: run.title,
    createdAt: new Date(run.createdAt).toISOString(),
    change: run.own ? "Was made for the retired record." : inWords(run),
  }));
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

function inWords({ rows, fewer, hours, twice }: Run): string {
  const moved = rows - fewer;
  const parts = [
    ...(moved > 0 ? [`${count(moved, "row", "rows")} would stand under the survivor`] : []),
    ...(fewer > 0 ? [`${count(fewer, "row", "rows")} and ${hours} hours fewer, attended on both`] : []),
    ...(twice ? ["one person fewer would be counted"] : []),
  ];
  return `${parts.join("; ")}.`;
}
