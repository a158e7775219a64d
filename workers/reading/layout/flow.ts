import type { PageWords } from "../page-words.ts";
import { courseNumberAt } from "../text/course-number.ts";
import { looksLikeGrade } from "../text/grades.ts";
import { findAcademicYear, findTerm } from "../text/terms.ts";
import { cellsOf, gatherLines, type Line, makeLine } from "./lines.ts";
import { straighten } from "./straighten.ts";
import { letterWidth, median, middle, type Token, tokensOf } from "./tokens.ts";

const valueLike = (token: Token): boolean =>
  /^\d{1,2}[.,]\d{1,3}$/.test(token.text) || looksLikeGrade(token.text, token.ocr);

/** Left edges of the course rows on a page: a course number with units or a grade before the next one. */
function courseStarts(lines: readonly Line[]): { left: number; y: number }[] {
  const starts: { left: number; y: number }[] = [];
  for (const line of lines) {
    const own: { left: number; at: number; count: number }[] = [];
    line.tokens.forEach((token, at) => {
      const before = line.tokens[at - 1];
      if (before && token.left - before.right < line.letter * 1.2) return;
      // A grade at the end of the row to the left is no part of the number behind the gutter.
      const next = line.tokens[at + 1];
      if (next && looksLikeGrade(token.text, token.ocr) && next.left - token.right > line.letter * 1.4)
        return;
      const words = line.tokens.slice(at, at + 5).map((word) => word.text);
      const number = courseNumberAt(words);
      if (number && number.sure >= 0.85) own.push({ left: token.left, at, count: number.count });
    });
    let next = 0;
    own.forEach((start, index) => {
      // What looks like a number before the row it stands in has had a value belongs to that row's title.
      if (start.at < next) return;
      const ends = [...own.slice(index + 1).map((other) => other.at), line.tokens.length];
      const until = ends.find((end) => line.tokens.slice(start.at + start.count + 1, end).some(valueLike));
      if (until === undefined) return;
      next = until;
      starts.push({ left: start.left, y: (line.top + line.bottom) / 2 });
    });
  }
  return starts;
}

/** Left edges of cells that name a term and nothing else: headings of the columns they stand in. */
const termStarts = (lines: readonly Line[]): number[] =>
  lines.flatMap((line) =>
    line.cells.flatMap((cell) => (findTerm(cell.text)?.rest === "" ? [cell.left] : [])),
  );

type Cluster = { left: number; top: number; bottom: number; count: number };

function clusters(
  starts: readonly { left: number; y: number }[],
  terms: readonly number[],
  width: number,
): Cluster[] {
  const sorted = [...starts].sort((a, b) => a.left - b.left);
  const groups: { left: number; y: number }[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const start of sorted) {
    if (start.left - last > width * 0.06) groups.push([]);
    groups[groups.length - 1]!.push(start);
    last = start.left;
  }
  const most = Math.max(0, ...groups.map((group) => group.length));
  const found: Cluster[] = [];
  for (const group of groups) {
    const left = median(group.map((start) => start.left));
    const headed = terms.some((term) => Math.abs(term - left) < width * 0.06);
    if (group.length < (headed ? 1 : 2) || (!headed && group.length < most * 0.12)) continue;
    if (found.length > 0 && left - found[found.length - 1]!.left < width * 0.2) continue;
    found.push({
      left,
      top: Math.min(...group.map((start) => start.y)),
      bottom: Math.max(...group.map((start) => start.y)),
      count: group.length,
    });
  }
  return found;
}

/** Where to cut between two columns: the emptiest strip left of the second one's rows, in their height of the page. */
function gutterBetween(a: Cluster, b: Cluster, tokens: readonly Token[], letter: number): number {
  const [top, bottom] = [Math.max(a.top, b.top) - 25, Math.min(a.bottom, b.bottom) + 25];
  const inside = tokens.filter((token) => middle(token) >= top && middle(token) <= bottom);
  const [from, to] = [a.left + (b.left - a.left) * 0.3, b.left];
  let best = { at: b.left - letter * 0.3, crossings: Number.POSITIVE_INFINITY };
  let [runFrom, runCrossings] = [from, -1];
  const close = (end: number) => {
    if (runCrossings >= 0 && end - runFrom >= letter * 0.6 && runCrossings <= best.crossings)
      best = { at: Math.max((runFrom + end) / 2, end - letter * 2), crossings: runCrossings };
  };
  for (let x = from; x <= to; x += letter * 0.2) {
    const crossings = inside.filter((token) => token.left < x && token.right > x).length;
    if (crossings === runCrossings) continue;
    close(x);
    [runFrom, runCrossings] = [x, crossings];
  }
  close(to);
  return best.at;
}

/**
 * Gutters of a page printed in two or three columns of terms; none for a page of one column. A column without courses is
 * found where the others lead one to expect it: at the next equal step, or where the page before (`known`) had it.
 */
function findGutters(
  tokens: readonly Token[],
  lines: readonly Line[],
  width: number,
  known: readonly number[],
): number[] {
  const found = clusters(courseStarts(lines), termStarts(lines), width);
  if (found.length === 0) return [];
  const letter = letterWidth(tokens);
  const gutters = found
    .slice(1)
    .map((cluster, index) => gutterBetween(found[index]!, cluster, tokens, letter));
  const [top, bottom] = [
    Math.min(...found.map((each) => each.top)),
    Math.max(...found.map((each) => each.bottom)),
  ];
  const body = tokens.filter((token) => middle(token) > top - 10 && middle(token) < bottom + 10);
  const empty = (x: number) => !body.some((token) => token.left < x && token.right > x);
  const right = Math.max(...tokens.map((token) => token.right));
  const expected = [...known];
  const last = found[found.length - 1]!;
  if (found.length > 1) {
    const step = last.left - found[found.length - 2]!.left;
    const next = gutters[gutters.length - 1]! + step;
    if (next < right - step * 0.2) expected.push(next);
  }
  for (const x of expected) {
    const free = [0, -1, 1, -2, 2].map((by) => x + by * letter).find(empty);
    if (free === undefined || gutters.some((gutter) => Math.abs(gutter - free) < width * 0.08)) continue;
    if (found.some((cluster) => Math.abs(cluster.left - free) < width * 0.05 && cluster.left < free))
      continue;
    if (body.some((token) => token.left > free)) gutters.push(free);
  }
  return gutters.sort((a, b) => a - b);
}

/** Headings over all columns that begin a new band: an academic year or a term. */
const headsBand = (text: string): boolean =>
  findAcademicYear(text) !== null || /academic year/i.test(text) || (findTerm(text)?.rest.length ?? 99) < 4;

type Split = { wide: Token[][]; columns: Token[][] };

/** Cuts each line at the gutters; runs of words that go across one are kept whole. */
function splitAt(gutters: readonly number[], top: number, lines: readonly (readonly Token[])[]): Split {
  const split: Split = { wide: [], columns: [[], ...gutters.map(() => [])] };
  for (const tokens of lines) {
    const letter = letterWidth(tokens);
    // Letterheads above the columns are set wide: only a broad gap parts them.
    const above = Math.max(...tokens.map((token) => token.bottom)) < top;
    for (const cell of cellsOf(tokens, letter, above ? 2.4 : 1.2)) {
      const across = gutters.some((gutter) => {
        if (cell.left >= gutter || cell.right <= gutter) return false;
        const before = cell.tokens.filter((token) => (token.left + token.right) / 2 < gutter);
        const after = cell.tokens.filter((token) => (token.left + token.right) / 2 >= gutter);
        if (before.length === 0 || after.length === 0) return cell.tokens.length === 1;
        if (above) return true;
        const overhang =
          Math.max(...before.map((token) => token.right)) - gutter > letter ||
          gutter - after[0]!.left > letter;
        // A course number on the far side of the gutter starts a row of its own, however near the words stand.
        return overhang || !courseNumberAt(after.map((token) => token.text));
      });
      if (across) split.wide.push(cell.tokens);
      else
        for (const token of cell.tokens) {
          const at = gutters.filter((gutter) => (token.left + token.right) / 2 >= gutter).length;
          split.columns[at]!.push(token);
        }
    }
  }
  return split;
}

function readingOrder(
  tokens: readonly Token[],
  width: number,
  firstRegion: number,
  known: readonly number[],
): { lines: Line[]; gutters: number[] } {
  const rough = gatherLines(tokens);
  const provisional = rough.map((line) => makeLine(line));
  const gutters = findGutters(tokens, provisional, width, known);
  if (gutters.length === 0) return { lines: rough.map((line) => makeLine(line, firstRegion)), gutters };
  const starts = courseStarts(provisional).map((start) => start.y);
  const { wide, columns } = splitAt(gutters, Math.min(...starts) - 40, rough);
  const across = gatherLines(wide.flat()).map((line) => makeLine(line, firstRegion));
  const down = columns.map((column, at) =>
    gatherLines(column).map((line) => makeLine(line, firstRegion + 1 + at)),
  );
  const rows = down
    .flat()
    .filter((line) => courseNumberAt(line.tokens.slice(0, 5).map((token) => token.text)));
  const firstRow = Math.min(...rows.map((line) => line.top), Number.POSITIVE_INFINITY);
  const lastRow = Math.max(...rows.map((line) => line.top), Number.NEGATIVE_INFINITY);
  // Wide lines above and below the rows, and headings that begin a band; other wide lines do not break the flow.
  const stops = across.filter((line) => line.top < firstRow || line.top > lastRow || headsBand(line.text));
  const loose = across.filter((line) => !stops.includes(line));
  const out: Line[] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const stop of [...stops, null]) {
    const until = stop?.top ?? Number.POSITIVE_INFINITY;
    for (const column of down) out.push(...column.filter((line) => line.top >= from && line.top < until));
    if (stop) out.push(stop);
    from = until;
  }
  return { lines: [...out, ...loose], gutters };
}

/** Every line of the document in the order a person reads it: page by page, column by column. */
export function flowOf(pages: readonly PageWords[]): Line[] {
  const out: Line[] = [];
  let region = 0;
  let known: number[] = [];
  for (const page of [...pages].sort((a, b) => a.page - b.page)) {
    const raw = tokensOf(page);
    if (raw.length === 0) continue;
    const tokens = page.source === "ocr" ? straighten(raw) : raw;
    const width =
      Math.max(1, ...tokens.map((token) => token.right)) - Math.min(...tokens.map((token) => token.left));
    const { lines, gutters } = readingOrder(tokens, width, region, known);
    out.push(...lines);
    if (gutters.length > known.length) known = gutters;
    region += 10;
  }
  return out;
}
