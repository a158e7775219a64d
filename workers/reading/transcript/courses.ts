import type { ReadRow } from "#db/reading.ts";
import type { Line } from "../layout/lines.ts";
import type { FoundTerm } from "../text/terms.ts";
import type { Section } from "./line-kinds.ts";
import { usualDecimals } from "./numbers.ts";
import { courseRow, type RowPlace, type TermHere } from "./rows.ts";
import { type Item, sortLines } from "./sort-lines.ts";
import { columnsOfRows } from "./tables.ts";
import { inOrder, timeOf } from "./term-order.ts";
import { tokensIn, type ValueColumn } from "./value-columns.ts";

/** Whether the document counts in quarter units, by its own words. */
const quarterly = (lines: readonly Line[]): boolean => {
  const says = (pattern: RegExp) => lines.filter((line) => pattern.test(line.text)).length;
  const quarter = says(/\b(quarter|qtr)\b/i);
  return quarter > 0 && quarter >= says(/\b(semester|sem)\b/i);
};

/** How many decimals the units of the document are printed with. */
function decimalsOf(items: readonly Item[], columns: Map<Line, ValueColumn[]>): number {
  const found = items.flatMap((item) => {
    if (item.kind !== "row") return [];
    const own = (columns.get(item.line) ?? []).filter((column) =>
      ["units", "attempted", "earned"].includes(column.role ?? ""),
    );
    return own.flatMap((column) =>
      tokensIn(item.candidate.rest, column, item.line.letter).map((token) => token.text),
    );
  });
  return found.length < 3 ? 0 : usualDecimals(found);
}

/** A college named alone on its line under the heading of a transfer section. */
function collegeLine(item: Item, section: Section): string | null {
  if (item.kind !== "text" || section.kind !== "transfer") return null;
  return /\b(college|university|institute)\b/i.test(item.line.text) && item.line.tokens.length <= 8
    ? item.line.text.replace(/^[^\p{L}]+|[^\p{L}.)]+$/gu, "")
    : null;
}

const hasGrade = (row: Extract<Item, { kind: "row" }>, columns: Map<Line, ValueColumn[]>): boolean =>
  row.candidate.status.length > 0 ||
  (columns.get(row.line) ?? []).some(
    (column) => column.role === "grade" && tokensIn(row.candidate.rest, column, row.line.letter).length > 0,
  );

/** Rows of the last term where not one of them has a grade while those of earlier terms do. */
function ungradedRows(items: readonly Item[], columns: Map<Line, ValueColumn[]>): ReadonlySet<Line> {
  const terms = new Map<number, Extract<Item, { kind: "row" }>[]>();
  let term: FoundTerm | null = null;
  for (const item of items) {
    if (item.kind === "term") term = item.heading.found;
    if (item.kind === "section") term = item.heading?.found ?? term;
    if (item.kind !== "row") continue;
    const own = item.candidate.term?.found ?? term;
    const time = own && timeOf(own);
    if (time !== null) terms.set(time, [...(terms.get(time) ?? []), item]);
  }
  const last = terms.get(Math.max(...terms.keys())) ?? [];
  const others = [...terms.values()].flat().filter((row) => !last.includes(row));
  const blank = last.filter((row) => !hasGrade(row, columns));
  const graded = others.filter((row) => hasGrade(row, columns));
  const scanned = last.some((row) => row.line.tokens.some((token) => token.ocr));
  return blank.length === last.length && blank.length > (scanned ? 1 : 0) && graded.length * 2 > others.length
    ? new Set(blank.map((row) => row.line))
    : new Set();
}

/** Every course row of a transcript, in reading order. `today` tells running terms from finished ones. */
export function readCourses(lines: readonly Line[], today: string): { rows: ReadRow[]; items: Item[] } {
  const { items: sorted, subjects } = sortLines(lines);
  const items = inOrder(sorted, today);
  const columns = columnsOfRows(items);
  const decimals = decimalsOf(items, columns);
  const ungraded = ungradedRows(items, columns);
  const unitSystem = quarterly(lines) ? ("quarter" as const) : ("semester" as const);
  const comesHome = items.some((item) => item.kind === "section" && item.section.kind === "institution");
  let term: TermHere | null = null;
  let section: Section = { kind: "institution", college: null };
  let rowsInSection = 0;
  let summed = false;
  let doubt = 1;
  let headed = 0;
  const rows: ReadRow[] = [];
  items.forEach((item, at) => {
    // A table that begins anew after the sums of a term, without a heading: its term was not read.
    if (item.kind === "totals" && /\bterm\b|\bsemester\b|\bquarter\b/i.test(item.line.text)) summed = true;
    if (item.kind === "header" && summed && item.line.tokens.some((token) => token.ocr)) doubt = 0.6;
    if (item.kind === "term" || item.kind === "section")
      [summed, doubt, headed] = [false, 1, item.line.region];
    if (item.kind === "section") {
      section = item.section;
      rowsInSection = 0;
      if (item.heading) term = { found: item.heading.found, tokens: item.line.tokens };
    } else if (item.kind === "term") {
      const { found, college } = item.heading;
      term = { found, tokens: item.line.cells[0] ? wordsOfTerm(item.line, found.label) : item.line.tokens };
      if (college && section.kind === "transfer") section = { kind: "transfer", college };
      else if (section.kind === "transfer" && rowsInSection > 0 && !comesHome)
        section = { kind: "institution", college: null };
    } else if (item.kind === "dates" && term) {
      term = { found: { ...term.found, endsOn: item.endsOn }, tokens: [...term.tokens, ...item.line.tokens] };
    } else if (item.kind === "row") {
      const place: RowPlace = {
        columns: columns.get(item.line) ?? [],
        term,
        section,
        today,
        unitSystem,
        decimals,
        subjects,
        ungraded: ungraded.has(item.line),
        following: items.slice(at + 1, at + 4),
        preceding: items.slice(Math.max(0, at - 2), at),
        doubt: Math.min(
          doubt,
          term && item.line.region !== headed ? acrossBreak(headed, item.line.region) : 1,
        ),
      };
      // A term printed once beside the first of its rows holds for the rows below it.
      if (item.candidate.term) term = item.candidate.term;
      const row = courseRow(item.candidate, place);
      if (row) {
        rows.push(row);
        rowsInSection += 1;
      }
    } else {
      const college = collegeLine(item, section);
      if (college) section = { kind: "transfer", college };
    }
  });
  return { rows, items };
}

/**
 * How certain a term is for rows that stand in another column or on another page than its heading: the heading of their
 * own may have been lost. A heading over all columns (region 0 of its page) holds for each of them.
 */
const acrossBreak = (heading: number, row: number): number => {
  const samePage = Math.floor(heading / 10) === Math.floor(row / 10);
  if (samePage && heading % 10 === 0) return 1;
  return !samePage && row % 10 === 0 ? 0.9 : 0.8;
};

/** The words of a heading that name the term. */
function wordsOfTerm(line: Line, label: string): Line["tokens"] {
  const words = label.toLowerCase().split(/\s+/);
  const own = line.tokens.filter((token) => words.includes(token.text.toLowerCase().replace(/[,:]$/, "")));
  return own.length > 0 ? own : line.tokens;
}
