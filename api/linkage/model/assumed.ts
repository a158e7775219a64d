import type { Spec } from "../spec.ts";
import type { View } from "../view.ts";
import { kinGuess } from "./em.ts";
import { frequenciesOf } from "./frequencies.ts";
import type { Model } from "./model.ts";

/** One pair in so many is assumed to be the same before anything is known. */
const ASSUMED_PRIOR = 1e-5;

/** The model before it has seen data: the spec's own guesses. For a registry too small to learn from, and for tests. */
export function assumedModel(spec: Pick<Spec, "descriptor" | "comparisons">): Model {
  return {
    spec: spec.descriptor,
    prior: Math.log2(ASSUMED_PRIOR / (1 - ASSUMED_PRIOR)),
    comparisons: spec.comparisons.map(({ key, levels }) => {
      const m = levels.map((level) => level.m);
      const u = levels.map((level) => level.u);
      return {
        key,
        m,
        u,
        weights: m.map((share, level) => (level === 0 ? 0 : Math.log2(share / u[level]!))),
      };
    }),
    frequencies: [],
    relatives: null,
    bands: { strong: 6.6, likely: 2, possible: -1 },
    training: {
      ...{ records: 0, seed: 0, randomPairs: 0, blockedPairs: 0 },
      ...{ iterations: 0, converged: false, expectedMatches: 0 },
    },
  };
}

/** One record in ten stands twice, until the records themselves say more. */
const STANDS_TWICE = 0.1;
/** Pairs of kin for each pair of the same. */
const KIN = 0.4;

/**
 * As `assumedModel`, for few records that are all at hand: the prior comes from their number, frequencies are counted, and
 * what kin share follows from what the spec says of each field.
 */
export function assumedFor(spec: Spec, view: View): Model {
  const model = assumedModel(spec);
  const share = Math.min(0.01, STANDS_TWICE / Math.max(1, view.count));
  const { comparisons } = model;
  const kin = kinGuess(
    comparisons.map(({ m }) => m),
    comparisons.map(({ u }) => u),
    spec.comparisons.map(({ shared = 0 }) => shared),
  );
  const bits = (i: number, level: number) => {
    const { mostBits = Number.POSITIVE_INFINITY } = spec.comparisons[i]!.levels[level]!;
    return level === 0 ? 0 : Math.min(mostBits, Math.log2(kin[i]![level]! / comparisons[i]!.u[level]!));
  };
  return {
    ...model,
    prior: Math.log2(share),
    comparisons: comparisons.map((comparison, i) => ({
      ...comparison,
      weights: comparison.weights.map((weight, level) =>
        Math.min(weight, spec.comparisons[i]!.levels[level]!.mostBits ?? weight),
      ),
    })),
    frequencies: frequenciesOf(spec, view),
    relatives: {
      prior: Math.log2(KIN * share),
      weights: kin.map((levels, i) => levels.map((_, at) => bits(i, at))),
    },
  };
}
