import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import type { DuplicateSignal } from "#db/schema/duplicates.ts";
import { bandOf, explain, type Model } from "../../linkage/index.ts";
import { hashOfCompared } from "../duplicates/index.ts";
import { specs } from "./kinds.ts";
import type { Held } from "./records.ts";
import { signalsOf } from "./words.ts";

export type Pair = { a: number; b: number };
export type Judged = Pair & { band: string; score: number; signals: DuplicateSignal[]; compared: string };
export type Refreshed = { found: number; opened: number; closed: number };

/** Weighs pairs of living records and says why; those that are nobody's work are left out. */
export function judgePairs(
  kind: DirectoryKind,
  model: Model,
  all: ReadonlyMap<number, Held>,
  pairs: Iterable<Pair>,
): Judged[] {
  return [...pairs].flatMap(({ a, b }) => {
    const [left, right] = [all.get(a), all.get(b)];
    if (!left || !right) return [];
    const explanation = explain(specs[kind], model, left.input, right.input);
    const band = bandOf(model, explanation.weight);
    if (!band) return [];
    const compared = hashOfCompared([left.record.values, right.record.values]);
    return [{ a, b, band, score: explanation.weight, signals: signalsOf(explanation), compared }];
  });
}

/**
 * Brings the worklist up to date with pairs as they were judged just now, as the people's is: new pairs open, open ones are
 * scored again, and "not a duplicate" opens again only where what was compared changed since (U-M8).
 */
export async function writePairs(tx: Tx, kind: DirectoryKind, judged: readonly Judged[]): Promise<number> {
  const [row] = (await tx.execute(sql`
    with written as (
      insert into directory_candidates as d (kind, left_id, right_id, band, score, signals, compared)
      select ${kind}, s.a, s.b, s.band, s.score, s.signals, s.compared from jsonb_to_recordset(${JSON.stringify(judged)}::text::jsonb)
        as s(a integer, b integer, band text, score real, signals jsonb, compared text) order by 2, 3
      on conflict (kind, left_id, right_id) do update set score = excluded.score, signals = excluded.signals, band = excluded.band,
        compared = excluded.compared, status = 'open', decided_by_id = null, decided_at = null, decision_reason = null
      where d.status = 'open' and (d.signals, d.score, d.compared) is distinct from (excluded.signals, excluded.score, excluded.compared)
        or d.status = 'not_duplicate' and d.compared is distinct from excluded.compared
      returning id)
    select count(*)::int as opened from written`)) as unknown as { opened: number }[];
  return row!.opened;
}

/** Takes open pairs off the worklist that were looked at and no longer look alike; `about` is a condition on `d`. */
export async function closePairs(
  tx: Tx,
  kind: DirectoryKind,
  about: SQL,
  kept: readonly Pair[],
): Promise<number> {
  const pairs = JSON.stringify(kept.map(({ a, b }) => ({ a, b })));
  const gone =
    await tx.execute(sql`delete from directory_candidates d where d.kind = ${kind} and d.status = 'open' and ${about}
    and not exists (select 1 from jsonb_to_recordset(${pairs}::text::jsonb) as k(a integer, b integer)
      where k.a = d.left_id and k.b = d.right_id)
    and not exists (select 1 from ${sql.raw(kind)} r where r.id in (d.left_id, d.right_id) and r.merged_into_id is not null)
    returning id`);
  return gone.length;
}
