import type { Model } from "../model/model.ts";
import { shared } from "../numbers.ts";
import { inThread } from "../threads.ts";
import type { View } from "../view.ts";
import { histogramsFor, pairsPerRule } from "./pairs.ts";
import { type Part, type PartResult, scanPart } from "./part.ts";

export type ScanOptions = {
  /** Pairs of at least this weight are kept, in bits. */
  threshold: number;
  /** Threads that share the work; 1 stays in this one. */
  threads?: number;
  /** Most pairs that one blocking rule may bring; by default `pairsPerRule`. */
  pairsPerRule?: number;
  /** The first record of a second file: only pairs across the two count. */
  split?: number | null;
  /** Told about every second how much of the work is done, from 0 to 1; where one thread does all, only at the end. */
  onProgress?: (share: number) => void;
};

const TELL_EVERY_MS = 1000;

/** Pairs as numbers of records in the view, the strongest first where the weight decides. */
export type Scan = {
  pairs: Int32Array;
  weights: Float32Array;
  /** Candidate pairs that each rule brought first, and the largest block it was allowed. */
  met: number[];
  caps: number[];
};

/**
 * Finds the pairs of a view that reach a threshold. Threads share the rows and divide the keys; candidate pairs are never
 * written down, so memory stays what the rows take. The view's keys of too large blocks are forgotten on the way.
 */
export async function scan(view: View, model: Model, options: ScanOptions): Promise<Scan> {
  const parts = options.threads ?? 1;
  const common = {
    ...{ view, model, parts, threshold: options.threshold, split: options.split ?? null },
    histograms: shared(histogramsFor(view.ruleCount)),
    pairsPerRule: options.pairsPerRule ?? pairsPerRule(view.count),
    ...{ gate: shared(2), progress: shared(1) },
  };
  const all = Array.from({ length: parts }, (_, part): Part => ({ ...common, part }));
  const tell = () => options.onProgress?.(Atomics.load(common.progress, 0) / (parts * view.ruleCount));
  const telling = setInterval(tell, TELL_EVERY_MS);
  try {
    const apart = () => Promise.all(all.map((part) => inThread({ kind: "scan", part })));
    const results = parts === 1 ? [scanPart(all[0]!)] : await apart();
    tell();
    return joined(results);
  } finally {
    clearInterval(telling);
  }
}

/** All parts as one, in the order of the records, so that the number of threads does not show. */
function joined(results: PartResult[]): Scan {
  const size = results.reduce((sum, { weights }) => sum + weights.length, 0);
  const pairs = new Int32Array(2 * size);
  const weights = new Float32Array(size);
  let at = 0;
  for (const result of results) {
    pairs.set(result.pairs, 2 * at);
    weights.set(result.weights, at);
    at += result.weights.length;
  }
  const order = Uint32Array.from({ length: size }, (_, i) => i).sort(
    (x, y) => pairs[2 * x]! - pairs[2 * y]! || pairs[2 * x + 1]! - pairs[2 * y + 1]!,
  );
  const sum = (rule: number) => results.reduce((total, { met }) => total + met[rule]!, 0);
  const sortedPairs = new Int32Array(2 * size);
  order.forEach((from, to) => {
    sortedPairs[2 * to] = pairs[2 * from]!;
    sortedPairs[2 * to + 1] = pairs[2 * from + 1]!;
  });
  return {
    pairs: sortedPairs,
    weights: Float32Array.from(order, (from) => weights[from]!),
    met: results[0]!.met.map((_, rule) => sum(rule)),
    caps: results[0]!.caps,
  };
}
