import type { ReadField, Reading, ReadRow } from "#db/reading.ts";
import type { Section, TrueRow, Truth } from "#db/seed/evaluation/truth.ts";
import { ROW_CELLS, sameValue, similarity } from "./compare.ts";

/** Below this a proposed field is marked for the clerk. */
export const MARKED_BELOW = 0.8;
/** A proposed row less like a true one than this is another row. */
const LEAST_ALIKE = 0.3;

export const SECTIONS = ["courses", "degrees", "credentials", "trainingHours"] as const satisfies Section[];
const HEAD = ["person", "birthDate", "institution", "institutionCity"] as const;

/** One cell: what the page says (empty: nothing), what was proposed (empty: nothing), and whether it was marked. */
export type JudgedCell = { field: string; truth: string; proposed: string; right: boolean; marked: boolean };
export type RowCount = { true: number; proposed: number; right: number };
export type Judgement = { cells: JudgedCell[]; rows: Record<Section, RowCount> };

/** A grade of a running course is no grade: `IP`, `CIP` and an empty cell say the same. */
function cellOf(cells: Readonly<Record<string, string>>, field: string): string {
  return field === "grade" && cells.state === "in_progress" ? "" : (cells[field] ?? "");
}

const textsOf = (row: ReadRow): Record<string, string> =>
  Object.fromEntries(Object.entries(row.fields).map(([field, { value }]) => [field, value.trim()]));

/** How much a proposed row looks like a true one, from 0 to 1: exact cells count whole, others by their letters. */
function likeness(section: Section, truth: TrueRow, proposed: Record<string, string>): number {
  const asked = ROW_CELLS[section].filter((field) => truth[field]);
  if (asked.length === 0) return 0;
  const sum = asked.reduce((total, field) => {
    const value = cellOf(proposed, field);
    if (value === "") return total;
    if (sameValue(field, truth[field]!, value)) return total + 1;
    return ["title", "courseNumber"].includes(field) ? total + 0.8 * similarity(truth[field]!, value) : total;
  }, 0);
  return sum / asked.length;
}

/**
 * Pairs of true and proposed rows, the most alike first, each row once (greedy; equal ones in the order of the page).
 * Rows that look like nothing true stay alone.
 */
export function pairRows(
  section: Section,
  truths: readonly TrueRow[],
  proposals: readonly Record<string, string>[],
): Map<number, number> {
  const pairs = truths.flatMap((truth, t) =>
    proposals.map((proposal, p) => ({ t, p, alike: likeness(section, truth, proposal) })),
  );
  pairs.sort((a, b) => b.alike - a.alike || Math.abs(a.t - a.p) - Math.abs(b.t - b.p) || a.t - b.t);
  const found = new Map<number, number>();
  const taken = new Set<number>();
  for (const { t, p, alike } of pairs) {
    if (alike < LEAST_ALIKE || found.has(t) || taken.has(p)) continue;
    found.set(t, p);
    taken.add(p);
  }
  return found;
}

function judgeCell(field: string, name: string, truth: string, read: ReadField | null, proposed: string) {
  const marked = read !== null && read.confidence < MARKED_BELOW;
  return { field, truth, proposed, right: sameValue(name, truth, proposed), marked };
}

/** One document's reading against its truth: every judged cell, and how many rows are right. */
export function judgeReading(truth: Truth, reading: Reading): Judgement {
  const cells: JudgedCell[] = [];
  for (const name of HEAD) {
    const expected = truth[name];
    if (expected === undefined) continue;
    const read = reading[name];
    cells.push(judgeCell(name, name, expected, read, read?.value.trim() ?? ""));
  }
  const rows = {} as Judgement["rows"];
  for (const section of SECTIONS) {
    const truths = truth.rows[section];
    const proposals = reading.rows[section].map(textsOf);
    const pairs = pairRows(section, truths, proposals);
    const usual = new Set(truths.flatMap((row) => Object.keys(row)));
    let right = 0;
    truths.forEach((expected, t) => {
      const p = pairs.get(t);
      const row = p === undefined ? undefined : reading.rows[section][p];
      const proposal = (p !== undefined && proposals[p]) || {};
      const judged = Object.keys(expected).map((name) =>
        judgeCell(
          `${section}.${name}`,
          name,
          cellOf(expected, name),
          row?.fields[name] ?? null,
          cellOf(proposal, name),
        ),
      );
      cells.push(...judged);
      const wanted = new Set(ROW_CELLS[section].map((name) => `${section}.${name}`));
      if (row && judged.every((cell) => cell.right || !wanted.has(cell.field))) right += 1;
    });
    const paired = new Set(pairs.values());
    proposals.forEach((proposal, p) => {
      if (paired.has(p)) return;
      for (const name of usual.size > 0 ? usual : ROW_CELLS[section]) {
        const value = cellOf(proposal, name);
        if (value === "") continue;
        const read = reading.rows[section][p]!.fields[name] ?? null;
        cells.push({ ...judgeCell(`${section}.${name}`, name, "", read, value), right: false });
      }
    });
    rows[section] = { true: truths.length, proposed: proposals.length, right };
  }
  return { cells, rows };
}
