import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { allKeys, keysToLookUp, type LinkRecord, packRecord } from "../../linkage/index.ts";
import { intArray, spec } from "./people.ts";

/** A key that more people share says nothing: nobody is looked up by it. */
const largestBlock = 8;
/** Stands under such a key in place of everybody who has it. */
const crowd = 0;

const nobody = new Uint8Array(0);

/**
 * Writes people as they are compared, and their keys: the one place that does. Rows that did not change stay untouched.
 * @param gone people who are not compared any more (merged, removed).
 */
export async function writeLinkRecords(
  tx: Tx,
  records: readonly LinkRecord[],
  gone: readonly number[] = [],
): Promise<void> {
  const people = [...records.map(({ id }) => Number(id)), ...gone];
  if (people.length === 0) return;
  await tx.execute(sql`delete from private.link_keys k using private.link_records r
    where r.participant_id = any (${intArray(people)}) and k.participant_id = r.participant_id and k.key = any (${storedKeys(sql`r`)})`);
  if (gone.length > 0) {
    await tx.execute(sql`delete from private.link_records where participant_id = any (${intArray(gone)})`);
  }
  const rows = records.map((record) => ({
    participant_id: record.id,
    all_keys: allKeys(record),
    ...{ packed: `\\x${Buffer.from(packRecord(spec, record)).toString("hex")}` },
    ...{ keys: record.keys, more_keys: record.moreKeys },
  }));
  await tx.execute(sql`
    with given as materialized (select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g(participant_id integer,
      all_keys integer[], packed bytea, keys integer[], more_keys integer[])),
    had as materialized (select k.key, array_agg(g.participant_id) as people,
        array(select l.participant_id from private.link_keys l where l.key = k.key limit ${largestBlock + 1}) as others
      from given g cross join lateral unnest(g.all_keys) as k(key) group by k.key),
    filled as (select key from had where ${crowd} <> all (others) and cardinality(others) + cardinality(people) > ${largestBlock}
      and cardinality(array(select unnest(others) union select unnest(people))) > ${largestBlock}),
    emptied as (delete from private.link_keys k using filled f where k.key = f.key),
    keyed as (insert into private.link_keys (key, participant_id)
      select key, unnest(people) from had where ${crowd} <> all (others) and key not in (select key from filled)
      union all select key, ${crowd} from filled order by 1, 2 on conflict do nothing)
    insert into private.link_records as r (participant_id, packed, keys, more_keys) select participant_id, packed, keys, more_keys from given
    on conflict (participant_id) do update set packed = excluded.packed, keys = excluded.keys, more_keys = excluded.more_keys
      where (r.packed, r.keys, r.more_keys) is distinct from (excluded.packed, excluded.keys, excluded.more_keys)`);
}

/** A look at everybody begins with keys that nobody has yet: fewer people may share one than did at the last. */
export const forgetCrowds = (tx: Tx): Promise<unknown> =>
  tx.execute(sql`delete from private.link_keys where participant_id = ${crowd}`);

/** The keys that a stored row stands under: the first of each rule, and every second of the further ones. */
const storedKeys = (row: SQL) =>
  sql`${row}.keys || array(select k from unnest(${row}.more_keys) with ordinality m(k, n) where n % 2 = 0)`;

/** Stored people, one behind the other, by id. `which` is a condition on `r`. */
export async function readLinkRecords(tx: Tx, which: SQL): Promise<Uint8Array> {
  const [row] =
    (await tx.execute(sql`select string_agg(r.packed, ''::bytea order by r.participant_id) as people from private.link_records r
    where ${which}`)) as unknown as { people: Uint8Array | null }[];
  return row!.people ?? nobody;
}

/**
 * The stored people each record meets, one behind the other: who shares a key with it that few have, and who is named in
 * `also`, by the record's place. One statement with one plan (people_met), the same whether anybody is met or nobody.
 */
export async function peopleEachMeets(
  tx: Tx,
  records: readonly LinkRecord[],
  also: readonly (readonly number[])[] = [],
): Promise<Uint8Array[]> {
  if (records.length === 1) {
    const [keys, named] = [intArray(keysToLookUp(spec, records[0]!)), intArray(also[0] ?? [])];
    const [row] = (await tx.execute(
      sql`select private.people_met(${Number(records[0]!.id)}, ${keys}, ${named}) as people`,
    )) as unknown as { people: Uint8Array | null }[];
    return [row!.people ?? nobody];
  }
  const keys = inOne(records.map((record) => keysToLookUp(spec, record)));
  const named = inOne(records.map((_, at) => also[at] ?? []));
  const rows =
    (await tx.execute(sql`select private.people_met(a.me, (${intArray(keys.all)})[a.first:a.last], (${intArray(named.all)})[a.first_named:a.last_named]) as people
    from unnest(${intArray(records.map(({ id }) => Number(id)))}, ${intArray(keys.first)}, ${intArray(keys.last)}, ${intArray(named.first)},
      ${intArray(named.last)}) with ordinality as a(me, first, last, first_named, last_named, place) order by a.place`)) as unknown as {
      people: Uint8Array | null;
    }[];
  return rows.map(({ people }) => people ?? nobody);
}

/** Lists one behind the other, and where each begins and ends, from 1 as PostgreSQL counts. */
function inOne(lists: readonly (readonly number[])[]): { all: number[]; first: number[]; last: number[] } {
  const all = lists.flat();
  let end = 0;
  const last = lists.map(({ length }) => {
    end += length;
    return end;
  });
  return { all, first: last.map((each, at) => each - lists[at]!.length + 1), last };
}
