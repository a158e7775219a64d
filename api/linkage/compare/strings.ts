import type { Words } from "../vocabulary.ts";

const LONGEST = 255;
const flagsA = new Uint8Array(LONGEST + 1);
const flagsB = new Uint8Array(LONGEST + 1);

/**
 * Jaro–Winkler similarity of two byte strings within a pool, 0 to 1 (Jaro 1989, JASA 84:414; Winkler 1990, Proceedings of
 * the Section on Survey Research Methods, 354–359): a common prefix of up to four raises what is above 0.7 already.
 */
export function jaroWinkler(
  pool: Uint8Array,
  a: number,
  lengthA: number,
  b: number,
  lengthB: number,
): number {
  const similarity = jaro(pool, a, Math.min(lengthA, LONGEST), b, Math.min(lengthB, LONGEST));
  if (similarity <= 0.7) return similarity;
  const most = Math.min(4, lengthA, lengthB);
  let prefix = 0;
  while (prefix < most && pool[a + prefix] === pool[b + prefix]) prefix++;
  return similarity + prefix * 0.1 * (1 - similarity);
}

function jaro(pool: Uint8Array, a: number, lengthA: number, b: number, lengthB: number): number {
  if (lengthA === 0 || lengthB === 0) return lengthA === lengthB ? 1 : 0;
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
  flagsA.fill(0, 0, lengthA);
  flagsB.fill(0, 0, lengthB);
  let matches = 0;
  for (let i = 0; i < lengthA; i++) {
    const last = Math.min(lengthB - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (flagsB[j] === 1 || pool[a + i] !== pool[b + j]) continue;
      flagsA[i] = 1;
      flagsB[j] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  let halfSwaps = 0;
  for (let i = 0, j = 0; i < lengthA; i++) {
    if (flagsA[i] === 0) continue;
    while (flagsB[j] === 0) j++;
    if (pool[a + i] !== pool[b + j]) halfSwaps++;
    j++;
  }
  const swaps = halfSwaps >> 1;
  return (matches / lengthA + matches / lengthB + (matches - swaps) / matches) / 3;
}

/** True for texts one substitution, insertion, deletion or swap of neighbours apart, and for equal ones (Damerau 1964). */
export function oneEdit(pool: Uint8Array, a: number, lengthA: number, b: number, lengthB: number): boolean {
  if (Math.abs(lengthA - lengthB) > 1) return false;
  const shorter = Math.min(lengthA, lengthB);
  let at = 0;
  while (at < shorter && pool[a + at] === pool[b + at]) at++;
  if (at === shorter) return true;
  const endA = a + lengthA;
  if (lengthA > lengthB) return equalTo(pool, a + at + 1, endA, b + at);
  if (lengthB > lengthA) return equalTo(pool, a + at, endA, b + at + 1);
  const swapped = pool[a + at] === pool[b + at + 1] && pool[a + at + 1] === pool[b + at];
  if (equalTo(pool, a + at + 1, endA, b + at + 1)) return true;
  return swapped && at + 1 < shorter && equalTo(pool, a + at + 2, endA, b + at + 2);
}

/** True where the bytes from `a` to its end are those from `b` on. */
function equalTo(pool: Uint8Array, a: number, endA: number, b: number): boolean {
  for (let i = a, j = b; i < endA; i++, j++) if (pool[i] !== pool[j]) return false;
  return true;
}

const digits = new Uint8Array(32);

/** `oneEdit` of two numbers as they are written. */
export function oneDigit(a: number, b: number): boolean {
  if (a <= 0 || b <= 0) return false;
  return oneEdit(digits, 0, write(a, 0), 16, write(b, 16));
}

function write(value: number, at: number): number {
  let length = 0;
  for (let rest = value; rest > 0; rest = (rest / 10) | 0) length++;
  for (let rest = value, i = length - 1; i >= 0; i--, rest = (rest / 10) | 0) digits[at + i] = rest % 10;
  return length;
}

/**
 * Jaro–Winkler of two texts of a vocabulary where it reaches `least`, else 0. The letters that only one of them has bound
 * how many can match, which spares most pairs the measure. The text that sorts first is taken first: it knows left and right.
 */
export function likeness(words: Words, x: number, y: number, least: number): number {
  const { pool, starts, letters } = words;
  const [a, b] = [starts[x]!, starts[y]!];
  const [lengthA, lengthB] = [starts[x + 1]! - a, starts[y + 1]! - b];
  const most = Math.min(
    lengthA - ones(letters[x]! & ~letters[y]!),
    lengthB - ones(letters[y]! & ~letters[x]!),
  );
  if (most <= 0) return 0;
  const shorter = Math.min(lengthA, lengthB);
  let at = 0;
  while (at < shorter && pool[a + at] === pool[b + at]) at++;
  const bound = (most / lengthA + most / lengthB + 1) / 3;
  if (bound + Math.min(4, at) * 0.1 * (1 - bound) < least) return 0;
  const inOrder = at === shorter ? lengthA <= lengthB : pool[a + at]! < pool[b + at]!;
  const found = inOrder
    ? jaroWinkler(pool, a, lengthA, b, lengthB)
    : jaroWinkler(pool, b, lengthB, a, lengthA);
  return found >= least ? found : 0;
}

/** How many bits of a number are set. */
function ones(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
