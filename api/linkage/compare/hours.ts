import { type Compare, columnAt, MISSING } from "../spec.ts";
import type { View } from "../view.ts";

const NEAR = 1.25;

/** Hours of two trainings (hundredths): the same, a quarter more at most, different. */
export function compileHours(view: View, column: string): Compare {
  const at = columnAt(view, column);
  const { rows } = view;
  return (a, b) => {
    const [x, y] = [rows[a + at]!, rows[b + at]!];
    if (x === 0 || y === 0) return MISSING;
    if (x === y) return 1;
    return Math.max(x, y) <= NEAR * Math.min(x, y) ? 2 : 3;
  };
}
