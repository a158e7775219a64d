import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { cluster, type Link, type Model, weigherOf } from "../../linkage/index.ts";
import { readLinkRecords } from "./link-records.ts";
import { intArray, spec } from "./people.ts";

/** An open pair, or one that somebody decided to be two people. */
type Tie = { id: number; a: number; b: number; score: number; open: boolean; key: number | null };

/** What a decision "two people" weighs against a group: no single link outvotes it. */
const decidedAgainst = -40;
/** Knots larger than this are listed pair by pair: nobody merges a hundred records at once, and weighing them is slow. */
const largestKnot = 100;

const living = sql`not exists (select 1 from participants p where p.id in (d.left_id, d.right_id) and p.status = 'merged')`;

/** Brings the groups around some people up to date: whoever open pairs tie to them, however far. */
export async function regroupAround(tx: Tx, model: Model, people: readonly number[]): Promise<void> {
  if (people.length === 0) return;
  await regroup(
    tx,
    model,
    sql`with recursive start(id) as (
        select unnest(${intArray(people)})
        union select unnest(array[d.left_id, d.right_id]) from duplicate_candidates d where d.group_key = any (${intArray(people)})),
      reached(id) as (
        select id from start
        union select o.id from reached r cross join lateral (
          select d.right_id as id from duplicate_candidates d where d.left_id = r.id and d.status = 'open' and ${living}
          union all select d.left_id from duplicate_candidates d where d.right_id = r.id and d.status = 'open' and ${living}) o)
      select id from reached`,
  );
}

/** Brings every group of the worklist up to date. */
export const regroupEverybody = (tx: Tx, model: Model): Promise<void> =>
  regroup(
    tx,
    model,
    sql`select unnest(array[left_id, right_id]) from duplicate_candidates where status = 'open' or group_key is not null`,
  );

async function regroup(tx: Tx, model: Model, who: SQL): Promise<void> {
  const ties = (await tx.execute(sql`with who(id) as materialized (${who})
    select d.id, d.left_id as a, d.right_id as b, d.score, d.status = 'open' as open, d.group_key as key from duplicate_candidates d
    where d.left_id in (select id from who) and d.right_id in (select id from who) and d.status <> 'merged' and ${living}
    order by d.id`)) as unknown as Tie[];
  const knots = knotsOf(ties.filter(({ open }) => open)).filter(
    ({ length }) => length > 2 && length <= largestKnot,
  );
  const people = knots.flat();
  const stored =
    people.length > 0 && (await readLinkRecords(tx, sql`r.participant_id = any (${intArray(people)})`));
  const weighed = stored ? weigherOf(spec, model, stored) : () => undefined;
  const groupOf = new Map<number, number>();
  for (const knot of knots) for (const [id, key] of groupsOf(knot, ties, weighed)) groupOf.set(id, key);
  const changed = ties.flatMap(({ id, a, b, open, key }) => {
    const now = open && groupOf.has(a) && groupOf.get(a) === groupOf.get(b) ? groupOf.get(a)! : null;
    return now === key ? [] : [{ id, key: now ?? 0 }];
  });
  if (changed.length === 0) return;
  await tx.execute(sql`update duplicate_candidates d set group_key = nullif(c.key, 0)
    from unnest(${intArray(changed.map(({ id }) => id))}, ${intArray(changed.map(({ key }) => key))}) as c(id, key) where d.id = c.id`);
}

/** People whom pairs tie together, directly or through others. */
function knotsOf(ties: readonly Tie[]): number[][] {
  const leader = new Map<number, number>();
  const lead = (id: number): number => {
    let now = id;
    while (leader.get(now) !== undefined && leader.get(now) !== now) now = leader.get(now)!;
    leader.set(id, now);
    return now;
  };
  for (const { a, b } of ties) {
    const [x, y] = [lead(a), lead(b)];
    leader.set(Math.max(x, y), Math.min(x, y));
  }
  const knots = new Map<number, number[]>();
  for (const id of leader.keys()) knots.set(lead(id), [...(knots.get(lead(id)) ?? []), id]);
  return [...knots.values()].map((knot) => knot.sort((x, y) => x - y));
}

/** The groups of three and more within a knot: record → the smallest record of its group. */
function groupsOf(
  knot: readonly number[],
  ties: readonly Tie[],
  weighed: (a: number, b: number) => number | undefined,
): Map<number, number> {
  const at = new Map(knot.map((id, index) => [id, index]));
  const links: Link[] = [];
  const against = new Set<string>();
  for (const { a, b, score, open } of ties) {
    const [left, right] = [at.get(a), at.get(b)];
    if (left === undefined || right === undefined) continue;
    if (open) links.push({ a: left, b: right, weight: score });
    else against.add(`${left}:${right}`);
  }
  const weigh = (a: number, b: number): number =>
    // Somebody who has not been looked at yet says nothing.
    against.has(`${a}:${b}`) ? decidedAgainst : (weighed(knot[a]!, knot[b]!) ?? 0);
  const groups = cluster(knot.length, links, weigh);
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return new Map(
    knot.flatMap((id, index) =>
      sizes.get(groups[index]!)! > 2 ? [[id, knot[groups[index]!]!] as const] : [],
    ),
  );
}
