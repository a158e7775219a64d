import { specOf } from "../kinds/specs.ts";
import type { Model } from "../model/model.ts";
import { BELOW, prepare, weigh } from "../score.ts";
import type { View } from "../view.ts";
import { forEachPair, makeBlocks, type Walk } from "./pairs.ts";

/** One part of a scan, as a thread gets it. */
export type Part = {
  view: View;
  model: Model;
  threshold: number;
  part: number;
  parts: number;
  histograms: Int32Array;
  pairsPerRule: number;
  split: number | null;
  /** [how many wait, which wait it is]. */
  gate: Int32Array;
  /** Rules that parts are done with, of all parts together. */
  progress: Int32Array;
};

export type PartResult = {
  /** Numbers of records, two for each pair kept. */
  pairs: Int32Array;
  weights: Float32Array;
  /** Candidate pairs by rule. */
  met: number[];
  caps: number[];
};

/** Walks a part's blocks and keeps the pairs that reach the threshold. */
export function scanPart(part: Part): PartResult {
  const { view, threshold } = part;
  const walk: Walk = { ...part, together: () => waitForAll(part.gate, part.parts) };
  const made = makeBlocks(view, walk);
  const scorer = prepare(specOf(part.model.spec), part.model, view);
  let size = 0;
  let pairs = new Int32Array(1 << 14);
  let weights = new Float32Array(1 << 13);
  const meet = (a: number, b: number) => {
    const weight = weigh(scorer, a, b, threshold);
    if (weight === BELOW) return;
    if (size === weights.length) {
      pairs = doubled(pairs, new Int32Array(pairs.length * 2));
      weights = doubled(weights, new Float32Array(weights.length * 2));
    }
    pairs[2 * size] = Math.min(a, b) / view.width;
    pairs[2 * size + 1] = Math.max(a, b) / view.width;
    weights[size++] = weight;
  };
  const met = forEachPair(view, made, part.split, meet, () => Atomics.add(part.progress, 0, 1));
  return { pairs: pairs.slice(0, 2 * size), weights: weights.slice(0, size), met, caps: made.caps };
}

function doubled<T extends Int32Array | Float32Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}

function waitForAll(gate: Int32Array, parts: number): void {
  if (parts === 1) return;
  const turn = Atomics.load(gate, 1);
  if (Atomics.add(gate, 0, 1) === parts - 1) {
    Atomics.store(gate, 0, 0);
    Atomics.add(gate, 1, 1);
    Atomics.notify(gate, 1);
  } else Atomics.wait(gate, 1, turn);
}
