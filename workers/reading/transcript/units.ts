import { surety, textOf } from "../field.ts";
import type { Token } from "../layout/tokens.ts";
import { pointsOf } from "../text/grades.ts";
import { loneFigure, numberIn, plausibleUnits } from "./numbers.ts";

export type Amount = { value: number; tokens: Token[]; factor: number };

/** What the units of a row are judged by. */
export type UnitsPlace = {
  /** The row's words in the column of that role; none where it has no such column or nothing stands there. */
  cell(role: "units" | "attempted" | "earned" | "points"): Token[];
  /** No heading and no sum says that the column holds units. */
  guessed(token: Token): boolean;
  grade: string;
  /** How many decimals the units of this document are printed with. */
  decimals: number;
};

/** A repaired value that nothing confirmed, and one that the grade points or a second column confirm. */
const unconfirmed = 0.7;
const confirmed = 0.88;

/** A number as units, with the point put back that recognition lost: `300` where the column prints two decimals. */
function amountIn(tokens: readonly Token[], decimals: number): (Amount & { repaired: boolean }) | null {
  const joined = tokens.map((token) => token.text).join("");
  const ocr = tokens.some((token) => token.ocr);
  const number =
    numberIn(joined, ocr) ??
    (tokens[0] ? numberIn(tokens[0].text, ocr) : null) ??
    (ocr ? loneFigure(joined) : null);
  if (!number) return null;
  const whole = { value: number.value, tokens: [...tokens], factor: number.factor, repaired: false };
  if (!ocr || number.decimals > 0) return number.value > 45 ? null : whole;
  const digits = String(number.value).length;
  const pointed = (places: number, factor: number) => ({
    ...{ value: number.value / 10 ** places, tokens: [...tokens], factor, repaired: true },
  });
  // `05` lost its point before the five, `00` its first figure.
  if (/^0\d$/.test(joined) && number.value > 0) return pointed(1, unconfirmed + 0.05);
  if (/^0{2,}$/.test(joined)) return null;
  if (
    decimals > 0 &&
    digits > decimals &&
    plausibleUnits(number.value / 10 ** decimals) &&
    number.value >= 10
  )
    return pointed(decimals, unconfirmed);
  // No course has so many units: a point is missing, whatever the rest of the column does.
  for (const places of [1, 2, 3])
    if (number.value > 20 && plausibleUnits(number.value / 10 ** places)) return pointed(places, 0.6);
  return number.value > 45 ? null : whole;
}

/** A number of any size in a cell, for checks. */
const amountOf = (tokens: readonly Token[]): number | null => {
  const number = tokens[0] ? numberIn(tokens[0].text, tokens[0].ocr) : null;
  return number && number.decimals > 0 ? number.value : null;
};

/**
 * The units of the course itself: attempted where nothing was earned, earned where nothing counts as attempted. On scans
 * the grade points (units times the grade's worth) set misread ones right, and tell them where none was read.
 */
export function unitsOf(place: UnitsPlace): Amount | null {
  const printed = printedUnits(place);
  const read = printed && { ...printed, factor: printed.factor * certainty(printed, place) };
  const cell = place.cell("points");
  const points = amountOf(cell);
  const worth = pointsOf(place.grade);
  const ocr = [...(read?.tokens ?? []), ...cell].some((token) => token.ocr);
  if (!ocr || points === null || !worth || worth <= 1) return read;
  const meant = Math.round((points / worth) * 2) / 2;
  const fits = meant > 0 && meant <= 12 && Math.abs(meant * worth - points) < 0.06 * worth;
  if (!fits) return read;
  if (read === null) return { value: meant, tokens: cell, factor: unconfirmed };
  if (Math.abs(meant - read.value) >= 0.25)
    return printed && clear(printed, place.decimals) && surety(cell) < surety(printed.tokens) + 0.1
      ? read
      : { ...read, value: meant, factor: unconfirmed };
  return printed?.repaired ? { ...read, factor: Math.max(read.factor, confirmed) } : read;
}

/**
 * How certain it is that a number is the row's units, however clearly it is printed: less where other rows have
 * decimals and this one none, where a course would be too large, or where the grade points do not multiply out.
 */
function certainty(units: Amount & { repaired: boolean }, place: UnitsPlace): number {
  const whole = !/[.,]\d/.test(textOf(units.tokens));
  if (units.repaired) return 1;
  // No course has no units: what it earned is printed, or its first figure was lost.
  if (units.value <= 0) return 0.75;
  if (whole && place.decimals > 0) return 0.75;
  if (units.value > 9 || (whole && units.value > 6)) return 0.78;
  const points = amountOf(place.cell("points"));
  const worth = pointsOf(place.grade);
  if (points && worth && Math.abs(units.value * worth - points) > 0.12 * units.value + 0.05) return 0.78;
  return place.guessed(units.tokens[0]!) ? 0.8 : 1;
}

/** Printed with the column's decimals and read well: rather the grade points lost a figure (`12.00` read as `2.00`). */
const clear = (units: Amount & { repaired: boolean }, decimals: number): boolean =>
  decimals > 0 &&
  units.factor === 1 &&
  !units.repaired &&
  /[.,]\d/.test(textOf(units.tokens)) &&
  surety(units.tokens) >= 0.85;

function printedUnits(place: UnitsPlace) {
  const of = (role: "units" | "attempted" | "earned") => amountIn(place.cell(role), place.decimals);
  const [units, attempted, earned] = [of("units"), of("attempted"), of("earned")];
  const main = units ?? attempted;
  if (!main || main.value <= 0) return earned && earned.value > 0 ? earned : (main ?? earned);
  if (!earned || earned.value <= 0) return main;
  // Attempted and earned that agree confirm each other; a misread one gives way to the clear one.
  if (earned.value === main.value)
    return main.repaired ? { ...main, factor: earned.repaired ? 0.8 : confirmed } : main;
  const sure = (amount: Amount) => amount.factor * surety(amount.tokens);
  return earned.factor > main.factor || (earned.factor === main.factor && sure(earned) > sure(main) + 0.3)
    ? earned
    : main;
}
