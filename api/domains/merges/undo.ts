import { and, asc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { mergeLedger, merges, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf, lockMerge, lockPeople } from "./internal.ts";
import { refuseOwnRecord } from "./merge.ts";
import type { Row } from "./rules.ts";
import { rowInWords } from "./rules.ts";
import { type ChangedSince, type UndoMerge, type UndoneMerge, undoMergeSchema } from "./schemas.ts";
import { relation, writeRows } from "./write-changes.ts";

type Merge = typeof merges.$inferSelect;
type Entry = typeof mergeLedger.$inferSelect;

/**
 * Takes a merge back, row by row from its ledger. A field edited since stays as edited and is reported; rows made on the
 * survivor since stay there, except entries of a document and hours of an enrollment that go back: those go with them.
 * @throws Conflict where it is not merged any more, or a later merge stands on top of it.
 */
export async function undoMerge(ctx: Ctx, raw: UndoMerge): Promise<UndoneMerge> {
  requirePermission(ctx, "merges:undo");
  const input = undoMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockMerge(tx, input.id);
    if (merge.status !== "merged")
      throw new Conflict(`This merge is ${merge.status}, so there is nothing to undo.`);
    if (merge.version !== input.version) throw stale(merge);
    refuseOwnRecord(inner, merge);
    await lockPeople(tx, merge.survivorId, merge.retiredId);
    const standsOn = await laterMerge(tx, merge);
    if (standsOn) throw new Conflict(standsOn);
    const changedSince = await takeBack(tx, merge);
    await tx
      .update(merges)
      .set({
        status: "undone",
        undoneById: accountIdOf(inner),
        undoneAt: inner.now,
        undoReason: input.reason,
      })
      .where(eq(merges.id, merge.id));
    for (const participantId of [merge.survivorId, merge.retiredId]) {
      await recordAudit(tx, inner, {
        action: "participant.merge_undone",
        subject: { type: "merges", id: merge.id },
        participantId,
        after: { changedSince: changedSince.length },
        reason: input.reason,
      });
    }
    return { id: merge.id, changedSince };
  });
}

const written = (mergeId: SQL) => sql`(select min(l.id) from merge_ledger l where l.merge_id = ${mergeId})`;

/** In words, the later merge that has to be undone first: one of this survivor, as either side. Null where there is none. */
export async function laterMerge(
  tx: Tx,
  { id, survivorId }: Pick<Merge, "id" | "survivorId">,
): Promise<string | null> {
  const [later] = await tx
    .select({ id: merges.id, retired: participants.registryNumber, retiredId: merges.retiredId })
    .from(merges)
    .innerJoin(participants, eq(participants.id, merges.retiredId))
    .where(
      and(
        eq(merges.status, "merged"),
        ne(merges.id, id),
        // A proposal may be older than what it stands on: the ledgers were written in the order of the deeds.
        sql`${written(sql`${merges.id}`)} > ${written(sql`${id}::int`)}`,
        or(eq(merges.survivorId, survivorId), eq(merges.retiredId, survivorId)),
      ),
    )
    .orderBy(asc(merges.id));
  if (!later) return null;
  return later.retiredId === survivorId
    ? `The surviving record ${later.retired} was itself merged later (merge ${later.id}). Undo that merge first.`
    : `Record ${later.retired} was merged into the same record later (merge ${later.id}). Undo that merge first.`;
}

async function readNow(tx: Tx, entries: readonly Entry[]): Promise<Map<string, Row>> {
  const byTable = new Map<string, Entry[]>();
  for (const entry of entries) byTable.set(entry.tableName, [...(byTable.get(entry.tableName) ?? []), entry]);
  const now = new Map<string, Row>();
  for (const [table, each] of byTable) {
    const ids = `{${each.map(({ rowId }) => rowId).join(",")}}`;
    const rows = (await tx.execute(
      sql`select to_jsonb(t) as row from ${relation(table)} t where id = any (${ids}::int[]) order by id for update`,
    )) as unknown as { row: Row }[];
    for (const { row } of rows) now.set(`${table}:${row.id}`, row);
  }
  return now;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

async function takeBack(tx: Tx, merge: Merge): Promise<ChangedSince[]> {
  const ledger = await tx
    .select()
    .from(mergeLedger)
    .where(eq(mergeLedger.mergeId, merge.id))
    .orderBy(sql`${mergeLedger.position} desc`);
  const entries = ledger.filter(({ before, after, action }) => (before && after) || action === "inserted");
  const now = await readNow(tx, entries);
  const changedSince: ChangedSince[] = [];
  const back: { table: string; rowId: number; values: Record<string, unknown> }[] = [];
  for (const { tableName: table, rowId, action, before, after } of entries) {
    const row = now.get(`${table}:${rowId}`);
    if (!row) {
      changedSince.push({
        table,
        rowId,
        fields: [],
        text: `${labelOf(table)} no. ${rowId} was removed after the merge.`,
      });
      continue;
    }
    if (action === "inserted") {
      await tx.execute(sql`delete from ${relation(table)} where id = ${rowId}`);
      continue;
    }
    const edited = Object.keys(after!).filter((column) => !same(row[column], after![column]));
    if (edited.length > 0) {
      const fields = edited.map((column) => column.replaceAll("_", " "));
      changedSince.push({
        table,
        rowId,
        fields: edited,
        text: `${labelOf(table)} (${rowInWords(table, row)}): ${fields.join(", ")} was changed after the merge and stays as it is.`,
      });
    }
    const values = Object.fromEntries(Object.entries(before!).filter(([column]) => !edited.includes(column)));
    back.push({ table, rowId, values });
  }
  // The people first: a number that goes back to a record must find it living.
  await writeRows(tx, [
    ...back.filter(({ table }) => table === "participants"),
    ...back.filter(({ table }) => table !== "participants"),
  ]);
  return [...changedSince, ...(await followHome(tx, merge, back))];
}

/** Rows made after the merge from a document, or for an enrollment, that has just gone back. */
async function followHome(
  tx: Tx,
  merge: Merge,
  back: readonly { table: string; rowId: number; values: Record<string, unknown> }[],
): Promise<ChangedSince[]> {
  const returned = (table: string) =>
    `{${back
      .filter((each) => each.table === table && each.values.participant_id === merge.retiredId)
      .map(({ rowId }) => rowId)
      .join(",")}}`;
  const parents = [
    ...["degrees", "courses", "credentials", "training_hours"].map(
      (table) => [table, "document_id", "documents"] as const,
    ),
    ["training_hours", "enrollment_id", "enrollments"] as const,
  ];
  const followed: ChangedSince[] = [];
  for (const [table, column, parent] of parents) {
    const ids = returned(parent);
    if (ids === "{}") continue;
    const rows = (await tx.execute(sql`update ${relation(table)} t set participant_id = ${merge.retiredId}
      where participant_id = ${merge.survivorId} and ${sql.identifier(column)} = any (${ids}::int[]) returning to_jsonb(t) as row`)) as unknown as {
      row: Row;
    }[];
    for (const { row } of rows) {
      followed.push({
        table,
        rowId: row.id,
        fields: ["participant_id"],
        text: `${labelOf(table)} (${rowInWords(table, row)}) was entered after the merge and went back with its ${parent.slice(0, -1)}.`,
      });
    }
  }
  return followed;
}

const labelOf = (table: string): string => {
  const words = table.replace("private.", "").replaceAll("_", " ");
  return words[0]!.toUpperCase() + words.slice(1);
};
