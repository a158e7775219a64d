import { type Compare, columnAt, MISSING } from "../spec.ts";
import type { View } from "../view.ts";
import type { Words } from "../vocabulary.ts";
import { equal, share, within } from "./lists.ts";
import { likeness, oneEdit } from "./strings.ts";

/** Levels of an organisation's name, best first. */
export const organisation = {
  exact: 1,
  order: 2,
  alias: 3,
  contained: 4,
  similar: 5,
  stem: 6,
  overlap: 7,
  different: 8,
} as const;

const CLOSE = 0.9;
const MOST_SLIPS = 2;

/**
 * Names by their words: the same, in another order, by an alias or initials, one within the other, a slip in a word or two,
 * the same but for words that everybody has, half of the telling words, different. Columns: `name`, `nameWords`, `nameStem`,
 * `nameAliases`, `nameAcronyms`, whatever `name` is called.
 */
export function compileOrganisation(view: View, name: string): Compare {
  const [at, wordsAt, stemAt, aliasesAt, acronymsAt] = ["", "Words", "Stem", "Aliases", "Acronyms"].map(
    (end) => columnAt(view, name + end),
  ) as [number, number, number, number, number];
  const { rows, lists, words } = view;
  const { squeezed, starts, pool } = words;
  const named = (code: number, row: number, column: number) => has(lists, rows[row + column]!, code);
  return (a, b) => {
    const [p, q] = [rows[a + at]!, rows[b + at]!];
    if (p === 0 || q === 0) return MISSING;
    const [x, y] = [squeezed[p]!, squeezed[q]!];
    if (x === y) return organisation.exact;
    const [wordsA, wordsB] = [rows[a + wordsAt]!, rows[b + wordsAt]!];
    if (equal(lists, wordsA, wordsB)) return organisation.order;
    const known =
      named(x, b, aliasesAt) || named(y, a, aliasesAt) || named(x, b, acronymsAt) || named(y, a, acronymsAt);
    if (known || share(lists, rows[a + aliasesAt]!, rows[b + aliasesAt]!)) return organisation.alias;
    const [stemA, stemB] = [rows[a + stemAt]!, rows[b + stemAt]!];
    const all = matched(lists, words, wordsA, wordsB);
    const [few, many] = [Math.min(lists[wordsA]!, lists[wordsB]!), Math.max(lists[wordsA]!, lists[wordsB]!)];
    const [lengthX, lengthY] = [starts[x + 1]! - starts[x]!, starts[y + 1]! - starts[y]!];
    const long = Math.min(lengthX, lengthY) > 6;
    if (few === many && all.exact + all.close === few) return organisation.similar;
    if (long && oneEdit(pool, starts[x]!, lengthX, starts[y]!, lengthY)) return organisation.similar;
    if (lists[stemA] === 0 || lists[stemB] === 0) return organisation.different;
    const common = matched(lists, words, stemA, stemB);
    if (all.exact === few || (all.exact + all.close === few && common.exact > 0))
      return organisation.contained;
    if (equal(lists, stemA, stemB)) return organisation.stem;
    const most = Math.max(lists[stemA]!, lists[stemB]!);
    return 2 * (common.exact + common.close) >= most ? organisation.overlap : organisation.different;
  };
}

/** Words that both have, and words that are a slip apart, at most two: more slips are another name. */
function matched(lists: Int32Array, words: Words, a: number, b: number): { exact: number; close: number } {
  let exact = 0;
  for (let i = a + 1; i <= a + lists[a]!; i++) if (has(lists, b, lists[i]!)) exact++;
  const [lacksA, lacksB] = [lists[a]! - exact, lists[b]! - exact];
  if (lacksA === 0 || lacksB === 0 || lacksA > MOST_SLIPS || lacksB > 2 * MOST_SLIPS)
    return { exact, close: 0 };
  const [left, right] = [rest(lists, a, b), rest(lists, b, a)];
  const close = left.filter((x) => right.some((y) => alike(words, x, y))).length;
  return { exact, close };
}

/** Members of the first list that the second lacks. */
function rest(lists: Int32Array, a: number, b: number): number[] {
  const found: number[] = [];
  for (let i = a + 1; i <= a + lists[a]!; i++) if (!has(lists, b, lists[i]!)) found.push(lists[i]!);
  return found;
}

function has(lists: Int32Array, list: number, code: number): boolean {
  for (let i = list + 1; i <= list + lists[list]!; i++) if (lists[i] === code) return true;
  return false;
}

const ZERO = 48;
const NINE = 57;

/** One edit in a word of four letters and more, a word cut short, or nearly the same; numbers are never alike. */
function alike(words: Words, x: number, y: number): boolean {
  const { pool, starts } = words;
  const [a, b] = [starts[x]!, starts[y]!];
  const digit = (byte: number) => byte >= ZERO && byte <= NINE;
  if (digit(pool[a]!) || digit(pool[b]!)) return false;
  const [lengthA, lengthB] = [starts[x + 1]! - a, starts[y + 1]! - b];
  const shorter = Math.min(lengthA, lengthB);
  if (shorter >= 4 && oneEdit(pool, a, lengthA, b, lengthB)) return true;
  let same = 0;
  while (same < shorter && pool[a + same] === pool[b + same]) same++;
  if (same === shorter && shorter >= 3) return true;
  return shorter >= 5 && likeness(words, x, y, CLOSE) > 0;
}

/** Levels of what tells one site or part from the next. */
export const marks = { same: 1, some: 2, different: 3 } as const;

/** Numbers, directions and levels in two names; where one name has none, nothing is said. */
export function compileMarks(view: View, column: string): Compare {
  const at = columnAt(view, column);
  const { rows, lists } = view;
  return (a, b) => {
    const [x, y] = [rows[a + at]!, rows[b + at]!];
    if (x === 0 || y === 0) return MISSING;
    if (equal(lists, x, y)) return marks.same;
    return within(lists, x, y) || within(lists, y, x) ? marks.some : marks.different;
  };
}

/** Levels of two sets of things, like the counties that both serve. */
export const sets = { same: 1, some: 2, different: 3 } as const;

export function compileSets(view: View, column: string): Compare {
  const at = columnAt(view, column);
  const { rows, lists } = view;
  return (a, b) => {
    const [x, y] = [rows[a + at]!, rows[b + at]!];
    if (x === 0 || y === 0) return MISSING;
    if (equal(lists, x, y)) return sets.same;
    return share(lists, x, y) ? sets.some : sets.different;
  };
}
