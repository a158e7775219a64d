import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

/** What one person of the benchmark holds, row by row: 200 rows in thirteen tables. */
const holds = {
  documents: 12,
  degrees: 4,
  courses: 80,
  credentials: 6,
  enrollments: 30,
  training_hours: 30,
  employments: 8,
  participant_names: 2,
  participant_identifiers: 3,
  notifications: 20,
  access_grants: 2,
  sponsor_managers: 2,
  accounts: 1,
};
export const rowsOfOne = Object.values(holds).reduce((sum, n) => sum + n, 0);

/** Every tenth thing of the second person is the first one's as well; the rest is their own. `half` is 0 or 1. */
const own = (half: string, n: string) => `case when ${n} % 10 = 0 then 0 else ${half} end`;

/**
 * Pairs of records of one person with {@link rowsOfOne} rows each, all pairs alike but for keys.
 * @returns ids of survivor and retired record, pair by pair
 */
export async function seedPairs(db: Db, pairs: number): Promise<{ survivorId: number; retiredId: number }[]> {
  await db.execute(sql`insert into institutions (name) select 'College ' || n from generate_series(1, 8) n`);
  await db.execute(
    sql`insert into programs (program_number, name, setting) select 'P' || n, 'Little Oaks ' || n, 'center_based' from generate_series(1, 16) n`,
  );
  await db.execute(
    sql`insert into sponsors (name, vendor_code, status) select 'Sponsor ' || n, 'VC' || to_char(n, 'FM00'), 'approved' from generate_series(1, 4) n`,
  );
  await db.execute(
    sql`insert into trainings (sponsor_id, title, hours, framework, competency) select 1, 'Play', 3, 'ca_ece_competencies', 'child_development'`,
  );
  await db.execute(sql`insert into events (training_id, sponsor_id, title, hours, starts_on, ends_on, capacity, county, program_code)
    select 1, 1, 'Play ' || n, 3, date '2024-01-01' + n, date '2024-01-01' + n, 9999, '19', 'C' from generate_series(1, 60) n`);
  await db.execute(sql`insert into participants (given_name, family_name, birth_date, status, registered_on, renews_on, phone)
    select 'Rosa', 'Ortiz ' || (n / 2), '1984-07-03', 'active', '2020-01-01', '2027-01-01', case when n % 2 = 0 then '2135550101' end
    from generate_series(0, ${pairs * 2 - 1}::int) n`);
  const each = (table: keyof typeof holds, columns: string, values: string) =>
    db.execute(
      sql.raw(`insert into ${table} (participant_id, ${columns}) select p.id, ${values} from participants p
        cross join lateral (select (p.id + 1) % 2 as half) h cross join generate_series(0, ${holds[table] - 1}) n order by p.id, n`),
    );
  await each(
    "documents",
    "type, status",
    "'transcript', case when n < 10 then 'verified' else 'unverified' end",
  );
  await db.execute(
    sql.raw(`insert into document_files (document_id, storage_key, original_name, mime_type, size_bytes, sha256)
    select d.id, 'k' || d.id, 't.pdf', 'application/pdf', 1, encode(sha256((${own("(d.participant_id + 1) % 2", "d.n")} || ' ' || d.n)::bytea), 'hex')
    from (select id, participant_id, row_number() over (partition by participant_id order by id) - 1 as n from documents) d`),
  );
  await each(
    "degrees",
    "institution_id, level, major, conferred_on",
    `1 + n, 'associate', 'Major ' || ${own("half", "n")}, '2015-06-01'`,
  );
  await each(
    "courses",
    "institution_id, course_number, title, term, units, grade, classification, document_id",
    `1 + n % 8, 'ECE ' || n || ' ' || ${own("half", "n")}, 'Growth and Development ' || n, 'Fall 2014', 3, 'A', 'ece_cd',
     (select min(d.id) + n % 9 from documents d where d.participant_id = p.id)`,
  );
  await each(
    "credentials",
    "kind, name, document_number, issued_on, expires_on",
    `'permit', 'Teacher permit', 'P' || n || '-' || ${own("half", "n")}, '2020-01-01', '2030-01-01'`,
  );
  await each(
    "enrollments",
    "event_id, status",
    `1 + n + 30 * (${own("half", "n")}), case when n % 10 = 0 and half = 0 then 'enrolled' else 'attended' end`,
  );
  await each(
    "training_hours",
    "evidence, title, hours, completed_on",
    `'certificate', 'Training ' || n || ' ' || ${own("half", "n")}, 3, date '2024-01-01' + n`,
  );
  await each(
    "employments",
    "program_id, position, started_on",
    `1 + n + 8 * (${own("half", "n")}), 'teacher', '2022-01-01'`,
  );
  await each(
    "participant_names",
    "kind, given_name, family_name",
    `'maiden', 'Rosa', 'Vega ' || n || ${own("half", "n")}`,
  );
  await each("participant_identifiers", "kind, value", `'fcc_license', 'F' || n || ${own("half", "n")}`);
  await each(
    "notifications",
    "template, recipient_email, subject, body_text, body_html, message_id",
    "'document_received', 'rosa@example.org', 'Received', repeat('text ', 200), repeat('<p>text</p>', 200), p.id || '.' || n",
  );
  await each(
    "access_grants",
    "program_id, program_number, status",
    `1 + n + 8 * (${own("half", "n")}), 'P', 'granted'`,
  );
  await each("sponsor_managers", "sponsor_id, kind", `1 + n + 2 * (${own("half", "n")}), 'additional'`);
  await each(
    "accounts",
    "email, display_name, status",
    "'rosa' || p.id || '@example.org', 'Rosa', case half when 0 then 'active' else 'disabled' end",
  );
  await db.execute(sql`insert into duplicate_candidates (left_id, right_id, band, score, signals)
    select id, id + 1, 'strong', 90, '[]' from participants where id % 2 = 1`);
  await db.execute(sql`analyze`);
  const rows = (await db.execute(
    sql`select id as "survivorId", id + 1 as "retiredId" from participants where id % 2 = 1 order by id`,
  )) as unknown as { survivorId: number; retiredId: number }[];
  return [...rows];
}

/** All rows of a pair without keys and times, so that two pairs that came to the same end read the same. */
export async function endOf(db: Db, pair: { survivorId: number; retiredId: number }): Promise<string> {
  const parts = Object.keys(holds).map(
    (
      table,
    ) => `select '${table}' as name, (t.participant_id = ${pair.survivorId}) as stands, to_jsonb(t) as row from ${table} t
      where t.participant_id in (${pair.survivorId}, ${pair.retiredId})`,
  );
  const rows = (await db.execute(
    sql.raw(`select string_agg(line, e'\n' order by line) as all from (
      select concat_ws(' ', name, stands, row - array['id','participant_id','document_id','email','message_id','created_at','updated_at',
        'received_at','lane_rank','version'] || jsonb_build_object('superseded_by_id', row ->> 'superseded_by_id' is not null)) as line
      from (${parts.join(" union all ")}
        union all select 'person', id = ${pair.survivorId}, to_jsonb(p) - 'registry_number' - 'search_text' - 'merged_into_id' - 'family_name'
        from participants p where id in (${pair.survivorId}, ${pair.retiredId})) x) y`),
  )) as unknown as { all: string }[];
  return rows[0]!.all;
}
