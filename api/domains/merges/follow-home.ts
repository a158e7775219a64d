import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Owners } from "./changes.ts";
import { rowInWords } from "./row-words.ts";
import type { ChangedSince } from "./schemas.ts";
import type { Row } from "./shared-rules.ts";
import type { GoneBack } from "./take-back.ts";
import { labelOf } from "./words.ts";
import { idList, relation } from "./write-changes.ts";

/** `[table, column, parent]`: rows of the table hang on the parent by the column. */
export type Hanging = readonly [table: string, column: string, parent: string];

/** What hangs on a document or an enrollment of a person. */
export const hangingOfPeople: readonly Hanging[] = [
  ...["degrees", "courses", "credentials", "training_hours"].map(
    (table) => [table, "document_id", "documents"] as const,
  ),
  ["training_hours", "enrollment_id", "enrollments"],
];

/** Rows made after the merge on something that has just gone back go with it. */
export async function followHome(
  tx: Tx,
  { survivorId, retiredId, columnOf }: Owners,
  hanging: readonly Hanging[],
  back: readonly GoneBack[],
): Promise<ChangedSince[]> {
  const followed: ChangedSince[] = [];
  for (const [table, column, parent] of hanging) {
    const ids = back
      .filter((each) => each.table === parent && each.values[columnOf(parent)] === retiredId)
      .map(({ rowId }) => rowId);
    if (ids.length === 0) continue;
    const owner = sql.identifier(columnOf(table));
    const rows = (await tx.execute(sql`update ${relation(table)} t set ${owner} = ${retiredId}
      where ${owner} = ${survivorId} and ${sql.identifier(column)} = any (${idList(ids)}) returning to_jsonb(t) as row`)) as unknown as {
      row: Row;
    }[];
    for (const { row } of rows) {
      followed.push({
        key: `${table}:${row.id}`,
        seen: "",
        table,
        rowId: row.id,
        fields: [columnOf(table)],
        values: [],
        restorable: false,
        text: `${labelOf(table)} (${rowInWords(table, row)}) was entered after the merge and went back with its ${parent.slice(0, -1)}.`,
      });
    }
  }
  return followed;
}
