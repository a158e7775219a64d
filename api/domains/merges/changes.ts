import type { ledgerActions } from "#db/enums.ts";
import type { Row } from "./shared-rules.ts";

type Values = Record<string, unknown>;
export type Change = {
  table: string;
  rowId: number;
  action: (typeof ledgerActions)[number];
  /** The changed columns as they were and as they become; equal sets of keys. Both null for a row that stays as it is. */
  before: Values | null;
  after: Values | null;
  /** A changed row whole, as it was. */
  was?: Values;
};

const keptByTriggers = ["id", "version", "created_at", "updated_at"];
const stored = (row: Row): Values =>
  Object.fromEntries(
    Object.entries(row).filter(([column]) => !column.startsWith("_") && !keptByTriggers.includes(column)),
  );

/** Whose rows a merge moves: the two records, and the column by which the rows of a table belong to one. */
export type Owners = { survivorId: number; retiredId: number; columnOf(table: string): string };

/** The changes of one merge in their order: at most one per row. */
export class Changes {
  readonly list: Change[] = [];
  readonly #of: Owners;

  constructor(of: Owners) {
    this.#of = of;
  }

  #belongs = (table: string, id: number): Values => ({ [this.#of.columnOf(table)]: id });
  /** Whether a change leaves a row with the survivor that was not there. */
  arrives = ({ table, after, action }: Change): boolean =>
    after?.[this.#of.columnOf(table)] === this.#of.survivorId && action !== "kept";

  update(table: string, row: Row, after: Values, action: Change["action"]): void {
    if (Object.keys(after).length === 0) return;
    const before = Object.fromEntries(Object.keys(after).map((column) => [column, row[column] ?? null]));
    this.list.push({ table, rowId: row.id, action, before, after, was: stored(row) });
  }
  move = (table: string, row: Row, patch: Values = {}): void =>
    this.update(table, row, { ...this.#belongs(table, this.#of.survivorId), ...patch }, "moved");
  /** A row of the retired record that rests there, because `standing` says the same. */
  keep(table: string, row: Row, standing: Row | null, patch: Values = {}): void {
    if (Object.keys(patch).length > 0) this.update(table, row, patch, "kept");
    else
      this.list.push({
        table,
        rowId: row.id,
        action: "kept",
        before: null,
        after: standing ? { standing: standing.id } : null,
      });
  }
  exchange(table: string, mine: Row, theirs: Row, patchMine: Values = {}, patchTheirs: Values = {}): void {
    this.update(table, mine, { ...this.#belongs(table, this.#of.retiredId), ...patchMine }, "swapped");
    this.update(table, theirs, { ...this.#belongs(table, this.#of.survivorId), ...patchTheirs }, "swapped");
  }
  /** A row of the survivor that goes to the retired record with the document or enrollment it hangs on. */
  giveAway = (table: string, row: Row): void =>
    this.update(table, row, this.#belongs(table, this.#of.retiredId), "swapped");
  moved(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const change of this.list)
      if (this.arrives(change)) counts[change.table] = (counts[change.table] ?? 0) + 1;
    return counts;
  }
}
