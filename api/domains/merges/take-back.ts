import { createHash } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { mergeLedger } from "#db/schema/index.ts";
import { Conflict } from "../../kernel/errors.ts";
import { rowInWords } from "./row-words.ts";
import type { ChangedSince } from "./schemas.ts";
import type { Row } from "./shared-rules.ts";
import { labelOf, show } from "./words.ts";
import { idList, type LedgerOf, relation, together, writeRows } from "./write-changes.ts";

type Entry = typeof mergeLedger.$inferSelect;

/** Kept by triggers, leases, keys, and what telling of it would not help anybody. */
const bookkeeping =
  /^(id|version|created_at|updated_at|search_text|claimed_by_id|claimed_until|lane_rank|page_box|_.*)$/;
/** A sign-in belongs to its holder: of it a merge takes back what the merge did, nothing else. */
const narrow = new Set([
  ...["accounts", "private.participant_secrets", "notifications", "duplicate_candidates"],
  // Of these only the column that a merge changes is in its ledger.
  ...["directory_candidates", "document_readings", "report_runs"],
]);
/** What a decision wrote stays with its decision: a row put back with its first status would deny what was decided. */
const decided: Record<string, RegExp> = {
  documents:
    /^(status|decided_at|decided_by_id|unreadable_reason|superseded_by_id|desk_state|held_until|assigned_to_id)$/,
  // A mark on the roster wrote hours, which stay.
  enrollments: /^(status|waitlist_position|hours_granted|marked_by_id|marked_at)$/,
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
async function look(tx: Tx, { of, id }: LedgerOf, { lock }: { lock: boolean }): Promise<Looked[]> {
  const ledger = await tx
    .select()
    .from(mergeLedger)
    .where(eq(of === "merge_id" ? mergeLedger.mergeId : mergeLedger.directoryMergeId, id))
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
  const looked = entries.map((entry): Looked => {
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
  return withoutOtherMerges(tx, looked);
}

/** A row belongs to two ends, and each may be merged: what another merge did, or took back, is nobody's edit. */
async function withoutOtherMerges(tx: Tx, looked: Looked[]): Promise<Looked[]> {
  const asked = looked.filter(({ beside }) => beside.length > 0);
  if (asked.length === 0) return looked;
  const rows = (await tx.execute(sql`select l.table_name || ':' || l.row_id as key, k.name as column_name
    from merge_ledger l cross join lateral jsonb_object_keys(coalesce(l.after, '{}')) as k(name)
    where l.table_name || ':' || l.row_id in (select jsonb_array_elements_text(${JSON.stringify(asked.map(({ entry }) => keyOf(entry)))}::jsonb))
      and l.table_name in (select jsonb_array_elements_text(${JSON.stringify([...new Set(asked.map(({ entry }) => entry.tableName))])}::jsonb))
      and l.row_id = any (${idList(asked.map(({ entry }) => entry.rowId))})`)) as unknown as {
    key: string;
    column_name: string;
  }[];
  const merged = new Set(rows.map(({ key, column_name }) => `${key}.${column_name}`));
  return looked.map((each) => ({
    ...each,
    beside: each.beside.filter((column) => !merged.has(`${keyOf(each.entry)}.${column}`)),
  }));
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
export async function changesSince(tx: Tx, ledger: LedgerOf): Promise<ChangedSince[]> {
  const looked = await look(tx, ledger, { lock: false });
  return looked.map((each) => tell(each, "asked")).filter((each) => each !== null);
}

/** A row that an undo writes, with the values it gets. */
export type GoneBack = { table: string; rowId: number; values: Record<string, unknown> };
export type Parting = {
  ledger: LedgerOf;
  /** The table of the two records: they are written first, since a row that goes back must find its record living. */
  records: string;
  /** Rows made since that belong to something which has just gone back. */
  followHome(back: readonly GoneBack[]): Promise<ChangedSince[]>;
};

/**
 * Takes a merge back, row by row from its ledger. A row edited since keeps its edits, or, where it is among `restore`, is whole
 * as it was, but for what a decision wrote; what hangs on a row that goes back goes with it.
 * @throws Conflict where a row of `restore` was edited again after it was chosen: nothing that nobody saw is given up.
 */
export async function takeBack(
  tx: Tx,
  { ledger, records, followHome }: Parting,
  restore: readonly string[],
): Promise<ChangedSince[]> {
  const looked = await look(tx, ledger, { lock: true });
  const wishes = wishesOf(restore);
  refuseUnseen(looked, wishes);
  const changedSince: ChangedSince[] = [];
  const back: GoneBack[] = [];
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
  await writeRows(tx, [
    ...back.filter(({ table }) => table === records),
    ...back.filter(({ table }) => table !== records),
  ]);
  return [...changedSince, ...(await followHome(back))];
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
