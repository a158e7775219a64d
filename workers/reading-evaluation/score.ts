import type { Section } from "#db/seed/evaluation/truth.ts";
import { type JudgedCell, type Judgement, type RowCount, SECTIONS } from "./judge.ts";

/** Shares from 0 to 1; null where there was nothing to count. */
export type Rates = { precision: number | null; recall: number | null; f1: number | null };
export type Counted = { true: number; proposed: number; right: number } & Rates;

export type Score = {
  documents: number;
  rows: Partial<Record<Section, Counted>>;
  fields: Record<string, Counted>;
  /** Documents whose person or institution was proposed as printed, of those that print one. */
  person: { right: number; of: number };
  institution: { right: number; of: number };
  /** Wrong proposed values that carried a mark, of all wrong proposed values. */
  caught: { marked: number; of: number };
  /** Right proposed values that carried a mark all the same, of all right proposed values. */
  falseAlarms: { marked: number; of: number };
};

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);

/** Precision is right over proposed, recall right over true, F1 their harmonic mean. */
export function counted({ true: expected, proposed, right }: RowCount): Counted {
  const f1 = share(2 * right, expected + proposed);
  return {
    ...{ true: expected, proposed, right },
    ...{ precision: share(right, proposed), recall: share(right, expected), f1 },
  };
}

function countCells(cells: readonly JudgedCell[]): RowCount {
  return {
    true: cells.filter(({ truth }) => truth !== "").length,
    proposed: cells.filter(({ proposed }) => proposed !== "").length,
    right: cells.filter(({ proposed, right }) => right && proposed !== "").length,
  };
}

/** Sums over documents, never averages of documents: a long transcript counts with every row it has. */
export function scoreOf(judgements: readonly Judgement[]): Score {
  const cells = judgements.flatMap((judgement) => judgement.cells);
  const fields = new Map<string, JudgedCell[]>();
  for (const cell of cells) fields.set(cell.field, [...(fields.get(cell.field) ?? []), cell]);
  const rows: Score["rows"] = {};
  for (const section of SECTIONS) {
    const sum = { true: 0, proposed: 0, right: 0 };
    for (const { rows: of } of judgements) {
      sum.true += of[section].true;
      sum.proposed += of[section].proposed;
      sum.right += of[section].right;
    }
    if (sum.true + sum.proposed > 0) rows[section] = counted(sum);
  }
  const head = (name: string) => {
    const printed = (fields.get(name) ?? []).filter(({ truth }) => truth !== "");
    return { right: printed.filter(({ right }) => right).length, of: printed.length };
  };
  const proposed = cells.filter((cell) => cell.proposed !== "");
  const marks = (among: readonly JudgedCell[]) => ({
    marked: among.filter(({ marked }) => marked).length,
    of: among.length,
  });
  return {
    documents: judgements.length,
    rows,
    fields: Object.fromEntries([...fields].map(([field, of]) => [field, counted(countCells(of))])),
    person: head("person"),
    institution: head("institution"),
    caught: marks(proposed.filter(({ right }) => !right)),
    falseAlarms: marks(proposed.filter(({ right }) => right)),
  };
}
