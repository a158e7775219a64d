import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { participants } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { pairsOfEverybody, pairsOfOne } from "./find-pairs.ts";
import { scorePairs } from "./score-pairs.ts";
import { bands } from "./signals.ts";

export type ScanResult = { found: number; opened: number; closed: number };

/** What was compared, without the points: it differs exactly when a record changed since. */
const evidence = (signals: string) =>
  sql`(select jsonb_agg(e - 'points' order by e ->> 'key') from jsonb_array_elements(${sql.raw(signals)}) e)`;

/**
 * Looks for duplicates of one record, or of everybody (S15–S19, M2), and brings the worklist up to date: new pairs open,
 * open ones are scored again or leave, a pair decided "not a duplicate" opens again only when what was compared changed
 * since (U-M8). Merged records are left out. Runs as the registry itself, because it compares hidden fields too.
 */
export async function findDuplicates(ctx: Ctx, input: { participantId?: number } = {}): Promise<ScanResult> {
  return inTransaction(asSystem(ctx, "find_duplicates"), async (tx) => {
    if (input.participantId === undefined) {
      await tx.execute(sql`set local work_mem = '128MB'`);
      await tx.execute(sql`delete from private.changed_people`);
      return refresh(tx, scorePairs(pairsOfEverybody, bands.possible), sql`true`);
    }
    const [subject] = await tx
      .select({ id: participants.id, birthDate: participants.birthDate, status: participants.status })
      .from(participants)
      .where(eq(participants.id, input.participantId));
    if (!subject || subject.status === "merged") return { found: 0, opened: 0, closed: 0 };
    const about = sql`${subject.id} in (d.left_id, d.right_id)`;
    return refresh(tx, scorePairs(pairsOfOne(subject), bands.possible), about);
  });
}

/** So many changes at once are looked at together with everybody, not one by one. */
const tooMany = 2000;

/**
 * Looks at everybody who changed since (U-M20), or, where thousands did, asks for a look at everybody.
 * Safe to repeat and to run twice at a time: each takes its own.
 */
export async function matchChangedPeople(ctx: Ctx): Promise<{ people: number }> {
  const system = asSystem(ctx, "match_changed_people");
  let people = 0;
  for (;;) {
    const taken = await inTransaction(system, async (tx, inner) => {
      const rows = (await tx.execute(sql`delete from private.changed_people where id in
        (select id from private.changed_people order by id limit ${tooMany} for update skip locked)
        returning participant_id as id`)) as unknown as { id: number }[];
      const ids = [...new Set(rows.map(({ id }) => id))];
      if (rows.length === tooMany && ids.length > tooMany / 2) {
        await lookAtEverybody(tx);
        return 0;
      }
      for (const participantId of ids) await findDuplicates(inner, { participantId });
      return ids.length;
    });
    if (taken === 0) return { people };
    people += taken;
  }
}

/** Asks for a look at everybody; asking again while one waits changes nothing. */
export const lookAtEverybody = (tx: Tx): Promise<void> =>
  enqueue(tx, "find_duplicates", {}, { jobKey: "find_duplicates:everybody" });

async function refresh(
  tx: Tx,
  scored: ReturnType<typeof sql>,
  about: ReturnType<typeof sql>,
): Promise<ScanResult> {
  const [row] = (await tx.execute(sql`
    with scored as materialized (${scored}),
    written as (
      insert into duplicate_candidates as d (left_id, right_id, band, score, signals)
      select a, b, case when score >= ${bands.strong}::real then 'strong' when score >= ${bands.likely}::real then 'likely' else 'possible' end,
        score, signals from scored order by a, b
      on conflict (left_id, right_id) do update set band = excluded.band, score = excluded.score, signals = excluded.signals,
        status = 'open', decided_by_id = null, decided_at = null, decision_reason = null
      where d.status = 'open' and d.signals <> excluded.signals
        or d.status = 'not_duplicate' and ${evidence("d.signals")} is distinct from ${evidence("excluded.signals")}
      returning id),
    gone as (
      delete from duplicate_candidates d where d.status = 'open' and ${about}
        and not exists (select 1 from scored s where s.a = d.left_id and s.b = d.right_id)
        and not exists (select 1 from participants p where p.id in (d.left_id, d.right_id) and p.status = 'merged')
      returning id)
    select (select count(*)::int from scored) as found, (select count(*)::int from written) as opened,
      (select count(*)::int from gone) as closed`)) as unknown as ScanResult[];
  return row!;
}
