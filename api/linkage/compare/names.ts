import { type Compare, columnAt, MISSING } from "../spec.ts";
import type { View } from "../view.ts";
import type { Words } from "../vocabulary.ts";
import { after, share, within } from "./lists.ts";
import { likeness, oneEdit } from "./strings.ts";

/** Levels of a given name, best first; the numbers are the levels' places. */
export const given = {
  exact: 1,
  nickname: 2,
  part: 3,
  similar: 4,
  initial: 5,
  near: 6,
  sounds: 7,
  transposed: 8,
  different: 9,
} as const;

/** Levels of a family name, best first. */
export const family = {
  exact: 1,
  part: 2,
  similar: 3,
  former: 4,
  near: 5,
  sounds: 6,
  different: 7,
} as const;

const SIMILAR = 0.92;
const NEAR = 0.88;
const MOST_REMEMBERED = 16;

type NameCodes = { given: number; family: number };
type Found = { given: number; family: number };

/**
 * Compares the names of two rows: current, then every other name of both; the pair of names that agrees best counts.
 * Given and family name in each other's place are one level of the given name, and then the family name says nothing.
 * Both comparisons of a pair share one look.
 */
export function compileNames(view: View): { given: Compare; family: Compare } {
  const { rows, lists } = view;
  const [givenAt, familyAt, othersAt] = ["given", "family", "otherNames"].map((name) => columnAt(view, name));
  const levelOfGiven = remembered(view, (a, b) => givenLevel(view.words, a, b));
  const levelOfFamily = remembered(view, (a, b) => familyLevel(view.words, a, b));
  let [lastA, lastB, lastGiven, lastFamily] = [-1, -1, 0, 0];

  const look = (a: number, b: number): void => {
    const [givenA, givenB] = [rows[a + givenAt!]!, rows[b + givenAt!]!];
    const [familyA, familyB] = [rows[a + familyAt!]!, rows[b + familyAt!]!];
    lastA = a;
    lastB = b;
    lastGiven = levelOfGiven(givenA, givenB);
    lastFamily = levelOfFamily(familyA, familyB);
    if (lastGiven >= given.sounds && lastFamily === family.different) {
      const crossed = levelOfGiven(givenA, familyB);
      const back = levelOfGiven(familyA, givenB);
      if (isClose(crossed) && isClose(back)) [lastGiven, lastFamily] = [given.transposed, MISSING];
    }
    if (rows[a + othersAt!] !== 0 || rows[b + othersAt!] !== 0) {
      const best = bestOf(
        namesAt(rows, lists, a, givenAt!, familyAt!, othersAt!),
        namesAt(rows, lists, b, givenAt!, familyAt!, othersAt!),
        { given: lastGiven, family: lastFamily },
        (x, y) => ({ given: levelOfGiven(x.given, y.given), family: levelOfFamily(x.family, y.family) }),
      );
      lastGiven = best.given;
      lastFamily = best.family;
    }
  };
  return {
    given: (a, b) => {
      if (a !== lastA || b !== lastB) look(a, b);
      return lastGiven;
    },
    family: (a, b) => {
      if (a !== lastA || b !== lastB) look(a, b);
      return lastFamily;
    },
  };
}

const isClose = (level: number) => level === given.exact || level === given.similar;

function namesAt(
  rows: Int32Array,
  lists: Int32Array,
  row: number,
  givenAt: number,
  familyAt: number,
  othersAt: number,
): NameCodes[] {
  const names = [{ given: rows[row + givenAt]!, family: rows[row + familyAt]! }];
  const at = rows[row + othersAt]!;
  for (let i = 0; i < lists[at]!; i += 2) {
    names.push({ given: lists[at + 1 + i]!, family: lists[at + 2 + i]! });
  }
  return names;
}

/** The best agreement over all names; a family name that agrees only by a former name has a level of its own. */
function bestOf(
  left: NameCodes[],
  right: NameCodes[],
  current: Found,
  compare: (x: NameCodes, y: NameCodes) => Found,
): Found {
  let best = current;
  left.forEach((x, i) => {
    right.forEach((y, j) => {
      if (i === 0 && j === 0) return;
      const found = compare(x, y);
      if (found.family !== MISSING && found.family <= family.similar) found.family = family.former;
      if (rank(found) < rank(best)) best = found;
    });
  });
  return best;
}

const rank = (found: Found) => (found.given || given.sounds) + (found.family || family.sounds);

function givenLevel(words: Words, a: number, b: number): number {
  if (a === 0 || b === 0) return MISSING;
  const { squeezed, features, lists, pool, starts } = words;
  if (squeezed[a] === squeezed[b]) return given.exact;
  const [wordsA, wordsB] = [features[a]!, features[b]!];
  const [nicksA, nicksB] = [after(lists, wordsA), after(lists, wordsB)];
  if (share(lists, nicksA, nicksB)) return given.nickname;
  if (within(lists, wordsA, wordsB) || within(lists, wordsB, wordsA)) return given.part;
  const [x, y] = [squeezed[a]!, squeezed[b]!];
  const [lengthX, lengthY] = [starts[x + 1]! - starts[x]!, starts[y + 1]! - starts[y]!];
  const [startX, startY] = [starts[x]!, starts[y]!];
  if (lengthX === 1 || lengthY === 1) return pool[startX] === pool[startY] ? given.initial : given.different;
  const similarity = likeness(words, x, y, NEAR);
  if (similarity >= SIMILAR) return given.similar;
  if (similarity >= NEAR || slipped(words, x, y)) return given.near;
  return share(lists, soundsAfter(lists, nicksA), soundsAfter(lists, nicksB))
    ? given.sounds
    : given.different;
}

function familyLevel(words: Words, a: number, b: number): number {
  if (a === 0 || b === 0) return MISSING;
  const { squeezed, features, lists } = words;
  if (squeezed[a] === squeezed[b]) return family.exact;
  const [wordsA, wordsB] = [features[a]!, features[b]!];
  if (share(lists, wordsA, wordsB)) return family.part;
  const [x, y] = [squeezed[a]!, squeezed[b]!];
  const similarity = likeness(words, x, y, NEAR);
  if (similarity >= SIMILAR) return family.similar;
  if (similarity >= NEAR || slipped(words, x, y)) return family.near;
  const [nicksA, nicksB] = [after(lists, wordsA), after(lists, wordsB)];
  const alike =
    share(lists, after(lists, nicksA), after(lists, nicksB)) ||
    share(lists, soundsAfter(lists, nicksA), soundsAfter(lists, nicksB));
  return alike ? family.sounds : family.different;
}

/** One edit in a name of four letters and more, which Jaro–Winkler is too strict with: Tiea and Tina. */
function slipped({ pool, starts }: Words, x: number, y: number): boolean {
  const [lengthX, lengthY] = [starts[x + 1]! - starts[x]!, starts[y + 1]! - starts[y]!];
  return Math.min(lengthX, lengthY) >= 4 && oneEdit(pool, starts[x]!, lengthX, starts[y]!, lengthY);
}

/** The sounds stand two lists behind the nicknames. */
const soundsAfter = (lists: Int32Array, nicks: number): number => after(lists, after(lists, nicks));

/**
 * Names come in the same pairs again and again: the last answer for each pair of codes is kept, of as many pairs as the
 * view has texts (for a handful of records, a table of thousands would cost more than all comparing). Order does not count.
 */
function remembered(
  { words }: View,
  level: (a: number, b: number) => number,
): (a: number, b: number) => number {
  const bits = Math.min(MOST_REMEMBERED, 33 - Math.clz32(words.starts.length));
  const keys = new Int32Array(2 << bits);
  const levels = new Uint8Array(1 << bits);
  return (a, b) => {
    if (a === 0 || b === 0) return MISSING;
    const [low, high] = a < b ? [a, b] : [b, a];
    const slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - bits);
    if (keys[2 * slot] !== low || keys[2 * slot + 1] !== high) {
      keys[2 * slot] = low;
      keys[2 * slot + 1] = high;
      levels[slot] = level(low, high);
    }
    return levels[slot]!;
  };
}
