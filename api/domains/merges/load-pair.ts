import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { wagePlace } from "#db/secret-places.ts";
import type { Ctx } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { mergeRules, tableOf } from "./rules.ts";
import type { Row } from "./shared-rules.ts";
import { relation } from "./write-changes.ts";

export type Person = Row & {
  registry_number: string;
  status: string;
  merged_into_id: number | null;
  version: number;
  given_name: string;
  family_name: string;
};
/** Two records with every row that belongs to them, by table. */
export type Pair = {
  survivor: Person;
  retired: Person;
  rows: Map<string, { survivor: Row[]; retired: Row[] }>;
  /** Events that one of the records' instructor roles leads. */
  leads: Row[];
};

/** What the rules of a table look at beside its own columns. */
export const beside: Record<string, SQL> = {
  documents: sql`jsonb_build_object('_hashes', (select string_agg(f.sha256, ',' order by f.sha256) from document_files f where f.document_id = t.id))`,
  degrees: sql`jsonb_build_object('_document_status', (select d.status from documents d where d.id = t.document_id),
    '_institution', (select i.name from institutions i where i.id = t.institution_id))`,
  courses: sql`jsonb_build_object('_document_status', (select d.status from documents d where d.id = t.document_id),
    '_institution', (select i.name from institutions i where i.id = t.institution_id))`,
  credentials: sql`jsonb_build_object('_document_status', (select d.status from documents d where d.id = t.document_id))`,
  training_hours: sql`jsonb_build_object('_document_status', (select d.status from documents d where d.id = t.document_id))`,
  employments: sql`jsonb_build_object('_program', (select g.name from programs g where g.id = t.program_id),
    '_sealed', (select w.amount_ciphertext from private.employment_wages w where w.employment_id = t.id),
    '_period', (select w.period from private.employment_wages w where w.employment_id = t.id))`,
  enrollments: sql`jsonb_build_object('_event', (select e.title || ' ' || e.starts_on from events e where e.id = t.event_id))`,
  access_grants: sql`jsonb_build_object('_program', (select g.name from programs g where g.id = t.program_id))`,
  sponsor_managers: sql`jsonb_build_object('_sponsor', (select s.name from sponsors s where s.id = t.sponsor_id))`,
  instructors: sql`jsonb_build_object('_sponsor', (select s.name from sponsors s where s.id = t.sponsor_id))`,
};
/** Columns that have no business in a preview or a ledger. */
const only: Record<string, SQL> = {
  notifications: sql`jsonb_build_object('id', t.id, 'participant_id', t.participant_id)`,
  "private.participant_secrets": sql`jsonb_build_object('id', t.id, 'participant_id', t.participant_id, 'ssn_blind_index', t.ssn_blind_index)`,
};

/** Tables whose rows belong to a record, with what the rules need to know of them. */
export const ownedTables = Object.entries(mergeRules)
  .filter(([, rule]) => rule.kind !== "stay")
  .map(([reference]) => tableOf(reference));

/**
 * Both records and everything of theirs, in one statement after the two people. With `lock` the people are locked in the
 * order of their ids, so that any two merges queue up instead of crossing, and so are the rows.
 * @throws NotFound
 */
export async function loadPair(
  tx: Tx,
  ctx: Ctx,
  ids: { survivorId: number; retiredId: number },
  { lock }: { lock: boolean },
): Promise<Pair> {
  const both = sql`(${ids.survivorId}::int, ${ids.retiredId}::int)`;
  const people = (await tx.execute(
    sql`select to_jsonb(p) - 'search_text' as row from participants p where id in ${both} order by id ${lock ? sql`for update` : sql``}`,
  )) as unknown as { row: Person }[];
  const person = (id: number) => people.find(({ row }) => row.id === id)?.row;
  const [survivor, retired] = [person(ids.survivorId), person(ids.retiredId)];
  if (!survivor || !retired) throw new NotFound("There is no such record.");

  const parts = ownedTables.map(
    (table, index) => sql`t${sql.raw(String(index))} as (
      select ${table}::text as name, ${only[table] ?? sql`to_jsonb(t)`} || ${beside[table] ?? sql`'{}'::jsonb`} as row
      from ${relation(table)} t where t.participant_id in ${both} order by t.id ${lock ? sql`for update of t` : sql``})`,
  );
  const loaded = (await tx.execute(sql`with ${sql.join(parts, sql`, `)}
    ${sql.join(
      ownedTables.map((_, index) => sql`select name, row from t${sql.raw(String(index))}`),
      sql` union all `,
    )}`)) as unknown as { name: string; row: Row }[];
  const rows = new Map(ownedTables.map((table) => [table, { survivor: [] as Row[], retired: [] as Row[] }]));
  for (const { name, row } of loaded) {
    if (name === "employments" && typeof row._sealed === "string") {
      row._wage = `${Number(ctx.secrets.open(row._sealed, wagePlace(row.id)))} a ${String(row._period)}`;
      delete row._sealed;
    }
    rows.get(name)![row.participant_id === survivor.id ? "survivor" : "retired"].push(row);
  }
  const roles = rows.get("instructors")!;
  const roleIds = [...roles.survivor, ...roles.retired].map(({ id }) => id);
  const leads =
    roles.survivor.length > 0 && roles.retired.length > 0
      ? ((await tx.execute(sql`select to_jsonb(e) as row from event_instructors e
          where instructor_id = any (${`{${roleIds.join(",")}}`}::int[]) order by id ${lock ? sql`for update` : sql``}`)) as unknown as {
          row: Row;
        }[])
      : [];
  return { survivor, retired, rows, leads: leads.map(({ row }) => row) };
}
