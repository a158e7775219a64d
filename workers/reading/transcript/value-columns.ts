import { letterWidth, type Token } from "../layout/tokens.ts";
import { isGrade, isShyGrade, looksLikeGrade, plainGrade, pointsOf } from "../text/grades.ts";
import type { ColumnRole, HeaderColumn } from "../text/header-words.ts";
import type { Candidate } from "./candidates.ts";
import { loneFigure, numberIn } from "./numbers.ts";

export type ValueKind = "numeric" | "grade";
/** A column of numbers or grades in the table of one region; lengths as in tokens. */
export type ValueColumn = {
  kind: ValueKind;
  left: number;
  right: number;
  role: ColumnRole | null;
  guessed?: boolean;
};

const PHRASE = /^(in.?progress|withdr\w*|incomplete|transfer|pass|credit|audit)$/i;

/** What a token could be, judged with its neighbour to the left: numbers and single letters at a title's end are words. */
export function kindOf(token: Token, before: Token | undefined, letter: number): ValueKind | null {
  const number = numberIn(token.text, token.ocr);
  const clear = number !== null && number.decimals > 0;
  const afterValue =
    before !== undefined &&
    (numberIn(before.text, before.ocr) !== null || (isGrade(before.text) && !isShyGrade(before.text)));
  const apart = before === undefined || token.left - before.right > letter * 1.2 || afterValue;
  if (number) return clear || apart ? "numeric" : null;
  if (isGrade(token.text)) return !isShyGrade(token.text) || apart ? "grade" : null;
  if (looksLikeGrade(token.text, token.ocr)) return apart ? "grade" : null;
  return PHRASE.test(token.text) && apart ? "grade" : null;
}

type Mark = { kind: ValueKind; left: number; right: number; row: number };

/** Intervals that at least `least` rows cover with values of one kind. */
function intervals(marks: readonly Mark[], least: number): { left: number; right: number }[] {
  const edges = marks.flatMap((mark) => [
    { at: mark.left, step: 1 },
    { at: mark.right, step: -1 },
  ]);
  edges.sort((a, b) => a.at - b.at || a.step - b.step);
  const found: { left: number; right: number }[] = [];
  let [depth, from] = [0, 0];
  for (const { at, step } of edges) {
    if (depth < least && depth + step >= least) from = at;
    if (depth >= least && depth + step < least) found.push({ left: from, right: at });
    depth += step;
  }
  // Widen each core to the values that stand in it, then join what overlaps.
  const wide = found.map((core) => {
    const own = marks.filter((mark) => {
      const centre = (mark.left + mark.right) / 2;
      return (
        (centre >= core.left && centre <= core.right) || (mark.left <= core.left && mark.right >= core.right)
      );
    });
    return {
      left: Math.min(core.left, ...own.map((mark) => mark.left)),
      right: Math.max(core.right, ...own.map((mark) => mark.right)),
    };
  });
  const joined: { left: number; right: number }[] = [];
  for (const next of wide) {
    const last = joined[joined.length - 1];
    if (last && next.left < last.right) last.right = Math.max(last.right, next.right);
    else joined.push({ ...next });
  }
  return joined;
}

/** The row's value in a column: its tokens that stand there. */
export function tokensIn(tokens: readonly Token[], column: ValueColumn, letter: number): Token[] {
  return tokens.filter((token, at) => {
    const centre = (token.left + token.right) / 2;
    const shared = Math.min(token.right, column.right) - Math.max(token.left, column.left);
    if (
      !(centre > column.left - letter * 0.4 && centre < column.right + letter * 0.4) &&
      shared < 0.6 * (column.right - column.left)
    )
      return false;
    const kind = kindOf(token, tokens[at - 1], letter);
    if (kind === column.kind) return true;
    // A clear number never counts as a grade nor the reverse, but a short misread mark in the column may.
    if (/^[-–—]$/.test(token.text)) return true;
    if (token.ocr && column.kind === "grade" && /^[48]$/.test(token.text)) return true;
    // A stroke or a letter alone where figures stand is one of them.
    const inside = centre > column.left && centre < column.right;
    if (token.ocr && column.kind === "numeric" && inside && loneFigure(token.text)) return true;
    return (
      token.ocr &&
      column.kind === "grade" &&
      token.text.length <= 3 &&
      kind === null &&
      !/^\p{Ll}{2,}$/u.test(token.text)
    );
  });
}

function gradePointFit(
  candidates: readonly Candidate[],
  points: ValueColumn,
  units: ValueColumn,
  grade: ValueColumn,
): number {
  let [fits, seen] = [0, 0];
  for (const { rest, line } of candidates) {
    const cell = (column: ValueColumn) => tokensIn(rest, column, line.letter)[0];
    const [p, u, g] = [cell(points), cell(units), cell(grade)];
    if (!p || !u || !g) continue;
    const [pv, uv, worth] = [numberIn(p.text, p.ocr), numberIn(u.text, u.ocr), pointsOf(plainGrade(g.text))];
    if (!pv || !uv || worth === null || worth === 1) continue;
    seen += 1;
    if (Math.abs(pv.value - uv.value * worth) < 0.35) fits += 1;
  }
  return seen === 0 ? 0 : fits / seen;
}

const COMPATIBLE: Readonly<Record<ValueKind, readonly ColumnRole[]>> = {
  numeric: ["units", "attempted", "earned", "points", "other", "number"],
  grade: ["grade", "repeat", "other"],
};

/** Pairs columns with headings in their order so that the distances are least; what fits nothing stays without. */
function alignRoles(
  columns: readonly ValueColumn[],
  header: readonly HeaderColumn[],
  letter: number,
  decimalGrades: ReadonlySet<ValueColumn>,
) {
  const heads = header.filter(
    (column) => column.role !== "title" && column.role !== "term" && column.role !== "date",
  );
  const skip = letter * 9;
  const cost = (column: ValueColumn, head: HeaderColumn): number => {
    const decimal = head.role === "grade" && decimalGrades.has(column);
    if (!COMPATIBLE[column.kind].includes(head.role) && !decimal) return Number.POSITIVE_INFINITY;
    const centre = Math.abs((column.left + column.right) / 2 - (head.left + head.right) / 2);
    return Math.min(Math.abs(column.left - head.left), Math.abs(column.right - head.right), centre);
  };
  const best: number[][] = Array.from({ length: columns.length + 1 }, () => Array(heads.length + 1).fill(0));
  for (let i = columns.length; i >= 0; i -= 1)
    for (let j = heads.length; j >= 0; j -= 1) {
      if (i === columns.length || j === heads.length) {
        best[i]![j] = (columns.length - i) * skip;
        continue;
      }
      best[i]![j] = Math.min(
        best[i + 1]![j]! + skip,
        best[i]![j + 1]!,
        best[i + 1]![j + 1]! + cost(columns[i]!, heads[j]!),
      );
    }
  let [i, j] = [0, 0];
  while (i < columns.length && j < heads.length) {
    const here = best[i]![j]!;
    if (here === best[i + 1]![j + 1]! + cost(columns[i]!, heads[j]!)) {
      columns[i]!.role = heads[j]!.role;
      i += 1;
      j += 1;
    } else if (here === best[i]![j + 1]!) j += 1;
    else i += 1;
  }
}

/** Roles for columns no heading names: what multiplies out is grade points, long whole numbers are section numbers. */
function inferRoles(columns: readonly ValueColumn[], candidates: readonly Candidate[]) {
  const values = (column: ValueColumn) =>
    candidates.flatMap(({ rest, line }) =>
      tokensIn(rest, column, line.letter).flatMap((token) => numberIn(token.text, token.ocr) ?? []),
    );
  if (!columns.some((column) => column.role === "grade")) {
    const grades = columns.filter((column) => column.kind === "grade" && column.role === null);
    const filled = (column: ValueColumn) =>
      candidates.filter(({ rest, line }) => tokensIn(rest, column, line.letter).length > 0).length;
    const fullest = [...grades].sort((a, b) => filled(b) - filled(a))[0];
    if (fullest) fullest.role = "grade";
  }
  const grade = columns.find((column) => column.role === "grade");
  const open = columns.filter((column) => column.kind === "numeric" && column.role === null);
  for (const column of open) {
    const found = values(column);
    const others = columns.filter((other) => other !== column && other.kind === "numeric");
    const multiplies =
      grade && others.some((other) => gradePointFit(candidates, column, other, grade) >= 0.6);
    const whole = found.every((value) => value.decimals === 0);
    const large = found.filter((value) => value.value > 20).length > found.length / 2;
    if (multiplies) column.role = "points";
    else if (large || (whole && found.some((value) => value.value >= 100))) column.role = "other";
  }
  const left = open.filter((column) => column.role === null);
  const known = columns.some((column) => column.role === "units" || column.role === "attempted");
  left.forEach((column, at) => {
    // One of several numbers without a heading, and nothing multiplies out with the grades.
    column.guessed = left.length > 1 && !columns.some((other) => other.role === "points");
    column.role = known || at > 1 ? "other" : at === 0 ? (left.length > 1 ? "attempted" : "units") : "earned";
  });
}

/** Columns that may hold grades printed as numbers from 0.0 to 4.0, as colleges of Washington do; none beside letters. */
function decimalGrades(
  columns: readonly ValueColumn[],
  candidates: readonly Candidate[],
): ReadonlySet<ValueColumn> {
  const lettered = columns.some((column) => column.kind === "grade");
  return new Set(
    columns.filter((column) => {
      const found = candidates.flatMap(({ rest, line }) =>
        tokensIn(rest, column, line.letter).flatMap((token) => numberIn(token.text, token.ocr) ?? []),
      );
      return (
        !lettered && found.length > 0 && found.every(({ value, decimals }) => decimals === 1 && value <= 4)
      );
    }),
  );
}

/** The value columns of a table, learned from its rows and named by its header where it has one. */
export function learnColumns(
  candidates: readonly Candidate[],
  header: readonly HeaderColumn[] | null,
): ValueColumn[] {
  const letter = letterWidth(candidates.flatMap(({ line }) => line.tokens));
  const marks: Mark[] = [];
  candidates.forEach(({ rest, line }, row) => {
    rest.forEach((token, at) => {
      const kind = kindOf(token, rest[at - 1], line.letter);
      if (kind) marks.push({ kind, left: token.left, right: token.right, row });
    });
  });
  const least = candidates.length <= 3 ? 1 : Math.max(2, Math.ceil(candidates.length * 0.22));
  const columns = (["numeric", "grade"] as const)
    .flatMap((kind) =>
      intervals(
        marks.filter((mark) => mark.kind === kind),
        least,
      ).map((interval): ValueColumn => ({ kind, ...interval, role: null })),
    )
    .sort((a, b) => a.left - b.left);
  if (header) alignRoles(columns, header, letter, decimalGrades(columns, candidates));
  inferRoles(columns, candidates);
  return columns;
}
