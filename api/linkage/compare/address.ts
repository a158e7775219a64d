import { type Compare, columnAt, MISSING } from "../spec.ts";
import type { View } from "../view.ts";
import { likeness, oneDigit, oneEdit } from "./strings.ts";

/** Levels of an address, best first: a line says more than a place, and what it implies is not counted twice. */
export const address = {
  same: 1,
  similar: 2,
  zipAndCity: 3,
  zip: 4,
  city: 5,
  near: 6,
  state: 7,
  different: 8,
} as const;

const NOT_SAID = 0;
const SAME = 1;
const ALIKE = 2;
const OTHER = 3;

/**
 * As `compileAddress` for what stands still: two whole lines that differ are two places, whatever town they share. Records
 * of one state say it elsewhere, so that level is free for them.
 */
export function compileSite(view: View): Compare {
  const compare = compileAddress(view);
  const [houseAt, streetAt] = ["house", "street"].map((name) => columnAt(view, name));
  const { rows } = view;
  const whole = (row: number) => rows[row + houseAt!] !== 0 && rows[row + streetAt!] !== 0;
  return (a, b) => {
    const level = compare(a, b);
    const near = level >= address.zipAndCity && level <= address.near;
    return near && whole(a) && whole(b) ? address.state : level;
  };
}

/** House, street, city, postcode and state as one comparison, because each mostly follows from the one before. */
export function compileAddress(view: View): Compare {
  const [houseAt, streetAt, cityAt, zipAt, stateAt] = ["house", "street", "city", "zip", "state"].map(
    (name) => columnAt(view, name),
  );
  const { rows, words } = view;
  const { squeezed, starts, pool } = words;
  const length = (code: number) => starts[code + 1]! - starts[code]!;
  const text = (p: number, q: number, similar: number): number => {
    if (p === 0 || q === 0) return NOT_SAID;
    const [x, y] = [squeezed[p]!, squeezed[q]!];
    if (x === y) return SAME;
    if (Math.min(length(x), length(y)) >= 4 && oneEdit(pool, starts[x]!, length(x), starts[y]!, length(y)))
      return ALIKE;
    return likeness(words, x, y, similar) > 0 ? ALIKE : OTHER;
  };
  const postcode = (p: number, q: number): number => {
    if (p === 0 || q === 0) return NOT_SAID;
    if (p === q) return SAME;
    return oneEdit(pool, starts[p]!, length(p), starts[q]!, length(q)) ? ALIKE : OTHER;
  };
  return (a, b) => {
    const zip = postcode(rows[a + zipAt!]!, rows[b + zipAt!]!);
    const city = text(rows[a + cityAt!]!, rows[b + cityAt!]!, 0.92);
    const street = text(rows[a + streetAt!]!, rows[b + streetAt!]!, 0.9);
    const [houseA, houseB] = [rows[a + houseAt!]!, rows[b + houseAt!]!];
    const house =
      houseA === 0 || houseB === 0
        ? NOT_SAID
        : houseA === houseB
          ? SAME
          : oneDigit(houseA, houseB)
            ? ALIKE
            : OTHER;
    const elsewhere =
      (zip === OTHER && (city === OTHER || city === NOT_SAID)) || (zip === NOT_SAID && city === OTHER);
    if (street === SAME && house === SAME && !elsewhere) return address.same;
    if (street === SAME && houseA === houseB && (zip === SAME || city === SAME)) return address.same;
    const line =
      (street === SAME || street === ALIKE) &&
      (house === SAME || house === ALIKE || (street === SAME && house === NOT_SAID));
    if (line && !elsewhere) return address.similar;
    if (house === SAME && zip === SAME && street === NOT_SAID) return address.similar;
    if (street === SAME && house === SAME) return address.similar;
    if (zip === SAME && (city === SAME || city === ALIKE)) return address.zipAndCity;
    if (zip === SAME) return address.zip;
    if (city === SAME) return address.city;
    if (zip === ALIKE || city === ALIKE) return address.near;
    const [stateA, stateB] = [rows[a + stateAt!]!, rows[b + stateAt!]!];
    if (stateA !== 0 && stateA === stateB) return address.state;
    const said =
      zip !== NOT_SAID || city !== NOT_SAID || street !== NOT_SAID || (stateA !== 0 && stateB !== 0);
    return said ? address.different : MISSING;
  };
}
