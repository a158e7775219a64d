import { type DraftRow, newRow, type Section } from "./entries.ts";
import { typedDate } from "./typedDate.ts";

/** A label or code as typed in a spreadsheet → the code; empty where nothing fits. */
export function pastedChoice(text: string, options: readonly { id: string; name: string }[]): string {
  const wanted = text.trim().toLowerCase();
  const plain = (each: string) => each.toLowerCase().replace(/[^a-z0-9]/g, "");
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
  options?: readonly { id: string; name: string }[];
};

/** Whether a clipboard text is rows and columns rather than one value. */
export const isTable = (text: string) => /\t|\n./.test(text.trimEnd());

/**
 * Writes a table copied from a spreadsheet into the rows, from the cell the cursor is in, to the right and downwards;
 * rows are added where the table is longer.
 */
export function pasteRows(
  section: Section,
  rows: readonly DraftRow[],
  columns: readonly PasteColumn[],
  at: { row: number; column: number },
  text: string,
  page: number | undefined,
): DraftRow[] {
  const table = text
    .replace(/\r\n?/g, "\n")
    .replace(/\n+$/, "")
    .split("\n")
    .map((line) => line.split("\t"));
  const result = [...rows];
  for (const [offset, values] of table.entries()) {
    const index = at.row + offset;
    const row: DraftRow = { ...(result[index] ?? newRow(section, result[index - 1], page)) };
    for (const [shift, raw] of values.entries()) {
      const column = columns[at.column + shift];
      if (!column) break;
      const value =
        column.kind === "date"
          ? typedDate(raw)
          : column.kind === "choice"
            ? pastedChoice(raw, column.options ?? [])
            : raw.trim();
      if (column.kind === "choice" && !value) continue;
      row[column.cell] = value;
      if (column.cell === "institutionName") row.institutionId = null;
    }
    result[index] = row;
  }
  return result;
}
