import { createHash } from "node:crypto";
import { asc, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { mergeLedger, merges } from "#db/schema/index.ts";
import { Conflict } from "../../kernel/errors.ts";
import { type Row, rowInWords } from "./rules.ts";
import type { ChangedSince } from "./schemas.ts";
import { labelOf, show } from "./words.ts";
import { idList, relation, together, writeRows } from "./write-changes.ts";

export type Merge = typeof merges.$inferSelect;
type Entry = typeof mergeLedger.$inferSelect;

/** Kept by triggers, leases, keys, and what telling of it would not help anybody. */
const bookkeeping =
  /^(id|version|created_at|updated_at|search_text|claimed_by_id|claimed_until|lane_rank|page_box|_.*)$/;
/** A sign-in belongs to its holder: of it a merge takes back what the merge did, nothing else. */
const narrow = new Set(["accounts", "private.participant_secrets", "notifications", "duplicate_candidates"]);
/** What a decision wrote stays with its decision: a document put back with its first status would deny what was decided. */
const decided: Record<string, RegExp> = {
  documents:
    /^(status|decided_at|decided_by_id|unreadable_reason|superseded_by_id|desk_state|held_until|assigned_to_id)$/,
};
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
export const keyOf = ({ tableName, rowId }: Pick<Entry, "tableName" | "rowId">): string =>
  `${tableName}:${rowId}`;

type Looked = { entry: Entry; now: Row | undefined; edited: string[]; beside: string[] };

/** The row as somebody saw it: what differs from the merge, with the values of now. */
const printOf = ({ now, edited, beside }: Looked): string =>
  createHash("sha256")
    .update(JSON.stringify([...edited, ...beside].sort().map((column) => [column, now?.[column] ?? null])))
    .digest("base64url")
    .slice(0, 16);

/** Rows to be put back, each with what was seen of it when that was chosen: key → print. */
const wishesOf = (restore: readonly string[]) =>
  new Map(restore.map((each) => each.split("@") as [string, string]));
export const keysOf = (restore: readonly string[]): string[] => [...wishesOf(restore).keys()];

/** Every row the merge changed, as it stands now, newest change first. */
async function look(tx: Tx, mergeId: number, { lock }: { lock: boolean }): Promise<Looked[]> {
  const ledger = await tx
    .select()
    .from(mergeLedger)
    .where(eq(mergeLedger.mergeId, mergeId))
    .orderBy(desc(mergeLedger.position));
  const entries = ledger.filter(({ before, after, action }) => (before && after) || action === "inserted");
  const now = new Map<string, Row>();
  const tables = [...new Set(entries.map(({ tableName }) => tableName))];
  await together(
    tables.map(async (table) => {
      const ids = entries.filter(({ tableName }) => tableName === table).map(({ rowId }) => rowId);
      const rows = (await tx.execute(
        sql`select to_jsonb(t) as row from ${relation(table)} t where id = any (${idList(ids)}) order by id ${lock ? sql`for update` : sql``}`,
      )) as unknown as { row: Row }[];
      for (const { row } of rows) now.set(`${table}:${row.id}`, row);
    }),
  );
  return entries.map((entry) => {
    const row = now.get(keyOf(entry));
    if (!row || entry.action === "inserted") return { entry, now: row, edited: [], beside: [] };
    const left: Record<string, unknown> = { ...entry.was, ...entry.after };
    const changed = Object.keys(left).filter(
      (column) => !same(row[column], left[column]) && (column in entry.after! || !bookkeeping.test(column)),
    );
    return {
      entry,
      now: row,
      edited: changed.filter((column) => column in entry.after!),
      beside: narrow.has(entry.tableName) ? [] : changed.filter((column) => !(column in entry.after!)),
    };
  });
}

type Told = "asked" | "kept" | "restored";
const endings: Record<Told, string> = {
  asked: "changed after the merge.",
  kept: "changed after the merge, kept as edited.",
  restored: "changed after the merge, put back as before it.",
};

function tell(looked: Looked, told: Told): ChangedSince | null {
  const { entry, now, edited, beside } = looked;
  const { tableName: table, rowId, was } = entry;
  const said = { key: keyOf(entry), seen: printOf(looked), table, rowId };
  if (!now) {
    const text = `${labelOf(table)} no. ${rowId} was removed after the merge.`;
    return { ...said, fields: [], values: [], restorable: false, text };
  }
  const fields = [...edited, ...beside];
  if (fields.length === 0) return null;
  const names = fields.map((column) => column.replaceAll("_", " ")).join(", ");
  const stays = fields.filter((column) => decided[table]?.test(column));
  return {
    ...said,
    fields,
    values: fields.map((field) => ({
      field,
      was: show((was ?? entry.before)?.[field]),
      now: show(now[field]),
    })),
    restorable: was !== null && !narrow.has(table) && stays.length < fields.length,
    text: `${labelOf(table)} (${rowInWords(table, now)}): ${names} ${endings[told]}${
      stays.length > 0 && told !== "kept" ? " What was decided stays." : ""
    }`,
  };
}

/** What was edited or removed since a merge, row by row: what staff look at before they take it back. */
export async function changesSince(tx: Tx, mergeId: number): Promise<ChangedSince[]> {
  const looked = await look(tx, mergeId, { lock: false });
  return looked.map((each) => tell(each, "asked")).filter((each) => each !== null);
}

/**
 * Takes a merge back, row by row from its ledger. A row edited since keeps its edits, or, where it is among `restore`, is whole
 * as it was, but for what a decision wrote; entries of a document and hours of an enrollment that go back go with them.
 * @throws Conflict where a row of `restore` was edited again after it was chosen: nothing that nobody saw is given up.
 */
export async function takeBack(tx: Tx, merge: Merge, restore: readonly string[]): Promise<ChangedSince[]> {
  const looked = await look(tx, merge.id, { lock: true });
  const wishes = wishesOf(restore);
  refuseUnseen(looked, wishes);
  const changedSince: ChangedSince[] = [];
  const back: { table: string; rowId: number; values: Record<string, unknown> }[] = [];
  for (const each of looked) {
    const { entry, now, edited, beside } = each;
    const restored = wishes.has(keyOf(entry)) && entry.was !== null && !narrow.has(entry.tableName);
    const told = tell(each, restored ? "restored" : "kept");
    if (told) changedSince.push(told);
    if (!now) continue;
    if (entry.action === "inserted") {
      await tx.execute(sql`delete from ${relation(entry.tableName)} where id = ${entry.rowId}`);
      continue;
    }
    const before = Object.entries(entry.before!).filter(([column]) => restored || !edited.includes(column));
    const more = (restored ? beside : [])
      .filter((column) => !decided[entry.tableName]?.test(column))
      .map((column) => [column, entry.was![column] ?? null] as const);
    back.push({
      table: entry.tableName,
      rowId: entry.rowId,
      values: Object.fromEntries([...before, ...more]),
    });
  }
  // The people first: a number that goes back to a record must find it living.
  await writeRows(tx, [
    ...back.filter(({ table }) => table === "participants"),
    ...back.filter(({ table }) => table !== "participants"),
  ]);
  return [...changedSince, ...(await followHome(tx, merge, back))];
}

function refuseUnseen(looked: readonly Looked[], wishes: ReadonlyMap<string, string>): void {
  const unseen = looked.filter((each) => {
    const print = wishes.get(keyOf(each.entry));
    return print !== undefined && print !== printOf(each);
  });
  if (unseen.length === 0) return;
  const rows = unseen.map((each) => tell(each, "asked")).filter((each) => each !== null);
  const which = rows.map(({ text }) => text).join(" ");
  throw new Conflict(
    `What you chose to put back has been edited since you looked. Look again, then choose. ${which}`.trim(),
    { details: { changedSince: rows } },
  );
}

/** Rows made after the merge from a document, or for an enrollment, that has just gone back. */
async function followHome(
  tx: Tx,
  merge: Merge,
  back: readonly { table: string; rowId: number; values: Record<string, unknown> }[],
): Promise<ChangedSince[]> {
  const returned = (table: string) =>
    back
      .filter((each) => each.table === table && each.values.participant_id === merge.retiredId)
      .map(({ rowId }) => rowId);
  const parents = [
    ...["degrees", "courses", "credentials", "training_hours"].map(
      (table) => [table, "document_id", "documents"] as const,
    ),
    ["training_hours", "enrollment_id", "enrollments"] as const,
  ];
  const followed: ChangedSince[] = [];
  for (const [table, column, parent] of parents) {
    const ids = returned(parent);
    if (ids.length === 0) continue;
    const rows = (await tx.execute(sql`update ${relation(table)} t set participant_id = ${merge.retiredId}
      where participant_id = ${merge.survivorId} and ${sql.identifier(column)} = any (${idList(ids)}) returning to_jsonb(t) as row`)) as unknown as {
      row: Row;
    }[];
    for (const { row } of rows) {
      followed.push({
        key: `${table}:${row.id}`,
        seen: "",
        table,
        rowId: row.id,
        fields: ["participant_id"],
        values: [],
        restorable: false,
        text: `${labelOf(table)} (${rowInWords(table, row)}) was entered after the merge and went back with its ${parent.slice(0, -1)}.`,
      });
    }
  }
  return followed;
}

/** The merges carried out together with this one that still stand, the first first; itself where it was alone. */
export async function mergedTogether(tx: Tx, merge: Merge): Promise<Merge[]> {
  if (merge.togetherId === null) return [merge];
  const all = await tx
    .select()
    .from(merges)
    .where(eq(merges.togetherId, merge.togetherId))
    .orderBy(asc(merges.id));
  return all.filter(({ status }) => status === "merged");
}
