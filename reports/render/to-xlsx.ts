import { once } from "node:events";
import type { Writable } from "node:stream";
import ExcelJS from "exceljs";
import type { Cell, ColumnType } from "../definition.ts";
import { xlsxSafe } from "./xlsx-safe.ts";

export type SheetColumn = { label: string; type: ColumnType; width: number };
/** Lines of the Read me sheet: one or two cells; `heading` is set bold. */
export type ReadMeLine = { cells: readonly (string | number)[]; heading?: boolean };

export type Workbook = {
  title: string;
  author: string;
  columns: readonly SheetColumn[];
  /** Batches of rows in the columns' order. */
  rows: AsyncIterable<readonly (readonly Cell[])[]>;
  /** Asked for after the last row, so that it can say how many there were. */
  readMe(rowCount: number): Promise<readonly ReadMeLine[]> | readonly ReadMeLine[];
  onProgress?(rowsDone: number): Promise<void> | void;
  signal?: AbortSignal;
};

// One object per style: ExcelJS renders a style's XML again for every cell whose style object it has not seen.
const formats: Readonly<Record<ColumnType, Partial<ExcelJS.Style>>> = {
  text: { numFmt: "@" },
  number: { numFmt: "0" },
  hours: { numFmt: "0.00" },
  date: { numFmt: "yyyy-mm-dd" },
};
const plain: Partial<ExcelJS.Style> = {
  alignment: { vertical: "top", horizontal: "left", wrapText: true },
};
const bold: Partial<ExcelJS.Style> = { font: { bold: true }, alignment: { vertical: "top", wrapText: true } };
const header: Partial<ExcelJS.Style> = {
  font: { bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { argb: "FFE6EEF5" } },
  alignment: { vertical: "top", wrapText: true },
  border: { bottom: { style: "thin", color: { argb: "FF8A9BA8" } } },
};

/** Small buffers on the way out, so that a slow disk slows the rows down; speed over size in the zip itself. */
const compression = { highWaterMark: 64 * 1024, zlib: { level: 1 } };

/** A calendar date as Excel stores one: midnight UTC, which no time zone moves. Nonsense stays text. */
function dateCell(value: Cell): Date | string | number | null {
  if (typeof value !== "string") return value;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return day && !Number.isNaN(day.getTime()) ? day : xlsxSafe(value);
}

/** A sheet's name: at most 31 characters, none of them `[]*?:/\`. */
const sheetName = (title: string) =>
  xlsxSafe(title)
    .replace(/[[\]*?:/\\]/g, " ")
    .slice(0, 31);

type Compressor = Writable & { _writableState: { needDrain: boolean } };
/**
 * The entrance to the compressor behind a streamed sheet, which ExcelJS writes to without ever waiting: that is why its
 * memory grows with the rows (#1894). It is a stream of an old `readable-stream`, hence the field.
 */
function behind(sheet: ExcelJS.Worksheet): Compressor | undefined {
  return (sheet as unknown as { stream: { pipes: Compressor[] } }).stream.pipes[0];
}

/**
 * Writes a workbook of two sheets, the rows and a Read me, with memory for a batch whatever the size: after each batch
 * it waits until the compressor has taken it. Strings are never formulas. On any error `out` is destroyed, so that
 * whoever reads it keeps no half file.
 * @returns the number of rows.
 */
export async function writeXlsx(out: Writable, workbook: Workbook): Promise<number> {
  let broken: Error | undefined;
  const failed = new Promise<never>((_, reject) => {
    out.once("error", (error: Error) => {
      broken = error;
      reject(error);
    });
  });
  failed.catch(() => {});
  try {
    const writer = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream: out,
      useStyles: true,
      useSharedStrings: false,
      zip: compression,
    });
    writer.creator = xlsxSafe(workbook.author);
    writer.lastModifiedBy = writer.creator;
    const count = await writeRows(writer, workbook, failed);
    await writeReadMe(writer, await workbook.readMe(count));
    await Promise.race([writer.commit(), failed]);
    return count;
  } catch (error) {
    if (!broken) out.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

async function writeRows(
  writer: ExcelJS.stream.xlsx.WorkbookWriter,
  { title, columns, rows, onProgress, signal }: Workbook,
  failed: Promise<never>,
): Promise<number> {
  const sheet = writer.addWorksheet(sheetName(title), {
    views: [{ state: "frozen", ySplit: 1 }],
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  const head = sheet.addRow(columns.map((column) => xlsxSafe(column.label)));
  head.height = 32;
  head.eachCell((cell) => {
    cell.style = header;
  });
  head.commit();
  const styles = columns.map((column) => formats[column.type]);
  const isDate = columns.map((column) => column.type === "date");
  let count = 0;
  for await (const batch of rows) {
    signal?.throwIfAborted();
    for (const values of batch) {
      const row = sheet.getRow(count + 2);
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!;
        if (value === null || value === "") continue;
        const cell = row.getCell(i + 1);
        cell.value = isDate[i] ? dateCell(value) : typeof value === "string" ? xlsxSafe(value) : value;
        cell.style = styles[i]!;
      }
      row.commit();
      count += 1;
    }
    const compressor = behind(sheet);
    if (compressor?._writableState.needDrain) await Promise.race([once(compressor, "drain"), failed]);
    await onProgress?.(count);
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: count + 1, column: columns.length } };
  sheet.commit();
  return count;
}

async function writeReadMe(
  writer: ExcelJS.stream.xlsx.WorkbookWriter,
  lines: readonly ReadMeLine[],
): Promise<void> {
  const sheet = writer.addWorksheet("Read me");
  sheet.columns = [{ width: 34 }, { width: 92 }];
  for (const { cells, heading } of lines) {
    const row = sheet.addRow(cells.map((cell) => (typeof cell === "string" ? xlsxSafe(cell) : cell)));
    row.eachCell((cell, column) => {
      cell.style = heading || column === 1 ? bold : plain;
    });
    row.commit();
  }
  sheet.commit();
}
