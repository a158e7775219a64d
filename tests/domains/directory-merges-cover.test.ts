import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  looseDirectoryReferences,
  nothingOfTheDirectory,
} from "#api/domains/directory-merges/loose-references.ts";
import { directoryRules } from "#api/domains/directory-merges/rules.ts";
import { tableOf } from "#api/domains/merges/rules.ts";
import { directoryNouns } from "#api/kernel/retired.ts";
import { directoryKinds } from "#db/enums.ts";
import { testDb } from "../setup/db.ts";

/** Every column of the database that points to a record of a kind, as the rules name them. */
async function references(kind: string): Promise<string[]> {
  const rows = (await (
    await testDb()
  ).execute(sql`
    select case when n.nspname = 'public' then '' else n.nspname || '.' end || t.relname || '.' || a.attname as reference
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
    cross join lateral unnest(c.conkey) as k(attnum) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
    where c.contype = 'f' and c.confrelid = ${`public.${kind}`}::regclass and n.nspname in ('public', 'private')
    order by 1`)) as unknown as { reference: string }[];
  return rows.map(({ reference }) => reference);
}

test.each(directoryKinds)(
  "every foreign key to %s has a merge rule, and every rule a foreign key",
  async (kind) => {
    expect(Object.keys(directoryRules[kind]).sort()).toEqual(await references(kind));
  },
);

test.each(directoryKinds)(
  "a row sent to a retired record of %s lands on the survivor, for every rule",
  async (kind) => {
    const rows = (await (
      await testDb()
    ).execute(sql`select t.relname as name from pg_trigger g join pg_class t on t.oid = g.tgrelid
    where g.tgname = ${`follow_${directoryNouns[kind]}_survivor`} order by 1`)) as unknown as {
      name: string;
    }[];
    const owned = Object.entries(directoryRules[kind])
      .filter(([, rule]) => rule.kind !== "stay")
      .map(([reference]) => tableOf(reference));
    expect(rows.map(({ name }) => name)).toEqual(owned.sort());
  },
);

test("columns a rule copies or empties exist, so that a rename is noticed here", async () => {
  const columns = (await (
    await testDb()
  ).execute(sql`select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public'`)) as unknown as { name: string }[];
  const known = new Set(columns.map(({ name }) => name));
  const used = Object.values(directoryRules).flatMap((rules) =>
    Object.entries(rules).flatMap(([reference, rule]) =>
      rule.kind === "collapse" && rule.how !== "swap"
        ? rule.how.map((column) => `${tableOf(reference)}.${column}`)
        : [],
    ),
  );
  expect(used.filter((name) => !known.has(name))).toEqual([]);
  expect(used.length).toBeGreaterThan(15);
});

/**
 * Columns without a foreign key that could name a directory record: ids, jsonb, and text that is called after one of the kinds
 * or after a number that is looked up.
 */
async function loose(): Promise<string[]> {
  const rows = (await (
    await testDb()
  ).execute(sql`
    select case when c.table_schema = 'public' then '' else c.table_schema || '.' end || c.table_name || '.' || c.column_name as place
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema in ('public', 'private') and t.table_type = 'BASE TABLE'
      and c.table_name not in ('programs', 'institutions', 'trainings', 'sponsors')
      and (c.data_type = 'jsonb' or (c.data_type in ('integer', 'bigint') and c.column_name ~ '_id$')
        or (c.data_type = 'text' and c.column_name ~ '(institution|program|sponsor|training|vendor|licen[cs]e|employer|title$|^value$)'))
      and not exists (select 1 from pg_constraint k cross join lateral unnest(k.conkey) as n(attnum)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.attnum
        where k.contype = 'f' and k.conrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and a.attname = c.column_name)
    order by 1`)) as unknown as { place: string }[];
  return rows.map(({ place }) => place);
}

test("every place that may name a directory record without a foreign key is decided too", async () => {
  const decided = [...Object.keys(looseDirectoryReferences), ...nothingOfTheDirectory];
  expect(decided.sort()).toEqual((await loose()).sort());
});
