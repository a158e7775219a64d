import type { Spec } from "../spec.ts";
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
