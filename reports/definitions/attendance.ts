import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { labelOf } from "#db/jurisdictions/index.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { PreflightFinding, ReportContext, ReportField } from "../definition.ts";
import { orgCode } from "../org-code.ts";

/** What the attendance reports ask alike: a period, programs, counties, one training organization. B-R1, S152–S153 */
export const attendanceFields = {
  from: z.iso.date("Enter the first day."),
  to: z.iso.date("Enter the last day."),
  programCodes: z.array(z.string().max(10)).max(50).default([]),
  counties: z.array(z.string().max(60)).max(100).default([]),
  sponsorId: z.number().int().nullish(),
};
export type AttendanceParams = {
  from: string;
  to: string;
  programCodes: string[];
  counties: string[];
  sponsorId?: number | null;
};
export const inOrder = ({ from, to }: { from: string; to: string }): boolean => from <= to;
export const orderProblem = { message: "The last day is before the first.", path: ["to"] };

/** First and last day of the fiscal year a day lies in: July to June in these states. S153 */
export function fiscalYearOf(today: string, startsInMonth: number): { from: string; to: string } {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const first = month >= startsInMonth ? year : year - 1;
  const from = new Date(Date.UTC(first, startsInMonth - 1, 1));
  const to = new Date(Date.UTC(first + 1, startsInMonth - 1, 0));
  return { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
}

export function attendanceForm(jurisdiction: Jurisdiction, today: string): ReportField[] {
  const year = fiscalYearOf(today, jurisdiction.fiscalYearStartsInMonth);
  return [
    { name: "from", label: "First day", type: "date", required: true, initial: year.from },
    { name: "to", label: "Last day", type: "date", required: true, initial: year.to },
    {
      name: "programCodes",
      label: "Programs",
      type: "multi",
      required: false,
      options: jurisdiction.programCodes.map(({ code, label }) => ({ value: code, label })),
      help: "All programs where none is chosen.",
    },
    {
      name: "counties",
      label: "Counties",
      type: "multi",
      required: false,
      options: jurisdiction.counties.map(({ label }) => ({ value: label, label })),
      help: "Where the training took place; all counties where none is chosen.",
    },
    { name: "sponsorId", label: "Training organization", type: "sponsor", required: false },
  ];
}

export function attendanceFilters(
  params: AttendanceParams,
  { jurisdiction, sponsorId, sponsorName }: ReportContext,
): [string, string][] {
  const programs = params.programCodes.map((code) => labelOf(jurisdiction.programCodes, code)).join("; ");
  const sponsor = sponsorId ?? params.sponsorId;
  return [
    ["Trainings that ended from", params.from],
    ["to", params.to],
    ["Programs", programs || "all"],
    ["Counties", params.counties.map((code) => labelOf(jurisdiction.counties, code)).join("; ") || "all"],
    ["Training organization", sponsor ? (sponsorName ?? `number ${sponsor}`) : "all"],
  ];
}

const textArray = (values: readonly string[]): SQL =>
  values.length > 0
    ? sql`array[${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )}]::text[]`
    : sql`null::text[]`;

/**
 * `retired` (merged record → the one that lives now) and `held` (the events asked for), for a `with recursive` clause.
 * The run's own sponsor outranks what its params ask for.
 */
export function heldEvents(params: AttendanceParams, context: ReportContext): SQL {
  const sponsor = context.sponsorId ?? params.sponsorId ?? null;
  const [programs, counties] = [textArray(params.programCodes), textArray(params.counties)];
  return sql`chain(id, next_id) as (
      select id, merged_into_id from participants where merged_into_id is not null
      union all select c.id, p.merged_into_id from chain c join participants p on p.id = c.next_id where p.merged_into_id is not null
    ),
    retired(id, survivor_id) as (
      select c.id, c.next_id from chain c join participants p on p.id = c.next_id where p.merged_into_id is null
    ),
    held as (
      select e.*, t.competency, t.framework, s.name as sponsor_name, s.vendor_code
      from events e join trainings t on t.id = e.training_id join sponsors s on s.id = e.sponsor_id
      where e.status in ('published', 'invite_only', 'closed') and e.ends_on between ${params.from} and ${params.to}
        and (${sponsor}::integer is null or e.sponsor_id = sponsor_survivor_of(${sponsor}::integer))
        and (${programs} is null or e.program_code = any (${programs}))
        and (${counties} is null or e.county = any (${counties}))
    )`;
}

/** One row per event and living person: of records merged since, the one that attended, or the furthest along. S160 */
export const rosterOfHeld = sql`roster as (
    select distinct on (r.event_id, coalesce(m.survivor_id, r.participant_id))
      r.id, r.event_id, coalesce(m.survivor_id, r.participant_id) as person_id, r.status, r.hours_granted,
      r.setting, r.position, r.home_county
    from held e join enrollments r on r.event_id = e.id left join retired m on m.id = r.participant_id
    order by r.event_id, coalesce(m.survivor_id, r.participant_id),
      array_position(array['attended', 'enrolled', 'no_show', 'waitlisted', 'withdrawn'], r.status),
      r.hours_granted desc nulls last, r.id
  )`;

type Codes = {
  vendor_code: string;
  county: string;
  program_code: string;
  delivery_type: string;
  delivery_method: string;
  funding: string;
};
const codes = new WeakMap<Jurisdiction, Map<string, string | null>>();
/** ORGCODE of a row, worked out once for each combination of codes. */
export function codeOf(row: Codes, jurisdiction: Jurisdiction): string | null {
  let known = codes.get(jurisdiction);
  if (!known) {
    known = new Map();
    codes.set(jurisdiction, known);
  }
  const key = `${row.vendor_code}|${row.county}|${row.program_code}|${row.delivery_type}|${row.delivery_method}|${row.funding}`;
  let code = known.get(key);
  if (code === undefined) {
    code = orgCode(
      {
        vendorCode: row.vendor_code,
        countyCode: row.county,
        programCode: row.program_code,
        deliveryType: row.delivery_type,
        deliveryMethod: row.delivery_method,
        funding: row.funding,
      },
      jurisdiction,
    ).code;
    known.set(key, code);
  }
  return code;
}

/** What makes such figures wrong, found before they are sent: codes, attendance, facts about people, doubles. M4, S161 */
export async function attendancePreflight(
  tx: Tx,
  params: AttendanceParams,
  context: ReportContext,
): Promise<PreflightFinding[]> {
  const held = heldEvents(params, context);
  const combinations = (await tx.execute(sql`with recursive ${held}
    select vendor_code, county, program_code, delivery_type, delivery_method, funding, count(*)::int as n
    from held group by 1, 2, 3, 4, 5, 6`)) as unknown as (Codes & { n: number })[];
  const uncoded = combinations
    .filter((row) => codeOf(row, context.jurisdiction) === null)
    .reduce((sum, row) => sum + row.n, 0);
  const [found] = (await tx.execute(sql`with recursive ${held}, ${rosterOfHeld}
    select (select count(*)::int from roster r join held e on e.id = r.event_id
        where r.status = 'enrolled' and e.ends_on < ${context.today}) as unmarked,
      (select count(*)::int from roster where status = 'attended' and (setting is null or position is null or home_county is null)) as unknown,
      (select count(*)::int from duplicate_candidates d where d.status = 'open'
        and d.left_id in (select person_id from roster where status = 'attended')
        and d.right_id in (select person_id from roster where status = 'attended')) as doubles`)) as unknown as {
    unmarked: number;
    unknown: number;
    doubles: number;
  }[];
  const findings: PreflightFinding[] = [
    {
      code: "missing_codes",
      count: uncoded,
      message: "Events that lack one of the six reporting codes: their rows have no ORGCODE.",
    },
    {
      code: "unmarked_attendance",
      count: found!.unmarked,
      message:
        "People on rosters of past events who are neither marked as attended nor as absent: they are not counted.",
    },
    {
      code: "missing_demographics",
      count: found!.unknown,
      message: "Attendances without setting, position or county: those cells are empty.",
    },
    {
      code: "possible_duplicates",
      count: found!.doubles,
      message:
        "Pairs of attendees who may be one person with two registry numbers: they count twice until they are merged.",
    },
  ];
  return findings.filter((finding) => finding.count > 0);
}
