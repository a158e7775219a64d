import { eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accounts, type mergeLedger } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { canReadField } from "../../kernel/permissions.ts";
import type { Head, MergeKind } from "./merge-kind.ts";
import { rowInWords } from "./row-words.ts";
import type { LedgerLine, MergeView } from "./schemas.ts";
import type { Row } from "./shared-rules.ts";
import { changesSince, keysOf } from "./take-back.ts";
import { undoAloneUntil } from "./undoing.ts";
import { sensitive, show } from "./words.ts";
import { idList, relation } from "./write-changes.ts";

type Entry = typeof mergeLedger.$inferSelect;
type WaysBack = Pick<MergeView, "undoBlockedBy" | "undoAloneUntil" | "undoAsked" | "changedSince">;

/** What somebody who wants to undo it has to know: may they, alone, and what has changed. */
export async function waysBack<M extends Head>(
  of: MergeKind<M>,
  tx: Tx,
  ctx: Ctx,
  merge: M,
): Promise<WaysBack> {
  const standing = merge.status === "merged";
  const undoBlockedBy = standing ? await of.laterMerge(tx, merge) : null;
  const registry = asSystem({ ...ctx, db: tx, inTx: true }, "compare_records");
  const changed =
    standing && !undoBlockedBy
      ? await inTransaction(registry, (own) => changesSince(own, { of: of.ledger, id: merge.id }))
      : [];
  const open = canReadField(ctx, "participants.demographics");
  const [asker] = merge.undoAskedById
    ? await tx
        .select({ name: accounts.displayName })
        .from(accounts)
        .where(eq(accounts.id, merge.undoAskedById))
    : [];
  return {
    undoBlockedBy,
    undoAloneUntil: standing ? (await undoAloneUntil(tx, merge)).toISOString() : null,
    undoAsked:
      standing && merge.undoAskedAt
        ? {
            byId: merge.undoAskedById,
            byName: asker?.name ?? null,
            at: merge.undoAskedAt.toISOString(),
            reason: merge.undoReason ?? "",
            restore: keysOf(merge.undoRestore ?? []),
          }
        : null,
    changedSince: changed.map((each) => ({
      ...each,
      values: each.values.map((value) =>
        open || !sensitive.test(value.field) ? value : { ...value, was: "hidden", now: "hidden" },
      ),
    })),
  };
}

/** Whose ledger it is: the two records as a sentence calls them, and what rows are said with. */
type Told = {
  /** The table of the records themselves. */
  records: string;
  columnOf(table: string): string;
  survivor: { id: number; called: string };
  retired: { id: number; called: string };
  beside: Readonly<Record<string, SQL>>;
  /** Whether the reader may see what only some roles may. */
  open: boolean;
};

/** A ledger line by line, in words. */
export async function inSentences(tx: Tx, entries: readonly Entry[], told: Told): Promise<LedgerLine[]> {
  const { beside } = told;
  const rows = new Map<string, Row>();
  for (const table of new Set(entries.map(({ tableName }) => tableName))) {
    if (table === "private.participant_secrets" || table === "notifications") continue;
    const ids = entries.filter(({ tableName }) => tableName === table).map(({ rowId }) => rowId);
    const found = (await tx.execute(
      sql`select (to_jsonb(t) || ${beside[table] ?? sql`'{}'::jsonb`}) - 'search_text' - '_sealed' - '_period' as row from ${relation(table)} t where id = any (${idList(ids)})`,
    )) as unknown as { row: Row }[];
    for (const { row } of found) rows.set(`${table}:${row.id}`, row);
  }
  return entries.map((entry) => ({
    position: entry.position,
    table: entry.tableName,
    rowId: entry.rowId,
    action: entry.action,
    text: sentence(entry, rows.get(`${entry.tableName}:${entry.rowId}`), told),
  }));
}

/** Columns that tell a person nothing: keys, who and when (both stand on the merge itself), leases. */
const bookkeeping = /^(standing|.*_id|decided_at|decision_reason|claimed_until)$/;

function sentence(
  { tableName, rowId, action, before, after }: Entry,
  row: Row | undefined,
  { records, columnOf, survivor, retired, open }: Told,
): string {
  if (tableName === "duplicate_candidates" || tableName === "directory_candidates")
    return "The pair left the list of possible duplicates.";
  const noun =
    tableName === "notifications" ? "e-mails" : tableName.replace("private.", "").replaceAll("_", " ");
  const what =
    tableName === records
      ? `Record ${rowId === survivor.id ? survivor.called : retired.called}`
      : `${noun[0]!.toUpperCase()}${noun.slice(1)}: ${row ? rowInWords(tableName, row) : `no. ${rowId}`}`;
  const changes = Object.entries(after ?? {})
    .filter(([column]) => !bookkeeping.test(column) && before && (open || !sensitive.test(column)))
    .filter(([column, value]) => show(before![column]) !== show(value))
    .map(([column, value]) => `${column.replaceAll("_", " ")}: ${show(before![column])} → ${show(value)}`);
  const tail = changes.length > 0 ? ` (${changes.join("; ")})` : "";
  if (action === "inserted")
    return `Kept as a former name: ${show(after?.given_name)} ${show(after?.family_name)}.`;
  if (action === "kept") return `${what} rests on ${retired.called}: the same stands on the survivor${tail}.`;
  if (action === "moved") return `${what} moved to ${survivor.called}${tail}.`;
  if (action === "swapped") {
    const to = after?.[columnOf(tableName)] === survivor.id ? survivor : retired;
    return `${what} changed places and stands on ${to.called}${tail}.`;
  }
  return `${what} changed${tail}.`;
}
