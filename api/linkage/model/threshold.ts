import { type Bands, probabilityOf } from "./model.ts";

/** Below this a pair is nobody's work: one in fifty. */
export const LOWEST = Math.log2(0.02 / 0.98);

/**
 * The weight from which calling pairs the same gives the best F1 to be expected, were the model's probabilities right: a
 * pair is worth calling while its probability is above half of that F1.
 * @param weights of the candidate pairs that reach `LOWEST`.
 */
export function bestExpected(weights: ArrayLike<number>): number {
  const sorted = Float64Array.from(weights).sort().reverse();
  const total = sorted.reduce((sum, weight) => sum + probabilityOf(weight), 0);
  let [right, best, threshold] = [0, 0, 0];
  sorted.forEach((weight, at) => {
    right += probabilityOf(weight);
    const f1 = (2 * right) / (at + 1 + total);
    if (f1 > best) [best, threshold] = [f1, weight];
  });
  return threshold;
}

const STRONG = { precision: 0.995, least: 0.95 };
const LIKELY = { precision: 0.95, least: 0.5 };
const POSSIBLE = { precision: 0.7, least: 0.1 };

/**
 * Bands by estimated precision: the lowest weight at which the pairs above are, on average, right as often as the band
 * promises, and the weakest of them is not a gamble.
 */
export function bandsOf(weights: ArrayLike<number>): Bands {
  const sorted = Float64Array.from(weights).sort().reverse();
  const lowest = ({ precision, least }: typeof STRONG) => {
    let threshold = Math.log2(least / (1 - least));
    let [right, found] = [0, Number.POSITIVE_INFINITY];
    sorted.forEach((weight, at) => {
      right += probabilityOf(weight);
      if (weight >= threshold && right / (at + 1) >= precision) found = weight;
    });
    if (found === Number.POSITIVE_INFINITY) found = threshold;
    else threshold = found;
    return threshold;
  };
  const strong = lowest(STRONG);
  const likely = Math.min(strong, lowest(LIKELY));
  return { strong, likely, possible: Math.min(likely, lowest(POSSIBLE)) };
}
