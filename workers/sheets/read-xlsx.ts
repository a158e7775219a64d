import { Unreadable } from "../media/pixels.ts";
import type { Row } from "./row.ts";
import { attributeOf, piecesOf } from "./xml.ts";
import { openZip } from "./zip.ts";

const notExcel = "This is no Excel file (.xlsx). Save the list as .xlsx or .csv and send that.";
const mostSharedTexts = 500_000;
const mostColumns = 16_384;
/** Formats of dates that need no definition (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

type Parts = ReturnType<typeof openZip>;
type Book = { texts: readonly string[]; isDate: readonly boolean[]; since1904: boolean };

/**
 * Rows of the first visible sheet that has any (ECMA-376). A formula gives the value the file keeps for it and is never
 * worked out; a number in a date format gives the day as `2026-03-14`. @throws Unreadable
 */
export function* readXlsx(bytes: Buffer): Generator<Row> {
  const parts = openZip(bytes);
  const workbook = xmlOf(parts, "xl/workbook.xml");
  if (workbook === undefined) throw new Unreadable(notExcel);
  const book = {
    texts: sharedTexts(xmlOf(parts, "xl/sharedStrings.xml") ?? ""),
    isDate: dateStyles(xmlOf(parts, "xl/styles.xml") ?? ""),
    since1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true)/.test(workbook),
  };
  for (const path of visibleSheets(parts, workbook)) {
    let any = false;
    for (const row of rowsOf(xmlOf(parts, path) ?? "", book)) {
      any = true;
      yield row;
    }
    if (any) return;
  }
}

const xmlOf = (parts: Parts, name: string): string | undefined => parts.read(name)?.toString("utf8");

/** Where the sheets that can be seen stand, in the book's order. */
function visibleSheets(parts: Parts, workbook: string): string[] {
  const targets = new Map<string, string>();
  for (const piece of piecesOf(xmlOf(parts, "xl/_rels/workbook.xml.rels") ?? "")) {
    if (piece.kind !== "open" || piece.name !== "Relationship") continue;
    const target = attributeOf(piece.attributes, "Target") ?? "";
    targets.set(
      attributeOf(piece.attributes, "Id") ?? "",
      target.startsWith("/") ? target.slice(1) : `xl/${target}`,
    );
  }
  const sheets: string[] = [];
  for (const piece of piecesOf(workbook)) {
    if (piece.kind !== "open" || piece.name !== "sheet") continue;
    const path = targets.get(/\b\w+:id\s*=\s*["']([^"']*)/.exec(piece.attributes)?.[1] ?? "");
    if (path && (attributeOf(piece.attributes, "state") ?? "visible") === "visible") sheets.push(path);
  }
  return sheets;
}

function sharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let text = "";
  let reads = false;
  let phonetic = false;
  for (const piece of piecesOf(xml)) {
    if (piece.kind === "text") {
      if (reads && !phonetic) text += piece.text;
    } else if (piece.name === "t") reads = piece.kind === "open" && !piece.closed;
    else if (piece.name === "rPh") phonetic = piece.kind === "open" && !piece.closed;
    else if (piece.name === "si") {
      if (piece.kind === "open") text = "";
      if (piece.kind === "close" || piece.closed) texts.push(text);
      if (texts.length > mostSharedTexts) throw new Unreadable("The Excel file holds far more than a list.");
    }
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
    if (piece.name === "cellXfs") inCells = !piece.closed;
    const format = Number(attributeOf(piece.attributes, "numFmtId") ?? 0);
    if (piece.name === "numFmt") {
      const code = (attributeOf(piece.attributes, "formatCode") ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
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
        line = Number(attributeOf(piece.attributes, "r")) || line + 1;
        cells = [];
      } else if (cells.some((each) => each !== "")) yield { line, cells };
    } else if (piece.name === "c") {
      if (opens) cell = startOf(piece.attributes, cells.length);
      if (cell && (!opens || piece.closed)) {
        while (cells.length < cell.column) cells.push("");
        cells[cell.column] = textOf(cell, book);
        cell = undefined;
      }
    } else if (piece.name === "v" || piece.name === "t") reads = opens && !piece.closed;
  }
}

function startOf(attributes: string, next: number): Cell {
  const letters = /^[A-Z]{1,3}/.exec(attributeOf(attributes, "r") ?? "")?.[0];
  const column = letters
    ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    : next;
  return {
    column: Math.min(column, mostColumns),
    type: attributeOf(attributes, "t") ?? "n",
    style: Number(attributeOf(attributes, "s") ?? 0),
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
