/** One row of a table: its number in the file, from 1, and its cells as text. */
export type Row = { line: number; cells: string[] };
