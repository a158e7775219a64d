import { hashBytes } from "../hash.ts";
import { columnAt, type Spec } from "../spec.ts";
import type { View } from "../view.ts";
import type { Frequencies } from "./model.ts";

/** The commonest values are kept; a value beyond them is as rare as one that two records share. */
const MOST_VALUES = 20_000;

/** Counts the values of every column whose frequency adjusts a weight. */
export function frequenciesOf(spec: Pick<Spec, "comparisons">, view: View): Frequencies[] {
  const columns = new Set(
    spec.comparisons.flatMap(({ levels }) => levels.flatMap(({ frequency }) => frequency ?? [])),
  );
  return [...columns].map((column) => countOf(view, column));
}

function countOf(view: View, column: string): Frequencies {
  const at = columnAt(view, column);
  const text = view.columns[at]!.kind === "text";
  const { squeezed, pool, starts } = view.words;
  const counts = new Map<number, number>();
  let records = 0;
  for (let row = 0; row < view.count * view.width; row += view.width) {
    const value = view.rows[row + at]!;
    if (value === 0) continue;
    records++;
    const key = text ? squeezed[value]! : value;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const common = [...counts]
    .filter(([, count]) => count > 2)
    .map(([key, count]): [number, number] => [
      text ? hashBytes(pool, starts[key]!, starts[key + 1]!) : key,
      count,
    ])
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_VALUES);
  return { column, records, counts: common };
}
