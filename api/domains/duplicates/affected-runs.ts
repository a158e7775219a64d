import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Pair } from "../merges/index.ts";
import type { Comparison } from "./schemas.ts";

type Run = { id: number; title: string; createdAt: string; rows: number; twice: boolean; own: boolean };

/**
 * Stored runs whose figures would differ if they were run again after the merge: rosters with the retired record in a run's
 * sponsor and period, and the retired record's own reports. The runs stay as they were sent.
 */
export async function affectedRuns(tx: Tx, { survivor, retired }: Pair): Promise<Comparison["reportRuns"]> {
  const runs = (await tx.execute(sql`
    with attended as (
      select en.participant_id, en.event_id, ev.sponsor_id, ev.starts_on from enrollments en join events ev on ev.id = en.event_id
      where en.participant_id in (${survivor.id}, ${retired.id}) and en.status = 'attended')
    select r.id, r.title, r.created_at as "createdAt", false as own, count(*) filter (where t.participant_id = ${retired.id})::int as rows,
      count(distinct t.participant_id) = 2 as twice
    from report_runs r join attended t on (r.sponsor_id is null or r.sponsor_id = t.sponsor_id)
      and t.starts_on between coalesce((r.params ->> 'from')::date, '-infinity') and coalesce((r.params ->> 'to')::date, 'infinity')
    where r.status = 'done' and r.report_key in ('sponsor_training', 'direct_service_profile')
    group by r.id having count(*) filter (where t.participant_id = ${retired.id}) > 0
    union all
    select r.id, r.title, r.created_at, true, 0, false from report_runs r
    where r.status = 'done' and r.participant_id = ${retired.id}
    order by 3 desc limit 50`)) as unknown as Run[];
  return runs.map(({ id, title, createdAt, rows, twice, own }) => ({
    id,
    title,
    createdAt: new Date(createdAt).toISOString(),
    change: own
      ? "Was made for the retired record."
      : `${rows} ${rows === 1 ? "row" : "rows"} would stand under the survivor${twice ? ", and one person fewer would be counted" : ""}.`,
  }));
}
