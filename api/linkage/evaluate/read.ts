import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { parse } from "csv-parse";
import type { CsvRow } from "./mapping.ts";

/** A CSV file in memory, each row with its line. */
export type Table = { path: string; columns: string[]; rows: { line: number; row: CsvRow }[] };

/**
 * Reads a CSV file with a header line. Column names are trimmed; a byte order mark is ignored.
 * @throws Error naming the file and the line for what is no CSV, a repeated column, or a file without rows.
 */
export async function readTable(path: string): Promise<Table> {
  await access(path).catch((cause) => {
    throw new Error(`The file ${path} cannot be read.`, { cause });
  });
  let columns: string[] = [];
  const parser = createReadStream(path).pipe(
    parse({
      ...{ bom: true, info: true, trim: true, skip_empty_lines: true },
      columns: (header: string[]) => {
        columns = header.map((name) => name.trim());
        const twice = columns.find((name, at) => columns.indexOf(name) !== at);
        if (twice !== undefined) throw new Error(`column "${twice}" stands there twice`);
        return columns;
      },
    }),
  );
  const rows: Table["rows"] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: CsvRow;
      info: { lines: number };
    }>) {
      rows.push({ line: info.lines, row: record });
    }
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (rows.length === 0) throw new Error(`${path} has no rows.`);
  return { path, columns, rows };
}

/** @throws Error naming every column that the file lacks and those it has. */
export function requireColumns({ path, columns }: Table, wanted: readonly string[]): void {
  const gone = wanted.filter((column) => !columns.includes(column));
  if (gone.length === 0) return;
  throw new Error(
    `${path} has no column ${gone.map((name) => `"${name}"`).join(", ")}. It has: ${columns.join(", ")}.`,
  );
}
