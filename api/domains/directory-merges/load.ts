import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import { wagePlace } from "#db/secret-places.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { survivorOf } from "../../kernel/retired.ts";
import { idList, type Row, type RowsBySide, relation } from "../merges/index.ts";
import { type Gain, gainsOf } from "./gains.ts";
import { type DirectoryRecord, inWords, kinds } from "./kinds.ts";
import { columnOf, ownedBy } from "./rules.ts";

/** Two records of one kind with what belongs to them. Of tables whose rows only move, the retired record's alone. */
export type Pair = {
  kind: DirectoryKind;
  survivor: DirectoryRecord;
  retired: DirectoryRecord;
  rows: RowsBySide;
  /** Events that instructor roles of both lead. */
  leads: readonly Row[];
  /** Who would see and do more than before. */
  gains: readonly Gain[];
  /** Whether both have sent a Direct Service Profile under their own codes. */
  bothReported: boolean;
};

const person = (column: SQL) =>
  sql`(select p.family_name || ', ' || p.given_name from participants p where p.id = ${column})`;
const whose = sql`jsonb_build_object('_person', ${person(sql`t.participant_id`)})`;
/** What rules and sentences look at beside a row's own columns. */
export const beside: Readonly<Record<string, SQL>> = {
  employments: sql`jsonb_build_object('_person', ${person(sql`t.participant_id`)},
    '_sealed', (select w.amount_ciphertext from private.employment_wages w where w.employment_id = t.id),
    '_period', (select w.period from private.employment_wages w where w.employment_id = t.id))`,
  ...Object.fromEntries(
    ["access_grants", "sponsor_managers", "instructors", "degrees", "courses"].map((table) => [table, whose]),
  ),
};
/** Columns that a merge reads of tables that hold much else. */
const only: Readonly<Record<string, SQL>> = {
  document_readings: sql`jsonb_build_object('id', t.id, 'document_id', t.document_id, 'institution_id', t.institution_id)`,
  report_runs: sql`jsonb_build_object('id', t.id, 'sponsor_id', t.sponsor_id, 'title', t.title, 'created_at', t.created_at)`,
};

/**
 * The records themselves, with `lock` under their locks in the order of their ids, so that any two merges queue up.
 * @throws NotFound
 */
export async function loadRecords(
  tx: Tx,
  kind: DirectoryKind,
  ids: readonly number[],
  { lock }: { lock: boolean },
): Promise<Map<number, DirectoryRecord>> {
  const rows = (await tx.execute(sql`select to_jsonb(t) as row from ${relation(kind)} t
    where id = any (${idList(ids)}) order by id ${lock ? sql`for update` : sql``}`)) as unknown as {
    row: DirectoryRecord;
  }[];
  if (rows.length < new Set(ids).size) throw new NotFound(`There is no such ${kinds[kind].one}.`);
  return new Map(rows.map(({ row }) => [row.id, row]));
}

/** @throws Conflict for a record that has been merged already, with the name of the one that lives. */
export async function refuseRetired(
  tx: Tx,
  kind: DirectoryKind,
  records: Iterable<DirectoryRecord>,
): Promise<void> {
  for (const record of records) {
    if (record.merged_into_id === null) continue;
    const [living] = (await tx.execute(sql`select to_jsonb(t) as row from ${relation(kind)} t
      where t.id = ${survivorOf(kind, sql`${record.id}::int`)}`)) as unknown as { row: Row }[];
    throw new Conflict(
      `${inWords(kind, record)} has been merged already: it is now ${inWords(kind, living!.row)}.`,
      { details: { merged: record.id } },
    );
  }
}

/** Every row that a merge of the two may touch, in one statement. */
export async function loadPair(
  tx: Tx,
  ctx: Ctx,
  kind: DirectoryKind,
  { survivor, retired }: { survivor: DirectoryRecord; retired: DirectoryRecord },
  { lock }: { lock: boolean },
): Promise<Pair> {
  const owned = ownedBy(kind);
  const parts = owned.map(({ table, column, rule }, index) => {
    const ids = rule.kind === "move" ? [retired.id] : [survivor.id, retired.id];
    return sql`${sql.raw(`t${index}`)} as (select ${table}::text as name, ${only[table] ?? sql`to_jsonb(t)`} || ${beside[table] ?? sql`'{}'::jsonb`} as row
      from ${relation(table)} t where t.${sql.identifier(column)} = any (${idList(ids)}) order by t.id ${lock ? sql`for update of t` : sql``})`;
  });
  const loaded = (await tx.execute(
    sql`with ${sql.join(parts, sql`, `)} ${sql.join(
      owned.map((_, index) => sql`select name, row from ${sql.raw(`t${index}`)}`),
      sql` union all `,
    )}`,
  )) as unknown as { name: string; row: Row }[];
  const rows = new Map(owned.map(({ table }) => [table, { survivor: [] as Row[], retired: [] as Row[] }]));
  const belongs = columnOf(kind);
  for (const { name, row } of loaded) {
    if (typeof row._sealed === "string") {
      row._wage = `${Number(ctx.secrets.open(row._sealed, wagePlace(row.id)))} a ${String(row._period)}`;
      delete row._sealed;
    }
    rows.get(name)![row[belongs(name)] === survivor.id ? "survivor" : "retired"].push(row);
  }
  return {
    kind,
    survivor,
    retired,
    rows,
    leads: kind === "sponsors" ? await leadsOf(tx, rows.get("instructors")!, lock) : [],
    gains: await gainsOf(tx, kind, survivor.id, retired.id),
    bothReported: kind === "sponsors" && (await haveReported(tx, [survivor.id, retired.id])),
  };
}

async function leadsOf(
  tx: Tx,
  roles: { survivor: readonly Row[]; retired: readonly Row[] },
  lock: boolean,
): Promise<Row[]> {
  if (roles.survivor.length === 0 || roles.retired.length === 0) return [];
  const ids = [...roles.survivor, ...roles.retired].map(({ id }) => id);
  const rows = (await tx.execute(sql`select to_jsonb(e) as row from event_instructors e
    where instructor_id = any (${idList(ids)}) order by id ${lock ? sql`for update` : sql``}`)) as unknown as {
    row: Row;
  }[];
  return rows.map(({ row }) => row);
}

async function haveReported(tx: Tx, ids: readonly number[]): Promise<boolean> {
  const [row] = (await tx.execute(sql`select count(distinct sponsor_id)::int as n from report_runs
    where sponsor_id = any (${idList(ids)}) and report_key = 'direct_service_profile' and status = 'done'`)) as unknown as {
    n: number;
  }[];
  return row!.n === ids.length;
}
