import { type DraftRow, edited, newRow, type Section } from "./entries.ts";
import { shownDate } from "./typedDate.ts";

const plain = (each: string) => each.toLowerCase().replace(/[^a-z0-9]/g, "");

/** A label or code as typed in a spreadsheet → the code; empty where nothing fits. */
export function pastedChoice(text: string, options: readonly { id: string; name: string }[]): string {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return "";
  return (
    options.find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted)?.id ??
    options.find(({ name }) => plain(name).startsWith(plain(wanted)) && plain(wanted) !== "")?.id ??
    ""
  );
}

export type PasteColumn = {
  cell: string;
  kind: "text" | "date" | "choice";
  /** The column's heading: a pasted heading line with the same words says where its columns go. */
  label?: string;
  options?: readonly { id: string; name: string }[];
};

/** A line of a transcript copied as running text: number, title, units, grade. */
const courseLine =
  /^([A-Z]{2,6}[ -]?\d{1,4}[A-Z]{0,2})\s+(\S.*?)\s+(\d{1,2}(?:\.\d{1,3})?)\s+([A-F][+-]?|CR|NC|NP|P|W|IP|I)$/;

/** Clipboard text as lines of cells: by tabs, else by wide gaps, semicolons or bars, else course lines of running text. */
function cellsOf(section: Section, text: string): string[][] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  for (const gap of [/\t/, / {2,}/, /\s*[;|]\s*/]) {
    const split = lines.map((line) => (gap.source === "\\t" ? line : line.trim()).split(gap));
    if (split.some((cells) => cells.length > 1)) return split;
  }
  if (section !== "courses") return lines.map((line) => [line]);
  const found = lines.map((line) => courseLine.exec(line.trim())?.slice(1));
  return found.every((cells) => cells !== undefined) ? found : lines.map((line) => [line]);
}

/** Whether a clipboard text is rows and columns rather than one value. */
export const isTable = (text: string) => /\t|\n./.test(text.trimEnd()) || courseLine.test(text.trim());

/** Which columns the cells of a pasted table belong to: those its heading line names, else from the cursor to the right. */
function targets(
  first: readonly string[],
  columns: readonly PasteColumn[],
  at: number,
): { headed: boolean; columns: (PasteColumn | undefined)[] } {
  const byName = first.map((cell) =>
    columns.find(({ label }) => label && plain(label) === plain(cell) && plain(cell) !== ""),
  );
  if (byName.filter(Boolean).length >= 2) return { headed: true, columns: byName };
  return { headed: false, columns: first.map((_cell, shift) => columns[at + shift]) };
}

/**
 * Writes a copied table into the rows, from the cell the cursor is in, to the right and downwards; rows are added
 * where the table is longer. How a row was entered follows: a row of the reader becomes a corrected one.
 */
export function pasteRows(
  section: Section,
  rows: readonly DraftRow[],
  columns: readonly PasteColumn[],
  at: { row: number; column: number },
  text: string,
  page: number | undefined,
): DraftRow[] {
  const table = cellsOf(section, text);
  const widest = table.reduce((a, b) => (b.length > a.length ? b : a), table[0] ?? []);
  const named = targets(table[0] ?? [], columns, at.column);
  const to = named.headed ? named.columns : targets(widest, columns, at.column).columns;
  const result = [...rows];
  for (const [offset, cells] of (named.headed ? table.slice(1) : table).entries()) {
    const index = at.row + offset;
    const row = result[index] ?? newRow(section, result[index - 1], page);
    const values: Partial<DraftRow> = {};
    for (const [shift, raw] of cells.entries()) {
      const column = to[shift];
      if (!column) continue;
      const value =
        column.kind === "date"
          ? shownDate(raw)
          : column.kind === "choice"
            ? pastedChoice(raw, column.options ?? [])
            : raw.trim();
      if (column.kind === "choice" && !value) continue;
      values[column.cell] = value;
      if (column.cell === "institutionName") values.institutionId = null;
    }
    const next = edited(row, values);
    const source = next.mark?.source;
    result[index] =
      source === "read" || source === "corrected"
        ? next
        : { ...next, mark: { ...next.mark, source: "pasted" } };
  }
  return result;
}
