import { Unreadable } from "../media/pixels.ts";
import type { Row } from "./row.ts";
import { piecesOf } from "./xml.ts";
import { openZip } from "./zip.ts";

const broken = "The Excel file is broken. Save it anew and send that.";
const notExcel = "This is no Excel file (.xlsx). Save the list as .xlsx or .csv and send that.";
const mostSharedTexts = 500_000;
const mostColumns = 16_384;
/** Formats of dates that need no definition (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

type Read = (name: string) => Promise<string | undefined>;
type Book = { texts: readonly string[]; isDate: readonly boolean[]; since1904: boolean };

/**
 * Rows of the first visible sheet that has any (ECMA-376). A formula gives the value the file keeps for it and is never
 * worked out; a number in a date format gives the day as `2026-03-14`. @throws Unreadable
 */
export async function readXlsx(bytes: Buffer): Promise<Row[]> {
  try {
    const part = await openZip(bytes);
    return await firstRows(async (name) => (await part(name))?.toString("utf8"));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(broken);
  }
}

async function firstRows(read: Read): Promise<Row[]> {
  const workbook = await read("xl/workbook.xml");
  if (workbook === undefined) throw new Unreadable(notExcel);
  const { paths, since1904 } = visibleSheets(workbook, (await read("xl/_rels/workbook.xml.rels")) ?? "");
  const texts = sharedTexts((await read("xl/sharedStrings.xml")) ?? "");
  const isDate = dateStyles((await read("xl/styles.xml")) ?? "");
  for (const path of paths) {
    const rows = [...rowsOf((await read(path)) ?? "", { texts, isDate, since1904 })];
    if (rows.length > 0) return rows;
  }
  return [];
}

/** Where the sheets that can be seen stand, in the book's order, and from which year its days count. */
function visibleSheets(workbook: string, relations: string): { paths: string[]; since1904: boolean } {
  const targets = new Map<string, string>();
  for (const piece of piecesOf(relations)) {
    if (piece.kind !== "open" || piece.name !== "Relationship") continue;
    const { Id = "", Target = "" } = piece.attributes;
    targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
  }
  const paths: string[] = [];
  let since1904 = false;
  for (const piece of piecesOf(workbook)) {
    if (piece.kind !== "open") continue;
    const { id = "", state = "visible", date1904 = "0" } = piece.attributes;
    if (piece.name === "workbookPr") since1904 = ["1", "true"].includes(date1904);
    const path = piece.name === "sheet" ? targets.get(id) : undefined;
    if (path && state === "visible") paths.push(path);
  }
  return { paths, since1904 };
}

function sharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let text = "";
  let reads = false;
  let phonetic = false;
  for (const piece of piecesOf(xml)) {
    if (piece.kind === "text") {
      if (reads && !phonetic) text += piece.text;
      continue;
    }
    const opens = piece.kind === "open";
    if (piece.name === "t") reads = opens;
    else if (piece.name === "rPh") phonetic = opens;
    else if (piece.name === "si" && opens) text = "";
    else if (piece.name === "si") texts.push(text);
    if (texts.length > mostSharedTexts) throw new Unreadable("The Excel file holds far more than a list.");
  }
  return texts;
}

/** For each cell style whether its numbers are days. */
function dateStyles(xml: string): boolean[] {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  for (const piece of piecesOf(xml)) {
    if (piece.kind === "close" && piece.name === "cellXfs") inCells = false;
    if (piece.kind !== "open") continue;
    if (piece.name === "cellXfs") inCells = true;
    const { numFmtId = "0", formatCode = "" } = piece.attributes;
    const format = Number(numFmtId);
    if (piece.name === "numFmt") {
      const code = formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
      custom.set(format, /[yd]/i.test(code));
    }
    if (piece.name === "xf" && inCells) styles.push(custom.get(format) ?? builtInDates.has(format));
  }
  return styles;
}

type Cell = { column: number; type: string; style: number; value: string };

function* rowsOf(xml: string, book: Book): Generator<Row> {
  let line = 0;
  let cells: string[] = [];
  let cell: Cell | undefined;
  let reads = false;
  for (const piece of piecesOf(xml)) {
    if (piece.kind === "text") {
      if (cell && reads) cell.value += piece.text;
      continue;
    }
    const opens = piece.kind === "open";
    if (piece.name === "row") {
      if (opens) {
        line = Number(piece.attributes.r) || line + 1;
        cells = [];
      } else if (cells.some((each) => each !== "")) yield { line, cells };
    } else if (piece.name === "c") {
      if (opens) cell = startOf(piece.attributes, cells.length);
      else if (cell) {
        while (cells.length < cell.column) cells.push("");
        cells[cell.column] = textOf(cell, book);
        cell = undefined;
      }
    } else if (piece.name === "v" || piece.name === "t") reads = opens;
  }
}

function startOf({ r = "", t = "n", s = "0" }: Readonly<Record<string, string>>, next: number): Cell {
  const letters = /^[A-Z]{1,3}/.exec(r)?.[0];
  const column = letters
    ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    : next;
  return {
    column: Math.min(column, mostColumns),
    type: t,
    style: Number(s),
    value: "",
  };
}

function textOf({ type, style, value }: Cell, book: Book): string {
  if (type === "s") return book.texts[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "yes" : "no";
  if (type === "e") return "";
  if (type !== "n" || value.trim() === "" || !Number.isFinite(Number(value))) return value;
  const number = Number(value);
  return book.isDate[style] ? dayOf(number, book.since1904) : String(Number(number.toPrecision(15)));
}

/** A serial number as a calendar day; the 29 February 1900 that Excel believes in has none. */
function dayOf(serial: number, since1904: boolean): string {
  const days = Math.floor(serial) + (since1904 ? 1462 : 0);
  if (days < 1 || days > 2_958_465) return String(serial);
  const base = Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(base + days * 86_400_000).toISOString().slice(0, 10);
}
