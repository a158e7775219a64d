import { pairsPerRule } from "../scan/pairs.ts";
import { averageOf, prepare } from "../score.ts";
import type { Compare, Spec } from "../spec.ts";
import type { View } from "../view.ts";
import { assumedModel } from "./assumed.ts";
import { estimate } from "./em.ts";
import { frequenciesOf } from "./frequencies.ts";
import type { Frequencies, Learned, Model } from "./model.ts";
import { blockedPatterns, pairsOf, type RarityOf, randomPatterns } from "./patterns.ts";

export type TrainOptions = {
  /** The same seed gives the same model. */
  seed?: number;
  /** The first record of a second file: only pairs across the two are looked at. */
  split?: number | null;
  pairsPerRule?: number;
};

/**
 * Learns a model from the records themselves, without labels: how often same and different people agree on each field.
 * Deterministic. Works on a handful of records too, then the guesses of the spec carry it.
 */
export function train(spec: Spec, view: View, options: TrainOptions = {}): Model {
  const { seed = 1, split = null } = options;
  const compares = spec.comparisons.map(({ compile }) => compile(view));
  const frequencies = frequenciesOf(spec, view);
  const first = { ...assumedModel(spec), frequencies };
  const pairs = pairsOf(view.count, split);
  first.comparisons = withShares(spec, first.comparisons, frequencies);
  const rarityOf = rarityIn(spec, first, view, compares);
  const random = randomPatterns(view, compares, rarityOf, { seed, split });
  const perRule = options.pairsPerRule ?? pairsPerRule(view.count);
  const blocked = blockedPatterns(spec, view, compares, rarityOf, { seed, split, pairsPerRule: perRule });
  const learned = estimate(spec, blocked, random, view.count, Math.max(1, pairs));
  return {
    ...first,
    ...{ prior: learned.prior, comparisons: learned.comparisons, relatives: learned.relatives },
    training: {
      ...{ records: view.count, seed, randomPairs: random.looked, blockedPairs: blocked.looked },
      ...{ iterations: learned.iterations, converged: learned.converged },
      expectedMatches: learned.expectedMatches,
    },
  };
}

/** How often full agreement is chance, counted from the values: what frequencies are measured against. */
function withShares(spec: Spec, comparisons: Learned[], frequencies: readonly Frequencies[]): Learned[] {
  return comparisons.map((comparison, i) => {
    const counted = frequencies.find(({ column }) => column === spec.comparisons[i]!.levels[1]?.frequency);
    if (!counted) return comparison;
    const u = comparison.u.slice();
    u[1] = averageOf(counted);
    return { ...comparison, u };
  });
}

/** Bits by which the values a pair agrees on are rarer than the average. */
function rarityIn(spec: Spec, model: Model, view: View, compares: readonly Compare[]): RarityOf {
  const scorer = prepare(spec, model, view);
  const byKey = new Map(scorer.weighings.map((weighing) => [weighing.key, weighing]));
  const inOrder = spec.comparisons.map(({ key }) => byKey.get(key)!.rarity);
  return (levels, row) => {
    let bits = 0;
    for (let i = 0; i < compares.length; i++) bits += inOrder[i]![levels[i]!]?.(row) ?? 0;
    return bits;
  };
}
