import { sql } from "drizzle-orm";
import { z } from "zod";
import { inBatches } from "../cursor.ts";
import { defineReport } from "../definition.ts";
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
import { genderWord, word } from "./words.ts";

type Row = {
  vendor_code: string;
  program_code: string;
  delivery_type: string;
  delivery_method: string;
  funding: string;
  county: string;
  title: string;
  event_id: number;
  starts_on: string;
  ends_on: string;
  hours: string;
  hours_granted: string | null;
  registry_number: string;
  setting: string | null;
  position: string | null;
  home_county: string | null;
  sponsor_name: string;
  language: string;
  competency: string;
  trainings: number;
  gender: string | null;
  ethnicity: string | null;
  race: string[] | null;
  primary_language: string | null;
  highest_education: string | null;
  zip: string | null;
};

/** One row per attendance: what the state's report on participants by activity is built from. S145, S150–S155, B-R1–B-R3 */
export const directServiceProfile = defineReport<AttendanceParams, Row>({
  key: "direct_service_profile",
  version: "2026-1",
  title: "Direct Service Profile",
  description:
    "One row for every person who attended a training: the reporting code, the training, the hours, and the person's setting, position and county on that day.",
  permission: "reports:direct_service_profile",
  params: z.strictObject(attendanceFields).refine(inOrder, orderProblem),
  fields: attendanceForm,
  filters: attendanceFilters,
  fileName: ({ from, to }) => `direct-service-profile-${from}-to-${to}.xlsx`,
  preflight: attendancePreflight,
  async count(tx, params, context) {
    const [row] = (await tx.execute(sql`with recursive ${heldEvents(params, context)}, ${rosterOfHeld}
      select count(*)::int as rows, count(distinct person_id)::int as people from roster where status = 'attended'`)) as unknown as {
      rows: number;
      people: number;
    }[];
    return row!;
  },
  rows: (tx, params, context) =>
    inBatches<Row>(
      tx,
      sql`with recursive ${heldEvents(params, context)}, ${rosterOfHeld}
      select e.vendor_code, e.program_code, e.delivery_type, e.delivery_method, e.funding, e.county, e.title,
        e.id as event_id, e.starts_on, e.ends_on, e.hours, r.hours_granted, p.registry_number, r.setting, r.position,
        r.home_county, e.sponsor_name, e.language, e.competency,
        (count(*) over (partition by r.person_id))::int as trainings,
        p.gender, p.ethnicity, p.race, p.primary_language, p.highest_education, p.zip
      from roster r join held e on e.id = r.event_id join participants p on p.id = r.person_id
      where r.status = 'attended'
      order by e.starts_on, e.id, p.registry_number`,
    ),
  columns: [
    {
      label: "ORGCODE",
      type: "text",
      width: 14,
      description:
        "Vendor number, county number, program, delivery type, delivery method and funding in one code. Empty where the event lacks one of them.",
      value: (row, { jurisdiction }) => codeOf(row, jurisdiction),
    },
    {
      label: "Training title",
      type: "text",
      width: 44,
      description: "The event's title.",
      value: (row) => row.title,
    },
    {
      label: "Training ID",
      type: "text",
      width: 12,
      description: "The event's number in this registry.",
      value: (row) => String(row.event_id),
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
      description:
        "Day of the last session: the day the hours count from, and the one the report's period is about.",
      value: (row) => row.ends_on,
    },
    {
      label: "Hours offered",
      type: "hours",
      width: 10,
      description: "Clock hours of the whole training.",
      value: (row) => Number(row.hours),
    },
    {
      label: "Hours attended",
      type: "hours",
      width: 10,
      description: "Hours granted to this person.",
      value: (row) => (row.hours_granted === null ? null : Number(row.hours_granted)),
    },
    {
      label: "Registry number",
      type: "text",
      width: 14,
      description:
        "The participant's number now; records merged since appear under the number that remained.",
      value: (row) => row.registry_number,
    },
    {
      label: "Employment setting",
      type: "text",
      width: 26,
      description: "Where the person worked on the day, as on its record.",
      value: (row, { jurisdiction }) => word(jurisdiction.settings, row.setting),
    },
    {
      label: "Job position",
      type: "text",
      width: 30,
      description: "As what the person worked on the day, as on its record.",
      value: (row, { jurisdiction }) => word(jurisdiction.positions, row.position),
    },
    {
      label: "Participant county",
      type: "text",
      width: 18,
      description: "The person's own county on the day, as it stated it.",
      value: (row, { jurisdiction }) => word(jurisdiction.counties, row.home_county),
    },
    {
      label: "Training county",
      type: "text",
      width: 18,
      description: "Where the training took place: the county of the reporting code.",
      value: (row, { jurisdiction }) => word(jurisdiction.counties, row.county),
    },
    {
      label: "Provider",
      type: "text",
      width: 36,
      description: "The training organization.",
      value: (row) => row.sponsor_name,
    },
    ...eventColumns("Training language"),
    {
      label: "Trainings attended",
      type: "number",
      width: 11,
      description: "How many rows of this report the person has: 1, 2, or 3 and more.",
      value: (row) => row.trainings,
    },
    {
      label: "Gender",
      type: "text",
      width: 18,
      description: "As the person stated it; nobody has to answer.",
      value: (row) => genderWord(row.gender),
    },
    {
      label: "Ethnicity",
      type: "text",
      width: 22,
      description: "As the person stated it; nobody has to answer.",
      value: (row, { jurisdiction }) => word(jurisdiction.ethnicities, row.ethnicity),
    },
    {
      label: "Race",
      type: "text",
      width: 30,
      description: "As the person stated it, several separated by semicolons; nobody has to answer.",
      value: (row, { jurisdiction }) =>
        row.race?.map((code) => word(jurisdiction.races, code)).join("; ") || null,
    },
    {
      label: "Primary language",
      type: "text",
      width: 16,
      description: "As the person stated it.",
      value: (row) => row.primary_language,
    },
    {
      label: "Highest education",
      type: "text",
      width: 28,
      description: "As the person stated it; not verified for this report.",
      value: (row, { jurisdiction }) => word(jurisdiction.educationLevels, row.highest_education),
    },
    {
      label: "Participant ZIP",
      type: "text",
      width: 11,
      description: "As the person stated it.",
      value: (row) => row.zip,
    },
  ],
});
