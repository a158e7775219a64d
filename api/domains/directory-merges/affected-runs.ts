import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Pair } from "./load.ts";
import type { DirectoryPreview } from "./schemas.ts";

type Runs = DirectoryPreview["steps"][number]["reportRuns"];
type Found = { id: number; title: string; createdAt: string; own: string; rows: number; hours: number };

/** Done runs of attendance, each with the attendance of the retired record's events that its period and sponsor take in. */
const attendance = (mine: SQL, where: SQL, own: SQL): SQL => sql`
  select r.id, r.title, r.created_at as "createdAt", ${own} as own, count(*)::int as rows,
    sum(coalesce(en.hours_granted, ev.hours))::float8 as hours
  from report_runs r
  join events ev on ev.ends_on between coalesce((r.params ->> 'from')::date, '-infinity') and coalesce((r.params ->> 'to')::date, 'infinity')
    and ${mine}
  join enrollments en on en.event_id = ev.id and en.status = 'attended'
  where r.status = 'done' and r.report_key in ('sponsor_training', 'direct_service_profile') and ${where}
  group by r.id`;
const asked = sql`coalesce(r.sponsor_id, (r.params ->> 'sponsorId')::int)`;

/**
 * Stored runs whose figures would differ if they were run again after the merge, and by how much. They stay as they were sent.
 * Reports about education print what stood then; those that name the retired institution are told too.
 */
export async function affectedRuns(tx: Tx, { kind, survivor, retired }: Pair): Promise<Runs> {
  const [a, b] = [survivor.id, retired.id];
  const query =
    kind === "sponsors"
      ? sql`${attendance(sql`ev.sponsor_id = ${b}`, sql`${asked} = ${a}`, sql`'survivor'`)}
          union all ${attendance(sql`ev.sponsor_id = ${a}`, sql`${asked} = ${b}`, sql`'retired'`)}
          union all ${attendance(sql`ev.sponsor_id = ${b}`, sql`${asked} is null`, sql`'all'`)}`
      : kind === "trainings"
        ? attendance(
            sql`ev.training_id = ${b}`,
            sql`(${asked} is null or ${asked} = ev.sponsor_id)`,
            sql`'training'`,
          )
        : kind === "institutions"
          ? sql`select r.id, r.title, r.created_at as "createdAt", 'printed' as own, count(*)::int as rows, 0::float8 as hours
              from report_runs r join (select participant_id from courses where institution_id = ${b}
                union all select participant_id from degrees where institution_id = ${b}) x on x.participant_id = r.participant_id
              where r.status = 'done' and r.report_key = 'education_and_training' group by r.id`
          : null;
  if (!query) return [];
  const rows = (await tx.execute(sql`${query} order by 3 desc limit 50`)) as unknown as Found[];
  return rows.map(({ id, title, createdAt, ...found }) => ({
    id,
    title,
    createdAt: new Date(createdAt).toISOString(),
    change: inWords(found, String(survivor.vendor_code ?? "")),
  }));
}

function inWords({ own, rows, hours }: Pick<Found, "own" | "rows" | "hours">, code: string): string {
  const count = `${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`;
  if (own === "printed") return `${count} of it name the retired institution.`;
  if (own === "training") return `${count} would stand under the training that stays.`;
  if (own === "all") return `${count} would stand under ${code}.`;
  return `${count} and ${hours.toLocaleString("en-US")} hours more.`;
}
