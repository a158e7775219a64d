import type { Line } from "../layout/lines.ts";
import { median } from "../layout/tokens.ts";
import type { HeaderColumn } from "../text/header-words.ts";
import type { Candidate } from "./candidates.ts";
import type { Item } from "./sort-lines.ts";
import { learnColumns, type ValueColumn } from "./value-columns.ts";

type Row = Extract<Item, { kind: "row" }>;

const moved = <T extends { left: number; right: number }>(columns: readonly T[], by: number): T[] =>
  columns.map((column) => ({ ...column, left: column.left + by, right: column.right + by }));

const movedRow = (candidate: Candidate, by: number): Candidate => ({
  ...candidate,
  left: candidate.left + by,
  rest: candidate.rest.map((token) => ({ ...token, left: token.left + by, right: token.right + by })),
});

const leftOf = (rows: readonly Row[]): number => median(rows.map((row) => row.candidate.left));

/** Too few rows to learn from: the other tables of the document help, laid over this one by their left edges. */
const FEW = 5;

/** Whether two headers set their columns alike, so that one table goes on under both. Scanned ones are taken to. */
function sameLayout(a: HeaderColumn[] | null, b: HeaderColumn[] | null, letter: number): boolean {
  if (a === b || !a || !b || [...a, ...b].some((column) => column.tokens.some((token) => token.ocr)))
    return true;
  return (
    a.length === b.length &&
    a.every((column, at) => column.role === b[at]!.role && Math.abs(column.left - b[at]!.left) < letter * 3)
  );
}

/**
 * The number of the table each row belongs to: rows of one region, apart where a new header sets other columns (courses
 * in progress have no grades).
 */
function tablesOf(rows: readonly Row[]): Map<Line, number> {
  const tables: { region: number; header: HeaderColumn[] | null }[] = [];
  return new Map(
    rows.map((row) => {
      const known = tables.findIndex(
        (table) => table.region === row.line.region && sameLayout(table.header, row.header, row.line.letter),
      );
      if (known >= 0) return [row.line, known];
      tables.push({ region: row.line.region, header: row.header });
      return [row.line, tables.length - 1];
    }),
  );
}

/** The value columns of the table that each course row stands in, by the row's line. */
export function columnsOfRows(items: readonly Item[]): Map<Line, ValueColumn[]> {
  const rows = items.filter((item): item is Row => item.kind === "row");
  const tables = tablesOf(rows);
  const regions = new Map<number, Row[]>();
  for (const row of rows) {
    const table = tables.get(row.line)!;
    regions.set(table, [...(regions.get(table) ?? []), row]);
  }
  const found = new Map<number, ValueColumn[]>();
  for (const [region, own] of regions) {
    const left = leftOf(own);
    const others =
      own.length >= FEW
        ? []
        : [...regions].flatMap(([other, theirs]) =>
            other === region || !alike(own, theirs)
              ? []
              : theirs.map((row) => movedRow(row.candidate, left - leftOf(theirs))),
          );
    const headed = own.find((row) => row.header !== null);
    found.set(
      region,
      learnColumns([...own.map((row) => row.candidate), ...others], headerHere(headed, regions, left)),
    );
  }
  return new Map(rows.map((row) => [row.line, found.get(tables.get(row.line)!) ?? []]));
}

/** Whether the headers of two tables name the same columns, wherever they stand. */
const alike = (a: readonly Row[], b: readonly Row[]): boolean => {
  const roles = (rows: readonly Row[]) => rows[0]?.header?.map((column) => column.role).join(" ");
  const ocr = [...a, ...b].some((row) => row.line.tokens.some((token) => token.ocr));
  return ocr || !roles(a) || !roles(b) || roles(a) === roles(b);
};

/** The header over a region's rows; one that stands in another region is moved with its rows. */
function headerHere(row: Row | undefined, regions: Map<number, Row[]>, left: number): HeaderColumn[] | null {
  const header = row?.header ?? null;
  if (!row || !header) return null;
  const token = header[0]?.tokens[0];
  const home = [...regions.values()].find((rows) =>
    rows.some(
      (other) => other.header === header && token && other.line.page === token.page && covers(other, header),
    ),
  );
  return home && home[0]!.line.region !== row.line.region ? moved(header, left - leftOf(home)) : header;
}

const covers = (row: Row, header: readonly HeaderColumn[]): boolean => {
  const [from, to] = [header[0]!.left, header[header.length - 1]!.right];
  return row.line.left < to && row.line.right > from;
};
