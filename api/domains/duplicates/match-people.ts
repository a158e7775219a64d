import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { type LinkRecord, type Model, scoreStored } from "../../linkage/index.ts";
import { peopleByClue } from "./clues.ts";
import { regroupAround } from "./groups.ts";
import { judgePairs, type Pair } from "./judge.ts";
import { peopleEachMeets, writeLinkRecords } from "./link-records.ts";
import { modelInUse } from "./model.ts";
import { intArray, peopleToCompare, spec } from "./people.ts";
import { clueBits } from "./signals.ts";
import { closePairs, type Refreshed, writePairs } from "./worklist.ts";

/** So many changes at once are looked at together with everybody, not one by one. */
const tooMany = 2000;
/** So many people are matched with everybody in one go: some thousands come back, packed. */
const matchedAtOnce = 100;
/** What clues can add to a pair that no clue brought together: the small ones. */
export const smallClues =
  clueBits.pending_and_active_same_employer +
  clueBits.same_program +
  clueBits.same_roster +
  clueBits.two_accounts +
  clueBits.certification_missing;

/** Asks for a look at everybody; asking again while one waits changes nothing. */
export const lookAtEverybody = (tx: Tx): Promise<void> =>
  enqueue(tx, "find_duplicates", {}, { jobKey: "find_duplicates:everybody" });

/**
 * Looks at everybody who changed since (U-M20), or, where thousands did, asks for a look at everybody. Safe to repeat and
 * to run twice at a time: each takes its own.
 */
export async function matchChangedPeople(ctx: Ctx): Promise<{ people: number } & Refreshed> {
  const system = asSystem(ctx, "match_changed_people");
  const sum = { people: 0, found: 0, opened: 0, closed: 0 };
  await inTransaction(system, (tx) => tx.execute(sql`select bring_skipped_name_words()`));
  for (;;) {
    const taken = await inTransaction(system, async (tx) => {
      const rows = (await tx.execute(sql`delete from private.changed_people where id in
        (select id from private.changed_people order by id limit ${tooMany} for update skip locked)
        returning participant_id as id`)) as unknown as { id: number }[];
      const ids = [...new Set(rows.map(({ id }) => id))].sort((a, b) => a - b);
      if (rows.length === tooMany && ids.length > tooMany / 2) {
        await lookAtEverybody(tx);
        return 0;
      }
      const { found, opened, closed } = await matchPeople(tx, ids);
      sum.found += found;
      sum.opened += opened;
      sum.closed += closed;
      return ids.length;
    });
    if (taken === 0) return sum;
    sum.people += taken;
  }
}

/** Matches some people with everybody and brings their pairs on the worklist up to date. */
export async function matchPeople(tx: Tx, ids: readonly number[]): Promise<Refreshed> {
  if (ids.length === 0) return { found: 0, opened: 0, closed: 0 };
  const records = await bringUpToDate(tx, ids);
  const { model } = await modelInUse(tx);
  const pairs = new Map<string, Pair>();
  for (let from = 0; from < records.length; from += matchedAtOnce) {
    for (const { a, b } of await alike(tx, model, records.slice(from, from + matchedAtOnce)))
      pairs.set(`${a}:${b}`, { a, b });
  }
  const judged = await judgePairs(tx, model, [...pairs.values()]);
  const kept = judged.filter(({ score }) => score >= model.bands.possible);
  const { found, opened } = await writePairs(tx, model, kept);
  const closed = await closePairs(
    tx,
    sql`(d.left_id = any (${intArray(ids)}) or d.right_id = any (${intArray(ids)}))`,
    sql`select * from unnest(${intArray(kept.map(({ a }) => a))}, ${intArray(kept.map(({ b }) => b))}) as t(a, b)`,
  );
  const met = [...kept, ...closed].flatMap(({ a, b }) => [a, b]);
  await regroupAround(tx, model, [...new Set([...ids, ...met])]);
  return { found, opened, closed: closed.length };
}

/** Writes people as they are compared now; those who are merged or gone are compared no more. */
export async function bringUpToDate(tx: Tx, ids: readonly number[]): Promise<LinkRecord[]> {
  const people = await peopleToCompare(tx, sql`p.id = any (${intArray(ids)})`);
  const living = new Set(people.map(({ id }) => Number(id)));
  const records = people.map((person) => spec.encode(person));
  await writeLinkRecords(
    tx,
    records,
    ids.filter((id) => !living.has(id)),
  );
  return records;
}

/**
 * Pairs of stored records and who may be the same person: by the model, because a clue brings the two together, or because
 * the pair is known. A look at everybody meets more people than keys do here: what it found is weighed again, not forgotten.
 */
async function alike(tx: Tx, model: Model, records: readonly LinkRecord[]): Promise<Pair[]> {
  const ids = records.map(({ id }) => Number(id));
  const named =
    (await tx.execute(sql`select me.id as me, also.id as id, also.clue from unnest(${intArray(ids)}) as me(id)
    cross join lateral (select clued.id, true as clue from (${peopleByClue(sql`me.id`)}) clued
      union all select d.right_id, false from duplicate_candidates d where d.left_id = me.id and d.status <> 'merged'
      union all select d.left_id, false from duplicate_candidates d where d.right_id = me.id and d.status <> 'merged') also`)) as unknown as {
      me: number;
      id: number;
      clue: boolean;
    }[];
  const also = new Map(ids.map((id) => [id, new Set<number>()]));
  const byClue = new Map(ids.map((id) => [id, new Set<number>()]));
  for (const { me, id, clue } of named) {
    also.get(me)!.add(id);
    if (clue) byClue.get(me)!.add(id);
  }
  const met = await peopleEachMeets(
    tx,
    records,
    ids.map((id) => [...also.get(id)!]),
  );
  return records.flatMap((record, at) => {
    const me = ids[at]!;
    return scoreStored(spec, model, record, met[at]!)
      .filter(({ id, weight }) => byClue.get(me)!.has(id) || weight >= model.bands.possible - smallClues)
      .map(({ id }) => ({ a: Math.min(me, id), b: Math.max(me, id) }));
  });
}
