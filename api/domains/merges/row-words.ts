import { type Row, str } from "./shared-rules.ts";

/** One row in a few words, as it stands in previews and ledgers. */
export function rowInWords(table: string, row: Row): string {
  const parts: Record<string, unknown[]> = {
    participants: [row.registry_number, row.family_name, row.given_name],
    documents: [str(row.type).replaceAll("_", " "), `no. ${row.id}`, str(row.status).replaceAll("_", " ")],
    degrees: [
      row._person,
      str(row.level).replaceAll("_", " "),
      row.major ?? row.title,
      row._institution ?? row.institution_name,
      row.conferred_on,
    ],
    courses: [
      row._person,
      row.course_number,
      row.title,
      row.term,
      row.grade && `grade ${row.grade}`,
      `${row.units} ${row.unit_system} units`,
    ],
    credentials: [
      row.name,
      row.document_number,
      row.issued_on && `issued ${row.issued_on}`,
      row.expires_on && `expires ${row.expires_on}`,
    ],
    training_hours: [row.title, row.completed_on, `${row.hours} hours`],
    employments: [
      row._person ?? row._program ?? `program ${row.program_id}`,
      str(row.position).replaceAll("_", " "),
      row.status,
      row.started_on,
    ],
    enrollments: [row._event ?? `event ${row.event_id}`, str(row.status).replaceAll("_", " ")],
    access_grants: [row._person ?? row._program ?? row.program_number, row.level, row.status],
    sponsor_managers: [row._person ?? row._sponsor ?? `sponsor ${row.sponsor_id}`, row.kind],
    instructors: [row._person ?? row._sponsor ?? `sponsor ${row.sponsor_id}`, row.status],
    participant_names: [row.given_name, row.middle_name, row.family_name, `(${row.kind})`],
    participant_identifiers: [str(row.kind).replaceAll("_", " "), row.value],
    name_changes: [`${row.new_given_name ?? ""} ${row.new_family_name ?? ""}`.trim() || `request ${row.id}`],
    accounts: [row.email],
    notifications: [`e-mail ${row.id}`],
    requests: [row.number, str(row.type).replaceAll("_", " "), row.status],
    course_memory: [
      row.course_number,
      row.title,
      `${row.units} ${row.unit_system} units`,
      str(row.classification).replaceAll("_", " "),
    ],
    document_readings: [`reading of document ${row.document_id ?? row.id}`],
    events: [row.title, row.starts_on],
    trainings: [row.title, `${row.hours} hours`],
    report_runs: [row.title, row.created_at && str(row.created_at).slice(0, 10)],
    programs: [row.name, row.program_number],
    institutions: [row.name, row.city],
    sponsors: [row.name, row.vendor_code],
    event_instructors: [`event ${row.event_id}`],
  };
  return (parts[table] ?? [`no. ${row.id}`]).filter(Boolean).join(", ");
}
