import { asc, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accounts, mergeLedger, merges, participants } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { canReadField, requirePermission } from "../../kernel/permissions.ts";
import { mergeList } from "./list.ts";
import { beside, loadPair } from "./load-pair.ts";
import { planMerge } from "./plan.ts";
import { type Row, rowInWords } from "./rules.ts";
import type { LedgerLine, MergeRow, MergeView } from "./schemas.ts";
import { changesSince, keysOf, type Merge } from "./take-back.ts";
import { laterMerge, undoAloneUntil } from "./undo.ts";
import { sensitive, show } from "./words.ts";
import { idList, relation } from "./write-changes.ts";

type Entry = typeof mergeLedger.$inferSelect;

/** One merge with its ledger in words; a proposal with what a second person has to weigh. @throws NotFound */
export async function getMerge(ctx: Ctx, id: number): Promise<MergeView> {
  requirePermission(ctx, "merges:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = rowsOf<MergeRow>(await runList(inner, tx, mergeList, { filter: { id } }));
    const [merge] = await tx.select().from(merges).where(eq(merges.id, id));
    if (!row || !merge) throw new NotFound("There is no such merge.");
    const entries = await tx
      .select()
      .from(mergeLedger)
      .where(eq(mergeLedger.mergeId, id))
      .orderBy(asc(mergeLedger.position));
    return {
      ...row,
      choices: merge.choices,
      keepAccountId: merge.keepAccountId,
      ledger: await inWords(tx, entries, row, canReadField(inner, "participants.demographics")),
      blocks: merge.status === "proposed" ? await openQuestions(tx, inner, merge) : [],
      ...(await waysBack(tx, inner, merge)),
    };
  });
}

/** What somebody who wants to undo it has to know: may they, alone, and what has changed. */
async function waysBack(tx: Tx, ctx: Ctx, merge: Merge) {
  const standing = merge.status === "merged";
  const undoBlockedBy = standing ? await laterMerge(tx, merge) : null;
  const registry = asSystem({ ...ctx, db: tx, inTx: true }, "compare_records");
  const changed =
    standing && !undoBlockedBy ? await inTransaction(registry, (own) => changesSince(own, merge.id)) : [];
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
    together: await companions(tx, merge),
  };
}

async function companions(tx: Tx, merge: Merge): Promise<MergeView["together"]> {
  if (merge.togetherId === null) return [];
  const rows = await tx
    .select({ id: merges.id, status: merges.status, person: participants })
    .from(merges)
    .innerJoin(participants, eq(participants.id, merges.retiredId))
    .where(eq(merges.togetherId, merge.togetherId))
    .orderBy(asc(merges.id));
  return rows.map(({ id, status, person }) => ({
    id,
    status,
    retired: {
      id: person.id,
      registryNumber: person.registryNumber,
      name: `${person.familyName}, ${person.givenName}`,
    },
  }));
}

async function openQuestions(
  tx: Tx,
  ctx: Ctx,
  merge: typeof merges.$inferSelect,
): Promise<MergeView["blocks"]> {
  const registry = asSystem({ ...ctx, db: tx, inTx: true }, "compare_records");
  const pair = await inTransaction(registry, (inner) => loadPair(inner, ctx, merge, { lock: false }));
  if (pair.survivor.merged_into_id !== null || pair.retired.merged_into_id !== null) {
    return [{ code: "merged", message: "One of the records has been merged meanwhile." }];
  }
  return planMerge(pair, merge).blocks.map(({ code, message }) => ({ code, message }));
}

async function inWords(
  tx: Tx,
  entries: readonly Entry[],
  merge: MergeRow,
  demographics: boolean,
): Promise<LedgerLine[]> {
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
    text: sentence(entry, rows.get(`${entry.tableName}:${entry.rowId}`), merge, demographics),
  }));
}

/** Columns that tell a person nothing: keys, who and when (both stand on the merge itself), leases. */
const bookkeeping = /^(standing|.*_id|decided_at|decision_reason|claimed_until)$/;

function sentence(
  { tableName, rowId, action, before, after }: Entry,
  row: Row | undefined,
  merge: MergeRow,
  demographics: boolean,
): string {
  if (tableName === "duplicate_candidates") return "The pair left the list of possible duplicates.";
  const noun =
    tableName === "notifications" ? "e-mails" : tableName.replace("private.", "").replaceAll("_", " ");
  const what =
    tableName === "participants"
      ? `Record ${rowId === merge.survivor.id ? merge.survivor.registryNumber : merge.retired.registryNumber}`
      : `${noun[0]!.toUpperCase()}${noun.slice(1)}: ${row ? rowInWords(tableName, row) : `no. ${rowId}`}`;
  const changes = Object.entries(after ?? {})
    .filter(([column]) => !bookkeeping.test(column) && before && (demographics || !sensitive.test(column)))
    .filter(([column, value]) => show(before![column]) !== show(value))
    .map(([column, value]) => `${column.replaceAll("_", " ")}: ${show(before![column])} → ${show(value)}`);
  const tail = changes.length > 0 ? ` (${changes.join("; ")})` : "";
  if (action === "inserted")
    return `Kept as a former name: ${show(after?.given_name)} ${show(after?.family_name)}.`;
  if (action === "kept")
    return `${what} rests on ${merge.retired.registryNumber}: the same stands on the survivor${tail}.`;
  if (action === "moved") return `${what} moved to ${merge.survivor.registryNumber}${tail}.`;
  if (action === "swapped") {
    const to = after?.participant_id === merge.survivor.id ? merge.survivor : merge.retired;
    return `${what} changed places and stands on ${to.registryNumber}${tail}.`;
  }
  return `${what} changed${tail}.`;
}
