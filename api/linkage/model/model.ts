import type { SpecDescriptor } from "../spec.ts";

/** What one comparison is worth: for each level its share among same and among different things, and the weight in bits. */
export type Learned = { key: string; m: number[]; u: number[]; weights: number[] };

/** How often each value of a column occurs. Only what occurs three times or more is listed, by hash. */
export type Frequencies = { column: string; records: number; counts: [hash: number, count: number][] };

/**
 * Different people of one household: they share what a family shares, and their names and birthdays differ. Weights in
 * bits against two people taken at random, for the same comparisons in the same order.
 */
export type Relatives = { prior: number; weights: number[][] };

/**
 * A trained model (Fellegi and Sunter 1969, JASA 64:1183). The weight of a pair is `prior` plus the weights of its levels,
 * in bits: 0 is as likely as not, 10 is a thousand to one. Plain JSON: it can be stored, compared and printed.
 */
export type Model = {
  spec: SpecDescriptor;
  /** log2 of the odds that two records taken at random are the same. */
  prior: number;
  comparisons: Learned[];
  frequencies: Frequencies[];
  relatives: Relatives | null;
  /** Lowest weight of each band. */
  bands: Bands;
  training: Training;
};

export type Bands = { strong: number; likely: number; possible: number };
export type Band = keyof Bands;

export type Training = {
  records: number;
  seed: number;
  randomPairs: number;
  blockedPairs: number;
  iterations: number;
  converged: boolean;
  /** Pairs of records that the model expects to be the same. */
  expectedMatches: number;
};

/** The probability that a pair of this weight is the same. */
export const probabilityOf = (weight: number): number => 1 / (1 + 2 ** -weight);

/** The band of a weight; null for nobody's work. */
export function bandOf({ bands }: Pick<Model, "bands">, weight: number): Band | null {
  if (weight >= bands.strong) return "strong";
  if (weight >= bands.likely) return "likely";
  return weight >= bands.possible ? "possible" : null;
}
