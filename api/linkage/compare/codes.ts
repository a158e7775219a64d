import { type Compare, columnAt, MISSING } from "../spec.ts";
import type { View } from "../view.ts";
import type { Words } from "../vocabulary.ts";
import { share } from "./lists.ts";
import { likeness, oneDigit, oneEdit } from "./strings.ts";

/** Two numbers are the same or not: a blind index, a hash. */
export function compileSame(view: View, column: string): Compare {
  const at = columnAt(view, column);
  const { rows } = view;
  return (a, b) => {
    const [x, y] = [rows[a + at]!, rows[b + at]!];
    return x === 0 || y === 0 ? MISSING : x === y ? 1 : 2;
  };
}

/**
 * Numbers that people copy: the same, one digit apart, different. `more` is a column of lists with all of a record's
 * numbers, there only where it has several: then any one in common is the same.
 */
export function compileNumber(view: View, column: string, more: string): Compare {
  const [at, moreAt] = [columnAt(view, column), columnAt(view, more)];
  const { rows, lists } = view;
  return (a, b) => {
    const [x, y] = [rows[a + at]!, rows[b + at]!];
    if (x === 0 || y === 0) return MISSING;
    if (x === y) return 1;
    if (rows[a + moreAt] !== 0 || rows[b + moreAt] !== 0) {
      if (meets(lists, rows[a + moreAt]!, x, rows[b + moreAt]!, y)) return 1;
    }
    return oneDigit(x, y) ? 2 : 3;
  };
}

/** True where a list (or its only member) meets the other. */
function meets(lists: Int32Array, a: number, onlyA: number, b: number, onlyB: number): boolean {
  if (a !== 0 && b !== 0) return share(lists, a, b);
  const [list, only] = a === 0 ? [b, onlyA] : [a, onlyB];
  for (let i = 1; i <= lists[list]!; i++) if (lists[list + i] === only) return true;
  return false;
}

/** E-mail: the same mailbox; the same name at another provider; a slip in the name; different. */
export function compileEmail(view: View): Compare {
  const [at, moreAt, localAt] = ["email", "moreEmails", "emailLocal"].map((name) => columnAt(view, name));
  const { rows, lists, words } = view;
  return (a, b) => {
    const [x, y] = [rows[a + at!]!, rows[b + at!]!];
    if (x === 0 || y === 0) return MISSING;
    if (x === y) return 1;
    if (rows[a + moreAt!] !== 0 || rows[b + moreAt!] !== 0) {
      if (meets(lists, rows[a + moreAt!]!, x, rows[b + moreAt!]!, y)) return 1;
    }
    const [p, q] = [rows[a + localAt!]!, rows[b + localAt!]!];
    if (p === q) return 2;
    return likeness(words, p, q, 0.93) > 0 && sameDigits(words, p, q) ? 3 : 4;
  };
}

const isDigit = (byte: number) => byte >= 48 && byte <= 57;

/** "ana.ruiz30" is not "ana.ruiz82": people of one name are told apart by their digits. */
function sameDigits({ pool, starts }: Words, x: number, y: number): boolean {
  let [i, j] = [starts[x]!, starts[y]!];
  const [endX, endY] = [starts[x + 1]!, starts[y + 1]!];
  for (;;) {
    while (i < endX && !isDigit(pool[i]!)) i++;
    while (j < endY && !isDigit(pool[j]!)) j++;
    if (i === endX || j === endY) return i === endX && j === endY;
    if (pool[i++] !== pool[j++]) return false;
  }
}

/** Plain text: the same, similar (Jaro–Winkler, or one edit in a short one), different. Its spaces do not count. */
export function compileText(view: View, column: string, similar = 0.9): Compare {
  const at = columnAt(view, column);
  const { rows, words } = view;
  const { squeezed, starts, pool } = words;
  return (a, b) => {
    const [p, q] = [rows[a + at]!, rows[b + at]!];
    if (p === 0 || q === 0) return MISSING;
    const [x, y] = [squeezed[p]!, squeezed[q]!];
    if (x === y) return 1;
    const [lengthX, lengthY] = [starts[x + 1]! - starts[x]!, starts[y + 1]! - starts[y]!];
    if (Math.min(lengthX, lengthY) < 4) return 3;
    if (oneEdit(pool, starts[x]!, lengthX, starts[y]!, lengthY)) return 2;
    return likeness(words, x, y, similar) > 0 ? 2 : 3;
  };
}

/** A number with letters in it, as somebody wrote it down: the same, one slip, different. */
export function compileCode(view: View, column: string): Compare {
  const at = columnAt(view, column);
  const { rows, words } = view;
  const { starts, pool } = words;
  return (a, b) => {
    const [x, y] = [rows[a + at]!, rows[b + at]!];
    if (x === 0 || y === 0) return MISSING;
    if (x === y) return 1;
    const [lengthX, lengthY] = [starts[x + 1]! - starts[x]!, starts[y + 1]! - starts[y]!];
    const long = Math.min(lengthX, lengthY) >= 4;
    return long && oneEdit(pool, starts[x]!, lengthX, starts[y]!, lengthY) ? 2 : 3;
  };
}

/** A name or its initial: exact, initial, different. For middle names, which come and go. */
export function compileInitial(view: View, column: string): Compare {
  const at = columnAt(view, column);
  const { rows, words } = view;
  const { squeezed, starts, pool } = words;
  return (a, b) => {
    const [p, q] = [rows[a + at]!, rows[b + at]!];
    if (p === 0 || q === 0) return MISSING;
    if (squeezed[p] === squeezed[q]) return 1;
    const short = starts[p + 1]! - starts[p]! === 1 || starts[q + 1]! - starts[q]! === 1;
    if (short) return pool[starts[p]!] === pool[starts[q]!] ? 2 : 4;
    return likeness(words, squeezed[p]!, squeezed[q]!, 0.9) > 0 ? 3 : 4;
  };
}
