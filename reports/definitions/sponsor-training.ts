import { sql } from "drizzle-orm";
import { z } from "zod";
import { inBatches } from "../cursor.ts";
import { defineReport, type ReportColumn } from "../definition.ts";
import {
  type AttendanceParams,
  attendanceFields,
  attendanceFilters,
  attendanceForm,
  attendancePreflight,
  codeOf,
  heldEvents,
  inOrder,
  orderProblem,
  rosterOfHeld,
} from "./attendance.ts";
import { eventColumns } from "./event-columns.ts";
import { word } from "./words.ts";

type Params = AttendanceParams & { columns: string[] };
type Row = {
  id: number;
  sponsor_name: string;
  vendor_code: string;
  title: string;
  competency: string;
  language: string;
  county: string;
  program_code: string;
  delivery_type: string;
  delivery_method: string;
  funding: string;
  starts_on: string;
  ends_on: string;
  hours: string;
  capacity: number;
  attended: number;
  no_show: number;
  unmarked: number;
  withdrawn: number;
  waitlisted: number;
  hours_granted: string;
};

const columns: readonly ReportColumn<Row>[] = [
  {
    label: "Training organization",
    type: "text",
    width: 36,
    description: "Who held the training.",
    value: (row) => row.sponsor_name,
  },
  {
    label: "Vendor number",
    type: "text",
    width: 10,
    description: "The organization's four characters in the reporting code.",
    value: (row) => row.vendor_code,
  },
  {
    label: "ORGCODE",
    type: "text",
    width: 14,
    description:
      "The event's code in the Direct Service Profile; empty where one of its six parts is missing.",
    value: (row, { jurisdiction }) => codeOf(row, jurisdiction),
  },
  {
    label: "Training ID",
    type: "text",
    width: 12,
    description: "The event's number in this registry.",
    value: (row) => String(row.id),
  },
  {
    label: "Training title",
    type: "text",
    width: 44,
    description: "The event's title.",
    value: (row) => row.title,
  },
  {
    label: "First day",
    type: "date",
    width: 12,
    description: "Day of the first session.",
    value: (row) => row.starts_on,
  },
  {
    label: "Last day",
    type: "date",
    width: 12,
    description: "Day of the last session, which the report's period is about.",
    value: (row) => row.ends_on,
  },
  {
    label: "County",
    type: "text",
    width: 18,
    description: "Where the training took place.",
    value: (row, { jurisdiction }) => word(jurisdiction.counties, row.county),
  },
  ...eventColumns("Language"),
  {
    label: "Hours offered",
    type: "hours",
    width: 10,
    description: "Clock hours of the whole training.",
    value: (row) => Number(row.hours),
  },
  {
    label: "Seats",
    type: "number",
    width: 8,
    description: "How many people it had room for.",
    value: (row) => row.capacity,
  },
  {
    label: "Attended",
    type: "number",
    width: 10,
    description: "People marked as attended, each once.",
    value: (row) => row.attended,
  },
  {
    label: "No show",
    type: "number",
    width: 10,
    description: "People marked as absent.",
    value: (row) => row.no_show,
  },
  {
    label: "Not marked",
    type: "number",
    width: 10,
    description: "People enrolled and not marked yet.",
    value: (row) => row.unmarked,
  },
  {
    label: "Withdrawn",
    type: "number",
    width: 10,
    description: "People who gave their place back.",
    value: (row) => row.withdrawn,
  },
  {
    label: "Waiting list",
    type: "number",
    width: 10,
    description: "People who found no seat.",
    value: (row) => row.waitlisted,
  },
  {
    label: "Hours granted",
    type: "hours",
    width: 12,
    description: "Hours of all who attended, together.",
    value: (row) => Number(row.hours_granted),
  },
];
const labels = columns.map((column) => column.label);

/** One row per training held: how many came, how many hours were offered and granted. S147–S150, S159 */
export const sponsorTraining = defineReport<Params, Row>({
  key: "sponsor_training",
  version: "2026-1",
  title: "Sponsor Training Report",
  description:
    "One row for every training that was held: people who attended, were absent or waited, hours offered and granted.",
  permission: "reports:sponsor_training",
  params: z
    .strictObject({
      ...attendanceFields,
      columns: z.array(z.enum(labels as [string, ...string[]])).default([]),
    })
    .refine(inOrder, orderProblem),
  fields: (jurisdiction, today) => [
    ...attendanceForm(jurisdiction, today),
    {
      name: "columns",
      label: "Columns",
      type: "multi",
      required: false,
      options: labels.map((label) => ({ value: label, label })),
      help: "All columns where none is chosen.",
    },
  ],
  columns,
  choose: (all, params) =>
    params.columns.length > 0 ? all.filter((column) => params.columns.includes(column.label)) : all,
  filters: attendanceFilters,
  fileName: ({ from, to }) => `sponsor-training-${from}-to-${to}.xlsx`,
  preflight: attendancePreflight,
  async count(tx, params, context) {
    const [row] = (await tx.execute(sql`with recursive ${heldEvents(params, context)}, ${rosterOfHeld}
      select (select count(*)::int from held) as rows,
        (select count(distinct person_id)::int from roster where status = 'attended') as people`)) as unknown as {
      rows: number;
      people: number;
    }[];
    return row!;
  },
  rows: (tx, params, context) =>
    inBatches<Row>(
      tx,
      sql`with recursive ${heldEvents(params, context)}, ${rosterOfHeld}, counted as (
        select event_id,
          count(*) filter (where status = 'attended')::int as attended,
          count(*) filter (where status = 'no_show')::int as no_show,
          count(*) filter (where status = 'enrolled')::int as unmarked,
          count(*) filter (where status = 'withdrawn')::int as withdrawn,
          count(*) filter (where status = 'waitlisted')::int as waitlisted,
          coalesce(sum(hours_granted) filter (where status = 'attended'), 0) as hours_granted
        from roster group by event_id)
      select e.id, e.sponsor_name, e.vendor_code, e.title, e.competency, e.language, e.county, e.program_code, e.delivery_type,
        e.delivery_method, e.funding, e.starts_on, e.ends_on, e.hours, e.capacity,
        coalesce(c.attended, 0) as attended, coalesce(c.no_show, 0) as no_show, coalesce(c.unmarked, 0) as unmarked,
        coalesce(c.withdrawn, 0) as withdrawn, coalesce(c.waitlisted, 0) as waitlisted, coalesce(c.hours_granted, 0) as hours_granted
      from held e left join counted c on c.event_id = e.id
      order by e.sponsor_name, e.starts_on, e.id`,
    ),
});
