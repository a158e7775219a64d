import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { bandOf, type Model } from "../../linkage/index.ts";
import type { Judged } from "./judge.ts";

export type Refreshed = { found: number; opened: number; closed: number };

/**
 * Brings the worklist up to date with pairs as they were judged just now: new pairs open, open ones are scored again. A pair
 * decided "not a duplicate" opens again only where what was compared changed since (U-M8); nothing else that a person
 * decided is touched.
 * @param notSince leaves alone what was written later: a long look at everybody knows less of it.
 */
export async function writePairs(
  tx: Tx,
  model: Model,
  judged: readonly Judged[],
  notSince: Date | null = null,
): Promise<{ found: number; opened: number }> {
  const rows = judged.flatMap(({ score, ...pair }) => {
    const band = bandOf(model, score);
    return band ? [{ ...pair, band, score }] : [];
  });
  const report = reportOf(sql`d`);
  // A reported pair stands where its band says, not at the foot of the list.
  const score = sql`case when ${report} <> '[]' then greatest(excluded.score, ${model.bands.likely}::real) else excluded.score end`;
  const [row] = (await tx.execute(sql`
    with scored as materialized (select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as s(a integer, b integer, band text, score real, signals jsonb, compared text)),
    known as (
      update duplicate_candidates d set compared = s.compared from scored s
      where (d.left_id, d.right_id) = (s.a, s.b) and d.status = 'not_duplicate' and d.compared is null),
    written as (
      insert into duplicate_candidates as d (left_id, right_id, band, score, signals, compared)
      select a, b, band, score, signals, compared from scored order by a, b
      on conflict (left_id, right_id) do update set score = ${score}, signals = excluded.signals || ${report},
        band = case when ${report} <> '[]' and excluded.band = 'possible' then 'likely' else excluded.band end,
        compared = excluded.compared, status = 'open', decided_by_id = null, decided_at = null, decision_reason = null
      where (d.status = 'open' and (d.signals, d.score, d.compared)
            is distinct from (excluded.signals || ${report}, ${score}, excluded.compared)
          or d.status = 'not_duplicate' and d.compared <> excluded.compared)
        and (${notSince?.toISOString() ?? null}::timestamptz is null or d.updated_at < ${notSince?.toISOString() ?? null}::timestamptz)
      returning id)
    select count(*)::int as opened from written`)) as unknown as { opened: number }[];
  return { found: rows.length, opened: row!.opened };
}

/** That somebody reported the two as one person stays with the pair until the report is answered, whatever figures say. */
const reportOf = (row: SQL) =>
  sql`(select coalesce(jsonb_agg(s), '[]') from jsonb_array_elements(${row}.signals) s where s ->> 'key' = 'reported_as_one_person'
    and exists (select 1 from requests q where q.candidate_id = ${row}.id and q.status in ('open', 'answered')))`;

/**
 * Takes open pairs off the worklist that were looked at and no longer look alike. `kept` is a query of (a, b).
 * @returns what was taken off, with the people of it.
 */
export async function closePairs(tx: Tx, about: SQL, kept: SQL): Promise<{ a: number; b: number }[]> {
  return (await tx.execute(sql`delete from duplicate_candidates d where d.status = 'open' and ${about}
    and not exists (select 1 from (${kept}) k where k.a = d.left_id and k.b = d.right_id)
    and ${reportOf(sql`d`)} = '[]'
    and not exists (select 1 from participants p where p.id in (d.left_id, d.right_id) and p.status = 'merged')
    returning left_id as a, right_id as b`)) as unknown as { a: number; b: number }[];
}
