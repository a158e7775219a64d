import { dayOf, monthOf, serialDay, yearOf } from "../normalise/dates.ts";
import { type Compare, columnAt, MISSING } from "../spec.ts";
import type { View } from "../view.ts";
import { oneDigit } from "./strings.ts";

/** Levels of a date of birth, best first. */
export const date = {
  exact: 1,
  swapped: 2,
  oneDigit: 3,
  near: 4,
  sameYear: 5,
  nearYear: 6,
  estimated: 7,
  different: 8,
} as const;

const NEAR_DAYS = 10;
const NEAR_YEARS = 2;
const ESTIMATED_YEARS = 4;

/** Compares a column of dates as `foldDate` writes them. */
export function compileDates(view: View, column: string): Compare {
  const at = columnAt(view, column);
  const { rows } = view;
  return (a, b) => dateLevel(rows[a + at]!, rows[b + at]!);
}

/** How two dates agree: whole ones digit by digit, those of which only the year is said by the year. */
export function dateLevel(a: number, b: number): number {
  if (a === 0 || b === 0) return MISSING;
  const [x, y] = [Math.abs(a), Math.abs(b)];
  const years = Math.abs(yearOf(x) - yearOf(y));
  if (a < 0 || b < 0)
    return x === y ? date.exact : years <= ESTIMATED_YEARS ? date.estimated : date.different;
  const whole = dayOf(x) > 0 && dayOf(y) > 0;
  if (!whole) return yearLevel(x, y, years);
  if (x === y) return date.exact;
  if (years === 0 && monthOf(x) === dayOf(y) && dayOf(x) === monthOf(y)) return date.swapped;
  if (oneDigit(x, y)) return date.oneDigit;
  if (years <= 1 && Math.abs(serialDay(x) - serialDay(y)) <= NEAR_DAYS) return date.near;
  if (monthOf(x) === monthOf(y) && dayOf(x) === dayOf(y)) return date.near;
  return yearLevel(x, y, years);
}

function yearLevel(x: number, y: number, years: number): number {
  const monthsSaid = monthOf(x) > 0 && monthOf(y) > 0;
  if (years === 0 && monthsSaid && monthOf(x) === monthOf(y)) return date.near;
  if (years === 0) return date.sameYear;
  return years <= NEAR_YEARS ? date.nearYear : date.different;
}
