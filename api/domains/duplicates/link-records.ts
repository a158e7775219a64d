import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { allKeys, fromStored, type LinkRecord, storedColumns, storedValues } from "../../linkage/index.ts";
import { intArray, spec } from "./people.ts";

const columns = storedColumns(spec);
const names = sql.raw(columns.map(({ name }) => name).join(", "));
const typed = sql.raw(columns.map(({ name, type }) => `${name} ${type}`).join(", "));
const replaced = sql.raw(columns.map(({ name }) => `${name} = excluded.${name}`).join(", "));
const differs = sql.raw(
  `(${columns.map(({ name }) => `r.${name}`).join(", ")}) is distinct from (${columns.map(({ name }) => `excluded.${name}`).join(", ")})`,
);

/** A key that more people share says nothing: looking one person up leaves such blocks out. */
const largestBlock = 40;

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
    ...Object.fromEntries(storedValues(record).map((value, at) => [columns[at]!.name, value])),
  }));
  await tx.execute(sql`
    with given as materialized (select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g(participant_id integer,
      all_keys integer[], ${typed})),
    keyed as (insert into private.link_keys (key, participant_id)
      select distinct k, participant_id from given cross join lateral unnest(all_keys) k order by 1, 2 on conflict do nothing)
    insert into private.link_records as r (participant_id, ${names}) select participant_id, ${names} from given
    on conflict (participant_id) do update set ${replaced} where ${differs}`);
}

/** The keys that a stored row stands under: the first of each rule, and every second of the further ones. */
const storedKeys = (row: SQL) =>
  sql`${row}.keys || array(select k from unnest(${row}.more_keys) with ordinality m(k, n) where n % 2 = 0)`;

type Row = { participantId: number } & Record<string, unknown>;
const toRecord = ({ participantId, ...row }: Row): LinkRecord =>
  fromStored(participantId, columns.map(({ name }) => row[name]) as LinkRecord["values"][number][]);

/** Stored people. `which` is a condition on `r`. */
export async function readLinkRecords(tx: Tx, which: SQL): Promise<LinkRecord[]> {
  const rows =
    (await tx.execute(sql`select participant_id as "participantId", ${names} from private.link_records r
    where ${which} order by participant_id`)) as unknown as Row[];
  return rows.map(toRecord);
}

/** Stored people who share a key that few have with a record, or who are named in `also`. */
export async function peopleToMeet(
  tx: Tx,
  record: LinkRecord,
  also: readonly number[] = [],
): Promise<LinkRecord[]> {
  return readLinkRecords(
    tx,
    sql`r.participant_id <> ${Number(record.id)} and r.participant_id in (
      select unnest(block.ids) from unnest(${intArray(allKeys(record))}) as k(key)
      cross join lateral (select array_agg(b.participant_id) as ids from
        (select l.participant_id from private.link_keys l where l.key = k.key limit ${largestBlock + 1}) b) block
      where cardinality(block.ids) <= ${largestBlock}
      union all select unnest(${intArray(also)}))`,
  );
}

/**
 * As {@link peopleToMeet} for records that are not stored, many at once: whom each meets, in their order. One statement,
 * the same whether anybody is met or nobody.
 */
export async function peopleEachMeets(tx: Tx, records: readonly LinkRecord[]): Promise<LinkRecord[][]> {
  const keys = records.flatMap((record, at) => allKeys(record).map((key) => ({ at, key })));
  const rows =
    (await tx.execute(sql`select r.participant_id as "participantId", met.places as "metPlaces", ${names}
    from (select block.id, array_agg(distinct asked.at) as places
      from (select k.key, k.at from unnest(${intArray(keys.map(({ at }) => at))}, ${intArray(keys.map(({ key }) => key))}) as k(at, key)) asked
      cross join lateral (select unnest(found.ids) as id from (select array_agg(b.participant_id) as ids from
        (select l.participant_id from private.link_keys l where l.key = asked.key limit ${largestBlock + 1}) b) found
        where cardinality(found.ids) <= ${largestBlock}) block
      group by block.id) met
    join private.link_records r on r.participant_id = met.id order by r.participant_id`)) as unknown as (Row & {
      metPlaces: number[];
    })[];
  const met = records.map((): LinkRecord[] => []);
  for (const { metPlaces, ...row } of rows) {
    const record = toRecord(row);
    for (const at of metPlaces) met[at]!.push(record);
  }
  return met;
}
