import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";

/** Somebody whose reach a merge widens, and by what. */
export type Gain = { participantId: number; name: string; gains: string };

/** People of one side who are not of the other, with what that other side would show them. */
const managersGain = (from: number, to: number): SQL => sql`
  select p.id as "participantId", p.given_name || ' ' || p.family_name as name,
    (select count(*)::int from trainings t where t.sponsor_id = ${to}) as trainings,
    (select count(*)::int from events e where e.sponsor_id = ${to}) as events,
    (select count(distinct r.participant_id)::int from events e join enrollments r on r.event_id = e.id where e.sponsor_id = ${to}) as people,
    (select count(*)::int from report_runs r where r.sponsor_id = ${to}) as runs, 0 as staff, false as licensee
  from sponsor_managers m join participants p on p.id = m.participant_id and p.merged_into_id is null
  where m.sponsor_id = ${from}
    and not exists (select 1 from sponsor_managers o where o.sponsor_id = ${to} and o.participant_id = m.participant_id)`;

const live = (g: string) =>
  sql.raw(`${g}.status = 'granted' and (${g}.expires_on is null or ${g}.expires_on >= current_date)`);
const staffOf = (program: number) =>
  sql`(select count(distinct e.participant_id)::int from employments e where e.program_id = ${program} and e.status <> 'declined')`;
/** Administrators of one program who are none of the other, or only administrators where they would become licensee's. */
const administratorsGain = (from: number, to: number): SQL => sql`
  select p.id as "participantId", p.given_name || ' ' || p.family_name as name, 0 as trainings, 0 as events, 0 as people, 0 as runs,
    case when o.id is null then ${staffOf(to)} else 0 end as staff, g.level = 'licensee' and o.level = 'administrator' as licensee
  from access_grants g join participants p on p.id = g.participant_id and p.merged_into_id is null
  left join access_grants o on o.program_id = ${to} and o.participant_id = g.participant_id and ${live("o")}
  where g.program_id = ${from} and ${live("g")} and (o.id is null or (g.level = 'licensee' and o.level = 'administrator'))`;

type Counted = {
  participantId: number;
  name: string;
  trainings: number;
  events: number;
  people: number;
  runs: number;
  staff: number;
  licensee: boolean;
};

const some = (n: number, one: string, many = `${one}s`): string[] =>
  n > 0 ? [`${n.toLocaleString("en-US")} ${n === 1 ? one : many}`] : [];

function inWords({ trainings, events, people, runs, staff, licensee }: Counted): string {
  const parts = [
    ...some(trainings, "training"),
    ...some(events, "event"),
    ...some(people, "person on rosters", "people on rosters"),
    ...some(runs, "report run"),
    ...some(staff, "staff record"),
    ...(licensee ? ["the licensee's rights at both"] : []),
  ];
  return parts.join(", ");
}

/**
 * Who would see or do more after a merge than before: managers of sponsors and administrators of programs. Whoever gains
 * nothing, because the other side is empty, is left out. S163, S204–S213
 */
export async function gainsOf(tx: Tx, kind: DirectoryKind, a: number, b: number): Promise<Gain[]> {
  if (kind !== "sponsors" && kind !== "programs") return [];
  const query = kind === "sponsors" ? managersGain : administratorsGain;
  const rows = (await tx.execute(
    sql`select * from (${query(a, b)} union all ${query(b, a)}) x order by name, "participantId"`,
  )) as unknown as Counted[];
  return rows
    .map((row) => ({ participantId: row.participantId, name: row.name, gains: inWords(row) }))
    .filter(({ gains }) => gains !== "");
}
