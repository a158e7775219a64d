import type { Link } from "../cluster.ts";
import type { Truth } from "./truth.ts";

/** Pairs told to be the same against pairs that are. */
export type Score = { precision: number; recall: number; f1: number; pairs: number; truePairs: number };

export function scoreOf(told: number, right: number, truePairs: number): Score {
  const precision = told === 0 ? 1 : right / told;
  const recall = truePairs === 0 ? 1 : right / truePairs;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, pairs: told, truePairs };
}

/** Pairs of one thing among records (across the two files where there are two). */
export function pairsWithin(groups: Int32Array, split: number | null): number {
  const sizes = new Map<number, [number, number]>();
  groups.forEach((group, record) => {
    const size = sizes.get(group) ?? [0, 0];
    size[split !== null && record >= split ? 1 : 0]++;
    sizes.set(group, size);
  });
  let pairs = 0;
  for (const [first, second] of sizes.values())
    pairs += split === null ? (first * (first - 1)) / 2 : first * second;
  return pairs;
}

/** Links as they were scored, against the truth. */
export function scoreLinks(links: readonly Link[], truth: Truth, truePairs: number): Score {
  const right = links.reduce((sum, { a, b }) => (truth[a] === truth[b] ? sum + 1 : sum), 0);
  return scoreOf(links.length, right, truePairs);
}

/** All pairs of the groups, against the truth. */
export function scoreGroups(
  groups: Int32Array,
  truth: Truth,
  truePairs: number,
  split: number | null,
): Score {
  return scoreOf(pairsWithin(groups, split), pairsWithin(crossed(groups, truth), split), truePairs);
}

/** B³ (Bagga and Baldwin 1998): for each record, how much of its group is right and how much of its thing is there. */
export function bCubed(groups: Int32Array, truth: Truth): { precision: number; recall: number; f1: number } {
  const sizes = (of: Int32Array) => {
    const counts = new Map<number, number>();
    of.forEach((group) => {
      counts.set(group, (counts.get(group) ?? 0) + 1);
    });
    return counts;
  };
  const both = crossed(groups, truth);
  const [told, are, shared] = [sizes(groups), sizes(truth), sizes(both)];
  let [precision, recall] = [0, 0];
  both.forEach((cell, record) => {
    precision += shared.get(cell)! / told.get(groups[record]!)!;
    recall += shared.get(cell)! / are.get(truth[record]!)!;
  });
  precision /= groups.length;
  recall /= groups.length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** Records that share both their group and their thing. */
function crossed(groups: Int32Array, truth: Truth): Int32Array {
  const cells = new Map<string, number>();
  return Int32Array.from(groups, (group, record) => {
    const key = `${group} ${truth[record]}`;
    if (!cells.has(key)) cells.set(key, cells.size);
    return cells.get(key)!;
  });
}
