import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { allKeys, type LinkRecord, packRecord } from "../../linkage/index.ts";
import { intArray, spec } from "./people.ts";

/** A key that more people share says nothing: looking one person up leaves such blocks out. */
const largestBlock = 40;

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
    keyed as (insert into private.link_keys (key, participant_id)
      select distinct k, participant_id from given cross join lateral unnest(all_keys) k order by 1, 2 on conflict do nothing)
    insert into private.link_records as r (participant_id, packed, keys, more_keys) select participant_id, packed, keys, more_keys from given
    on conflict (participant_id) do update set packed = excluded.packed, keys = excluded.keys, more_keys = excluded.more_keys
      where (r.packed, r.keys, r.more_keys) is distinct from (excluded.packed, excluded.keys, excluded.more_keys)`);
}

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
 * The stored people each record meets, one behind the other: who shares a key with it that few have, itself too where it is
 * stored, and who is named in `also` (by the record's place). One statement with one plan (people_met), the same whether
 * anybody is met or nobody.
 */
export async function peopleEachMeets(
  tx: Tx,
  records: readonly LinkRecord[],
  also: readonly (readonly number[])[] = [],
): Promise<Uint8Array[]> {
  const keys = records.flatMap((record, at) => allKeys(record).map((key) => ({ at, key })));
  const named = also.flatMap((ids, at) => ids.map((id) => ({ at, id })));
  const rows =
    (await tx.execute(sql`select place, people from private.people_met(${intArray(keys.map(({ at }) => at))},
    ${intArray(keys.map(({ key }) => key))}, ${largestBlock}, ${intArray(named.map(({ at }) => at))}, ${intArray(named.map(({ id }) => id))})`)) as unknown as {
      place: number;
      people: Uint8Array;
    }[];
  const met = new Map(rows.map(({ place, people }) => [place, people]));
  return records.map((_, at) => met.get(at) ?? nobody);
}
