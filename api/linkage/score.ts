import { hashBytes } from "./hash.ts";
import type { Frequencies, Learned, Model } from "./model/model.ts";
import { type Compare, columnAt, type Spec } from "./spec.ts";
import { pack, type View } from "./view.ts";

/** What a frequency adds to a level's weight, for the value the rows agree on. */
export type Rarity = (row: number) => number;

/** A comparison made ready for one view. */
export type Weighing = {
  key: string;
  /** Its place among the spec's comparisons. */
  at: number;
  compare: Compare;
  weights: Float64Array;
  /** Against relatives; null where the model knows none. */
  relatives: Float64Array | null;
  /** By level; undefined where the value does not matter. */
  rarity: (Rarity | undefined)[];
};

/** A model made ready for one view: comparisons from the cheapest, and the most that those still to come can add. */
export type Scorer = {
  prior: number;
  relativesPrior: number;
  weighings: Weighing[];
  /** `most[i]`: what weighings i, i + 1, … can add at best. */
  most: Float64Array;
};

export const BELOW = Number.NEGATIVE_INFINITY;

/** Readies a model for the rows of a view. */
export function prepare(spec: Pick<Spec, "comparisons" | "columns">, model: Model, view: View): Scorer {
  const weighings = spec.comparisons
    .map((comparison, at): Weighing & { cost: number } => {
      const learned = model.comparisons[at]!;
      return {
        ...{ key: comparison.key, at, cost: comparison.cost, compare: comparison.compile(view) },
        weights: Float64Array.from(learned.weights),
        relatives: model.relatives ? Float64Array.from(model.relatives.weights[at]!) : null,
        rarity: comparison.levels.map(({ frequency }, level) =>
          frequency ? rarityIn(view, model, frequency, learned, level) : undefined,
        ),
      };
    })
    .sort((a, b) => a.cost - b.cost);
  const most = new Float64Array(weighings.length + 1);
  for (let i = weighings.length - 1; i >= 0; i--) {
    const { weights, rarity } = weighings[i]!;
    const best = Math.max(...weights.map((weight, level) => weight + (rarity[level] ? MOST_RARITY : 0)));
    most[i] = most[i + 1]! + best;
  }
  return { prior: model.prior, relativesPrior: model.relatives?.prior ?? BELOW, weighings, most };
}

/** A rare value adds at most this many bits, a common one takes away at most as many. */
export const MOST_RARITY = 6;

/**
 * The weight of a pair of rows, or `BELOW` as soon as it cannot reach `cut` any more. Kin explain away what
 * they share: log2(1 + their odds) is taken off, so a pair that is only that ends far below.
 */
export function weigh(scorer: Scorer, a: number, b: number, cut: number): number {
  const { weighings, most } = scorer;
  let weight = scorer.prior;
  let relatives = scorer.relativesPrior;
  for (let i = 0; i < weighings.length; i++) {
    if (weight + most[i]! < cut) return BELOW;
    const weighing = weighings[i]!;
    const level = weighing.compare(a, b);
    if (level === 0) continue;
    weight += weighing.weights[level]!;
    if (weighing.relatives !== null) relatives += weighing.relatives[level]!;
    const rarity = weighing.rarity[level];
    if (rarity !== undefined) {
      const bits = rarity(a);
      weight += bits;
      if (weighing.relatives !== null && weighing.relatives[level]! > 0) relatives += bits;
    }
  }
  const final = weight - explainedAway(relatives);
  return final < cut ? BELOW : final;
}

/** log2(1 + 2^bits). */
export const explainedAway = (bits: number): number => {
  if (bits < -30) return 0;
  return bits > 50 ? bits : Math.log2(1 + 2 ** bits);
};

/**
 * Term-frequency adjustment (as Splink documents it; Winkler 2000): agreeing on Zebediah says more than on Maria. The
 * share of a value is counted without the two records in hand and drawn towards the level's u, which stands for one record.
 */
function rarityIn(
  view: View,
  model: Model,
  column: string,
  learned: Learned,
  level: number,
): Rarity | undefined {
  const found = model.frequencies.find((each) => each.column === column);
  if (!found) return undefined;
  const bits = bitsOf(found, level === 1 ? learned.u[1]! : averageOf(found));
  const at = columnAt(view, column);
  const { rows } = view;
  if (view.columns[at]!.kind === "number") return (row) => bits(rows[row + at]!);
  const { pool, starts, squeezed } = view.words;
  const known = new Float32Array(starts.length).fill(Number.NaN);
  return (row) => {
    const code = squeezed[rows[row + at]!]!;
    let value = known[code]!;
    if (Number.isNaN(value)) {
      value = bits(hashBytes(pool, starts[code]!, starts[code + 1]!));
      known[code] = value;
    }
    return value;
  };
}

/** A model is used for one probe after another: what follows from its counts is found once. */
function onceFor<T>(make: (counts: Frequencies["counts"]) => T): (counts: Frequencies["counts"]) => T {
  const made = new WeakMap<Frequencies["counts"], T>();
  return (counts) => {
    let found = made.get(counts);
    if (found === undefined) {
      found = make(counts);
      made.set(counts, found);
    }
    return found;
  };
}

const tableOf = onceFor((counts): ReadonlyMap<number, number> => new Map(counts));

/** The bits that a value of a column adds, by its hash (a number by itself), against agreement by chance `u`. */
export function bitsOf({ counts, records }: Frequencies, u: number): (hash: number) => number {
  const table = tableOf(counts);
  const expected = Math.max(u, 1e-9);
  const bound = (bits: number) => Math.fround(Math.max(-MOST_RARITY, Math.min(MOST_RARITY, bits)));
  return (hash) => {
    const others = Math.max(0, (table.get(hash) ?? 2) - 2);
    return bound(Math.log2((expected * (records + 1 / expected)) / (others + 1)));
  };
}

const pairsOf = onceFor((counts: Frequencies["counts"]) =>
  counts.reduce((sum, [, count]) => sum + count * (count - 1), 0),
);

/** The chance that two records agree on the column. */
export function averageOf({ counts, records }: Frequencies): number {
  return Math.max(pairsOf(counts) / Math.max(1, records * (records - 1)), 1 / Math.max(1, records));
}

/** What one comparison said of a pair. Weights in bits; `rarity` is the part that the value's frequency gave. */
export type Evidence = {
  key: string;
  level: string;
  left: string | null;
  right: string | null;
  weight: number;
  rarity: number;
};

/** A pair of things with its weight and where that came from. The weights of all rows and the prior add up to `weight`. */
export type Explanation = { weight: number; prior: number; evidence: Evidence[] };

/** Every comparison's say about two things, missing ones included; `relatives` is what kin explain away. */
export function explain<Input>(spec: Spec<Input>, model: Model, left: Input, right: Input): Explanation {
  const view = pack(spec, [spec.encode(left), spec.encode(right)]);
  const scorer = prepare(spec, model, view);
  const [shownLeft, shownRight] = [spec.show(left), spec.show(right)];
  let relatives = scorer.relativesPrior;
  const found = new Map<string, Evidence>();
  for (const { key, compare, weights, rarity, relatives: among } of scorer.weighings) {
    const level = compare(0, view.width);
    const rare = rarity[level]?.(0) ?? 0;
    if (among && level > 0) relatives += among[level]! + (among[level]! > 0 ? rare : 0);
    const name = spec.comparisons.find((each) => each.key === key)!.levels[level]!.key;
    const [saidLeft, saidRight] = [shownLeft[key] ?? null, shownRight[key] ?? null];
    const weight = level === 0 ? 0 : weights[level]! + rare;
    found.set(key, { key, level: name, left: saidLeft, right: saidRight, weight, rarity: rare });
  }
  const evidence = spec.comparisons.map(({ key }) => found.get(key)!);
  const away = explainedAway(relatives);
  if (away > 0.05) {
    evidence.push({
      key: "relatives",
      level: spec.kin,
      left: null,
      right: null,
      weight: -away,
      rarity: 0,
    });
  }
  const sum = evidence.reduce((total, { weight }) => total + weight, model.prior);
  return { weight: sum, prior: model.prior, evidence };
}
