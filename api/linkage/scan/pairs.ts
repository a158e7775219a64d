import type { View } from "../view.ts";
import {
  type Blocks,
  blocksOf,
  capOf,
  countSizes,
  firstShared,
  forgetLarge,
  LARGEST_BLOCK,
  meetBy,
} from "./blocks.ts";

/** How blocks are walked: by whom, and where the threads wait for each other. */
export type Walk = {
  part: number;
  parts: number;
  /** Sizes of blocks by rule, shared by all parts. */
  histograms: Int32Array;
  /** Most pairs that one rule may bring. */
  pairsPerRule: number;
  /** Rows from here on are another file, and only pairs across count; null for one file. */
  split: number | null;
  /** Returns when every part has come as far. */
  together: () => void;
};

/** A small file is looked at almost whole; in a large one a rule whose blocks would bring more is held to its small ones. */
export const pairsPerRule = (records: number): number => 300_000 + Math.min(20 * records, 4_000_000);

export const histogramsFor = (ruleCount: number): number => ruleCount * (LARGEST_BLOCK + 1);

/** Blocks of all rules for a part, with too large ones forgotten, and the cap that each rule got. */
export function makeBlocks(view: View, walk: Walk): { blocks: Blocks[]; caps: number[] } {
  const rules = Array.from({ length: view.ruleCount }, (_, rule) => rule);
  const histogram = (rule: number) =>
    walk.histograms.subarray(rule * (LARGEST_BLOCK + 1), (rule + 1) * (LARGEST_BLOCK + 1));
  const blocks = rules.map((rule) => {
    const made = blocksOf(view, rule, walk.part, walk.parts);
    countSizes(made, histogram(rule));
    return made;
  });
  walk.together();
  const caps = rules.map((rule) => capOf(histogram(rule), walk.pairsPerRule));
  for (const rule of rules) forgetLarge(view, rule, blocks[rule]!, caps[rule]!);
  walk.together();
  return { blocks, caps };
}

/**
 * Calls `meet` once for every pair of rows that share a key of some rule: with the first such rule in order, by the
 * smallest key where they share several. Nothing is kept, however many pairs there are.
 * @returns pairs met, by rule.
 */
export function forEachPair(
  view: View,
  { blocks, caps }: { blocks: Blocks[]; caps: number[] },
  split: number | null,
  meet: (a: number, b: number, rule: number) => void,
  ruleDone: () => void = () => {},
): number[] {
  const { rows, width } = view;
  const boundary = split === null ? -1 : split * width;
  const first = view.columns.length;
  const last = width - 1;
  return blocks.map(({ rows: owners, begins, ends, keys }, rule) => {
    let met = 0;
    for (let block = 0; block < begins.length; block++) {
      const [begin, end] = [begins[block]!, ends[block]!];
      if (end - begin > caps[rule]!) continue;
      for (let i = begin; i < end; i++) {
        const a = owners[i]!;
        const severalA = rows[a + last] !== 0;
        for (let j = i + 1; j < end; j++) {
          const b = owners[j]!;
          if (boundary >= 0 && a < boundary === b < boundary) continue;
          let known = a === b;
          for (let slot = first; slot < first + rule && !known; slot++) {
            known = rows[a + slot] === rows[b + slot] && rows[a + slot] !== 0;
          }
          if (!known && (severalA || rows[b + last] !== 0)) {
            known = firstShared(view, rule, a, b) !== keys[block];
            for (let earlier = 0; earlier < rule && !known; earlier++) known = meetBy(view, earlier, a, b);
          }
          if (known) continue;
          met++;
          meet(a, b, rule);
        }
      }
    }
    ruleDone();
    return met;
  });
}
