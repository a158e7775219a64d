import { hashPair, seeded } from "../hash.ts";
import { shared } from "../numbers.ts";
import { meetBy } from "../scan/blocks.ts";
import { forEachPair, histogramsFor, makeBlocks } from "../scan/pairs.ts";
import type { Compare, Spec } from "../spec.ts";
import type { View } from "../view.ts";

/** Pairs that agree alike: a million pairs are some thousands of patterns, and learning walks those. */
export type Pattern = {
  /** The level of every comparison. */
  levels: Uint8Array;
  /** Comparisons that this pair may teach: it met by a rule that does not look at them. */
  teaches: number;
  /** What the frequencies of the values agreed on add, in whole bits. */
  rarity: number;
  pairs: number;
};

/** Bits that the values of a pair's levels add by being rare; what a household shares apart from what it does not. */
export type RarityOf = (levels: Uint8Array, row: number) => number;

class Patterns {
  #found = new Map<number, Pattern>();
  #levels: Uint8Array;

  constructor(comparisons: number) {
    this.#levels = new Uint8Array(comparisons);
  }

  add(compares: readonly Compare[], rarityOf: RarityOf, a: number, b: number, teaches: number): void {
    const levels = this.#levels;
    let [high, low] = [teaches, ~teaches];
    for (let i = 0; i < compares.length; i++) {
      const level = compares[i]!(a, b);
      levels[i] = level;
      high = Math.imul(high ^ level, 0x9e3779b1) + i;
      low = Math.imul(low + level, 0x85ebca6b) ^ (low >>> 15);
    }
    const rarity = Math.round(rarityOf(levels, a));
    high = Math.imul(high ^ rarity, 0x9e3779b1);
    low = Math.imul(low + rarity, 0x85ebca6b);
    // 53 bits of hash: two of some thousand patterns meet once in 10⁸ times.
    const key = ((high ^ (high >>> 15)) >>> 0) * 2_097_152 + ((low ^ (low >>> 13)) >>> 11);
    const found = this.#found.get(key);
    if (found) found.pairs++;
    else this.#found.set(key, { levels: levels.slice(), teaches, rarity, pairs: 1 });
  }

  list = (): Pattern[] => [...this.#found.values()];
}

/** Pairs looked at at random: what differing things have in common by chance. */
export const RANDOM_PAIRS = 500_000;
/** Blocked pairs that are enough to learn from. */
const BLOCKED_PAIRS = 1_500_000;

export type Sample = { patterns: Pattern[]; looked: number; stands: number };

/** Patterns of random pairs; of all pairs where there are no more than that. */
export function randomPatterns(
  view: View,
  compares: readonly Compare[],
  rarityOf: RarityOf,
  { seed, split }: { seed: number; split: number | null },
): Sample {
  const patterns = new Patterns(compares.length);
  const { count, width } = view;
  const all = pairsOf(count, split);
  if (all <= RANDOM_PAIRS) {
    for (let a = 0; a < (split ?? count); a++) {
      for (let b = Math.max(a + 1, split ?? 0); b < count; b++) {
        patterns.add(compares, rarityOf, a * width, b * width, 0);
      }
    }
    return { patterns: patterns.list(), looked: all, stands: 1 };
  }
  const random = seeded(seed);
  const below = (from: number, to: number) => from + Math.floor(random() * (to - from));
  let looked = 0;
  while (looked < RANDOM_PAIRS) {
    const a = below(0, split ?? count);
    const b = below(split ?? 0, count);
    if (a === b) continue;
    patterns.add(compares, rarityOf, a * width, b * width, 0);
    looked++;
  }
  return { patterns: patterns.list(), looked, stands: 1 };
}

/** How many pairs there are to choose from. */
export const pairsOf = (count: number, split: number | null): number =>
  split === null ? (count * (count - 1)) / 2 : split * (count - split);

/**
 * Patterns of the pairs that the blocking rules bring. Where there are more than enough, every so-many-th is looked at,
 * chosen by a hash of the pair, and `stands` says for how many each stands.
 */
export function blockedPatterns(
  spec: Pick<Spec, "comparisons" | "rules">,
  view: View,
  compares: readonly Compare[],
  rarityOf: RarityOf,
  { seed, split, pairsPerRule }: { seed: number; split: number | null; pairsPerRule: number },
): Sample & { met: number[] } {
  const walk = { part: 0, parts: 1, histograms: shared(histogramsFor(view.ruleCount)), pairsPerRule, split };
  const made = makeBlocks(view, { ...walk, together: () => {} });
  const bound = made.blocks.reduce(
    (sum, { begins, ends }, rule) =>
      sum +
      begins.reduce((pairs, begin, at) => {
        const size = ends[at]! - begin;
        return size > made.caps[rule]! ? pairs : pairs + (size * (size - 1)) / 2;
      }, 0),
    0,
  );
  const stands = Math.max(1, Math.ceil(bound / BLOCKED_PAIRS));
  const untaught = spec.rules.map((rule) => maskOf(spec, rule.reads));
  const patterns = new Patterns(compares.length);
  let looked = 0;
  const met = forEachPair(view, made, split, (a, b, rule) => {
    if (stands > 1 && (hashPair(a ^ seed, b) >>> 0) % stands !== 0) return;
    looked++;
    let teaches = ~untaught[rule]!;
    for (let later = rule + 1; later < view.ruleCount && teaches !== -1; later++) {
      if (meetBy(view, later, a, b)) teaches |= ~untaught[later]!;
    }
    patterns.add(compares, rarityOf, a, b, teaches);
  });
  return { patterns: patterns.list(), looked, stands, met };
}

/** The comparisons that look at any of these columns, as bits. */
function maskOf({ comparisons }: Pick<Spec, "comparisons">, reads: readonly string[]): number {
  return comparisons.reduce(
    (mask, comparison, at) =>
      comparison.reads.some((column) => reads.includes(column)) ? mask | (1 << at) : mask,
    0,
  );
}
