import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { looseReferences } from "#api/domains/merges/loose-references.ts";
import { mergeRules, tableOf } from "#api/domains/merges/rules.ts";
import { taskPayloads } from "#db/queue/payloads.ts";
import { testDb } from "../setup/db.ts";

/** Every column of the database that points to a participant, as the rules name them. */
async function references(): Promise<string[]> {
  const rows = (await (
    await testDb()
  ).execute(sql`
    select case when n.nspname = 'public' then '' else n.nspname || '.' end || t.relname || '.' || a.attname as reference
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
    cross join lateral unnest(c.conkey) as k(attnum) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
    where c.contype = 'f' and c.confrelid = 'public.participants'::regclass and n.nspname in ('public', 'private')
    order by 1`)) as unknown as { reference: string }[];
  return rows.map(({ reference }) => reference);
}

test("every foreign key to participants has a merge rule, and every rule a foreign key", async () => {
  expect(Object.keys(mergeRules).sort()).toEqual(await references());
});

test("a row sent to a retired record lands on the survivor, for every table whose rows a merge moves", async () => {
  const rows = (await (
    await testDb()
  ).execute(sql`
    select case when n.nspname = 'public' then '' else n.nspname || '.' end || t.relname as name
    from pg_trigger g join pg_class t on t.oid = g.tgrelid join pg_namespace n on n.oid = t.relnamespace
    where g.tgname = 'follow_survivor' order by 1`)) as unknown as { name: string }[];
  const owned = Object.entries(mergeRules)
    .filter(([, rule]) => rule.kind !== "stay")
    .map(([reference]) => tableOf(reference))
    .filter((table) => !["accounts", "notifications"].includes(table));
  expect(rows.map(({ name }) => name)).toEqual(owned.sort());
});

test("columns a rule copies or empties exist, so that a rename is noticed here", async () => {
  const columns = (await (
    await testDb()
  ).execute(sql`select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public'`)) as unknown as { name: string }[];
  const known = new Set(columns.map(({ name }) => name));
  const used = Object.entries(mergeRules).flatMap(([reference, rule]) =>
    rule.kind === "collapse" && rule.how !== "swap"
      ? rule.how.map((column) => `${tableOf(reference)}.${column}`)
      : [],
  );
  expect(used.filter((name) => !known.has(name))).toEqual([]);
  expect(used.length).toBeGreaterThan(8);
});

/** Columns without a foreign key that could name a person: every id and every jsonb, beside the queue's payloads. */
async function loose(): Promise<string[]> {
  const rows = (await (
    await testDb()
  ).execute(sql`
    select case when c.table_schema = 'public' then '' else c.table_schema || '.' end || c.table_name || '.' || c.column_name as place
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema in ('public', 'private') and t.table_type = 'BASE TABLE'
      and (c.data_type = 'jsonb' or (c.data_type in ('integer', 'bigint') and c.column_name ~ '_id$'))
      and not exists (select 1 from pg_constraint k cross join lateral unnest(k.conkey) as n(attnum)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.attnum
        where k.contype = 'f' and k.conrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and a.attname = c.column_name)`)) as unknown as {
    place: string;
  }[];
  const tasks = Object.entries(taskPayloads)
    .filter(([, payload]) => "participantId" in payload.shape)
    .map(([task]) => `task ${task}`);
  return [...rows.map(({ place }) => place), ...tasks].sort();
}

test("every place that may name a participant without a foreign key is decided too", async () => {
  expect(Object.keys(looseReferences).sort()).toEqual(await loose());
});
