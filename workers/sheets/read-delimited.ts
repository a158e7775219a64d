import { parse } from "csv-parse/sync";
import { Unreadable } from "../media/pixels.ts";
import type { Row } from "./row.ts";

/** A separator has to be on most lines of the beginning to count as one. */
const looksAtLines = 20;
const mostRecordBytes = 200_000;

/**
 * Bytes as text: by their mark where they have one, as UTF-16 where every second byte is zero, else as UTF-8, and as
 * Windows-1252, which Excel saves, where they are no UTF-8.
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder("utf-8").decode(bytes);
  const head = bytes.subarray(0, 400);
  const zeros = (from: number) => head.filter((byte, at) => at % 2 === from && byte === 0).length;
  if (zeros(1) > head.length / 3) return new TextDecoder("utf-16le").decode(bytes);
  if (zeros(0) > head.length / 3) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.includes(0)) throw new Unreadable("This is no list. Send a CSV or an Excel file (.xlsx).");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Tab, semicolon, comma or bar: what stands most regularly outside quotes at the beginning; a comma where nothing does. */
export function separatorOf(text: string): string {
  const bare = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, looksAtLines);
  // "García, Ana" in one column is no second column: a comma needs to be the only candidate.
  const counted = ["\t", ";", "|", ","].map((separator) => ({
    separator,
    lines: bare.filter((line) => line.includes(separator)).length,
  }));
  return counted.find(({ lines }) => lines > bare.length / 2)?.separator ?? ",";
}

/** Rows of text with separators, as a spreadsheet program saves or copies them. Nothing in a cell is worked out. */
export function* readDelimited(bytes: Uint8Array): Generator<Row> {
  const text = decodeText(bytes).replace(/^\ufeff/, "");
  try {
    const records = parse(text, {
      delimiter: separatorOf(text),
      relaxColumnCount: true,
      relaxQuotes: true,
      info: true,
      maxRecordSize: mostRecordBytes,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    for (const { record, info } of records) yield { line: Math.max(1, info.lines), cells: record };
  } catch (error) {
    if (!((error as { code?: string }).code ?? "").startsWith("CSV_")) throw error;
    throw new Unreadable("The list breaks off within a quoted cell. Save it anew as CSV and send that.");
  }
}
