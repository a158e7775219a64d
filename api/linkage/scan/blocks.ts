import type { View } from "../view.ts";

/** The records of one rule, those with the same key side by side. */
export type Blocks = {
  /** Where the rows of the records start, ordered by key. */
  rows: Int32Array;
  /** Where each block of two and more begins in `rows`; one more at the end is not there: a block ends at `ends`. */
  begins: Int32Array;
  ends: Int32Array;
  keys: Int32Array;
};

/** Sizes are counted up to here; larger blocks are never looked into. */
export const LARGEST_BLOCK = 4096;

/**
 * Groups the records of a rule whose key falls to this part, by two passes of radix sort.
 * @param part which share of the keys, of `parts`: threads divide them by key, so that no pair is met twice.
 */
export function blocksOf(view: View, rule: number, part: number, parts: number): Blocks {
  const { keys, rows, count } = entriesOf(view, rule, part, parts);
  const [sortedKeys, sortedRows] = sorted(keys, rows, count);
  const begins: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < count; ) {
    let end = at + 1;
    while (end < count && sortedKeys[end] === sortedKeys[at]) end++;
    if (end - at > 1) {
      begins.push(at);
      ends.push(end);
    }
    at = end;
  }
  return {
    rows: sortedRows,
    begins: Int32Array.from(begins),
    ends: Int32Array.from(ends),
    keys: Int32Array.from(begins, (at) => sortedKeys[at]!),
  };
}

function entriesOf({ rows, lists, width, count, columns }: View, rule: number, part: number, parts: number) {
  const slot = columns.length + rule;
  let size = 0;
  let keys = new Int32Array(Math.ceil((count * 1.1) / parts) + 1024);
  let owners = new Int32Array(keys.length);
  const add = (key: number, row: number) => {
    if (key === 0 || (key >>> 0) % parts !== part) return;
    if (size === keys.length) {
      keys = grown(keys);
      owners = grown(owners);
    }
    keys[size] = key;
    owners[size++] = row;
  };
  for (let row = 0; row < count * width; row += width) {
    add(rows[row + slot]!, row);
    const more = rows[row + width - 1]!;
    for (let i = 1; i <= lists[more]!; i += 2) if (lists[more + i] === rule) add(lists[more + i + 1]!, row);
  }
  return { keys, rows: owners, count: size };
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Two passes of 16 bits each: keys are hashes, so every bucket gets its share. */
function sorted(keys: Int32Array, rows: Int32Array, count: number): [Int32Array, Int32Array] {
  let [fromKeys, fromRows] = [keys, rows];
  let [toKeys, toRows] = [new Int32Array(count), new Int32Array(count)];
  for (const shift of [0, 16]) {
    const starts = new Int32Array(65_537);
    for (let i = 0; i < count; i++) starts[((fromKeys[i]! >>> shift) & 0xffff) + 1]!++;
    for (let bucket = 0; bucket < 65_536; bucket++) starts[bucket + 1]! += starts[bucket]!;
    for (let i = 0; i < count; i++) {
      const place = starts[(fromKeys[i]! >>> shift) & 0xffff]!++;
      toKeys[place] = fromKeys[i]!;
      toRows[place] = fromRows[i]!;
    }
    [fromKeys, fromRows, toKeys, toRows] = [
      toKeys,
      toRows,
      shift === 0 ? new Int32Array(count) : toKeys,
      shift === 0 ? new Int32Array(count) : toRows,
    ];
  }
  return [fromKeys, fromRows];
}

/** Adds the sizes of a rule's blocks to a histogram that all parts share; larger ones count as the largest. */
export function countSizes({ begins, ends }: Blocks, histogram: Int32Array): void {
  for (let block = 0; block < begins.length; block++) {
    Atomics.add(histogram, Math.min(LARGEST_BLOCK, ends[block]! - begins[block]!), 1);
  }
}

/**
 * The largest block size with which a rule stays within a number of pairs: a key that too many share says nothing, and the
 * pairs of a block grow with its square.
 */
export function capOf(histogram: Int32Array, mostPairs: number): number {
  let pairs = 0;
  for (let size = 2; size < LARGEST_BLOCK; size++) {
    pairs += histogram[size]! * ((size * (size - 1)) / 2);
    if (pairs > mostPairs) return size - 1;
  }
  return LARGEST_BLOCK - 1;
}

/** Forgets the keys of blocks above the cap, in the rows themselves: later rules must not think that pairs were met there. */
export function forgetLarge(
  view: View,
  rule: number,
  { rows, begins, ends, keys }: Blocks,
  cap: number,
): void {
  const slot = view.columns.length + rule;
  for (let block = 0; block < begins.length; block++) {
    if (ends[block]! - begins[block]! <= cap) continue;
    for (let i = begins[block]!; i < ends[block]!; i++) {
      const row = rows[i]!;
      if (view.rows[row + slot] === keys[block]) view.rows[row + slot] = 0;
      const more = view.rows[row + view.width - 1]!;
      for (let j = 1; j <= view.lists[more]!; j += 2) {
        if (view.lists[more + j] === rule && view.lists[more + j + 1] === keys[block])
          view.lists[more + j + 1] = 0;
      }
    }
  }
}

/** True where two rows share a key of a rule. */
export function meetBy(view: View, rule: number, a: number, b: number): boolean {
  const { rows, lists, width } = view;
  const slot = view.columns.length + rule;
  const key = rows[a + slot]!;
  if (key !== 0 && key === rows[b + slot]) return true;
  const [moreA, moreB] = [rows[a + width - 1]!, rows[b + width - 1]!];
  if (moreA === 0 && moreB === 0) return false;
  return smallestShared(rows, lists, rule, slot, a, moreA, b, moreB) !== 0;
}

/** The key by which two rows with several meet first; 0 for none. */
export function firstShared(view: View, rule: number, a: number, b: number): number {
  const slot = view.columns.length + rule;
  const { rows, lists, width } = view;
  return smallestShared(rows, lists, rule, slot, a, rows[a + width - 1]!, b, rows[b + width - 1]!);
}

function smallestShared(
  rows: Int32Array,
  lists: Int32Array,
  rule: number,
  slot: number,
  a: number,
  moreA: number,
  b: number,
  moreB: number,
): number {
  let found = 0;
  const endA = moreA + lists[moreA]!;
  const endB = moreB + lists[moreB]!;
  for (let i = moreA - 1; i <= endA; i += 2) {
    if (i >= moreA && lists[i] !== rule) continue;
    const key = i < moreA ? rows[a + slot]! : lists[i + 1]!;
    if (key === 0) continue;
    let shared = key === rows[b + slot];
    for (let j = moreB + 1; j <= endB && !shared; j += 2) shared = lists[j] === rule && lists[j + 1] === key;
    if (shared && (found === 0 || key < found)) found = key;
  }
  return found;
}
