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

/** The value columns of each region of the document that has course rows. */
export function columnsByRegion(items: readonly Item[]): Map<number, ValueColumn[]> {
  const rows = items.filter((item): item is Row => item.kind === "row");
  const regions = new Map<number, Row[]>();
  for (const row of rows) regions.set(row.line.region, [...(regions.get(row.line.region) ?? []), row]);
  const found = new Map<number, ValueColumn[]>();
  for (const [region, own] of regions) {
    const left = leftOf(own);
    const others =
      own.length >= FEW
        ? []
        : [...regions].flatMap(([other, theirs]) =>
            other === region ? [] : theirs.map((row) => movedRow(row.candidate, left - leftOf(theirs))),
          );
    const headed = own.find((row) => row.header !== null);
    found.set(
      region,
      learnColumns([...own.map((row) => row.candidate), ...others], headerHere(headed, regions, left)),
    );
  }
  return found;
}

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
