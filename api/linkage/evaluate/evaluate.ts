import { cluster, type Link } from "../cluster.ts";
import type { Model } from "../model/model.ts";
import { bandsOf, bestExpected, LOWEST } from "../model/threshold.ts";
import { train } from "../model/train.ts";
import { meetBy } from "../scan/blocks.ts";
import { scan } from "../scan/scan.ts";
import { BELOW, prepare, weigh } from "../score.ts";
import type { Spec } from "../spec.ts";
import { pack, type View } from "../view.ts";
import { bCubed, pairsWithin, type Score, scoreGroups, scoreLinks } from "./measure.ts";
import type { Truth } from "./truth.ts";

export type EvaluateOptions = {
  truth: Truth;
  /** The first record of a second file; null for one file. */
  split: number | null;
  seed?: number;
  threads?: number;
};

export type Evaluation = {
  records: number;
  /** Candidate pairs by rule, each pair counted at the first rule that brings it. */
  rules: { rule: string; pairs: number; largestBlock: number }[];
  candidatePairs: number;
  /** True pairs that some rule brings: no threshold finds more. */
  blockingRecall: number;
  threshold: number;
  /** Groups of records at the default threshold: the answer. */
  atDefault: Score;
  /** Pairs as they were scored, before groups were made of them. */
  pairsAtDefault: Score;
  /** The best that hindsight could have chosen. */
  best: Score & { threshold: number };
  bCubed: { precision: number; recall: number; f1: number };
  /** By posterior: how many pairs were told to be that likely, and how many are. */
  calibration: { from: number; to: number; pairs: number; expected: number; observed: number }[];
  seconds: { train: number; scan: number; cluster: number };
  model: Model;
};

/** Links the records without looking at the truth, then measures what came out against it. */
export async function evaluate<Input>(
  spec: Spec<Input>,
  inputs: readonly Input[],
  { truth, split, seed, threads = 1 }: EvaluateOptions,
): Promise<Evaluation> {
  const anySpec = spec as unknown as Spec;
  const clock = stopwatch();
  const view = pack(spec, inputs.map(spec.encode));
  const model = train(anySpec, view, { split, ...(seed ? { seed } : {}) });
  const trained = clock();
  const found = await scan(view, model, { threshold: LOWEST, split, threads });
  model.bands = bandsOf(found.weights);
  const scanned = clock();
  const links = Array.from(found.weights, (weight, at): Link => {
    return { a: found.pairs[2 * at]!, b: found.pairs[2 * at + 1]!, weight };
  });
  const threshold = bestExpected(found.weights);
  const group = grouper(anySpec, model, view, links);
  const groups = group(threshold);
  const truePairs = pairsWithin(truth, split);
  const clustered = clock();
  return {
    records: inputs.length,
    rules: spec.rules.map(({ key }, rule) => ({
      rule: key,
      pairs: found.met[rule]!,
      largestBlock: found.caps[rule]!,
    })),
    candidatePairs: found.met.reduce((sum, met) => sum + met, 0),
    blockingRecall: truePairs === 0 ? 1 : pairsMet(view, truth, split) / truePairs,
    threshold,
    atDefault: scoreGroups(groups, truth, truePairs, split),
    pairsAtDefault: scoreLinks(
      links.filter(({ weight }) => weight >= threshold),
      truth,
      truePairs,
    ),
    best: bestOf(links, threshold, (at) => scoreGroups(group(at), truth, truePairs, split)),
    bCubed: bCubed(groups, truth),
    calibration: calibrationOf(links, truth),
    seconds: { train: trained, scan: scanned, cluster: clustered },
    model,
  };
}

/** Groups at any threshold; weights of pairs that no rule brought are looked up once. */
function grouper(spec: Spec, model: Model, view: View, links: readonly Link[]) {
  const scorer = prepare(spec, model, view);
  const { width } = view;
  return (threshold: number) =>
    cluster(
      view.count,
      links.filter(({ weight }) => weight >= threshold),
      (a, b) => weigh(scorer, a * width, b * width, BELOW),
    );
}

const STEPS = 24;

/** Tries thresholds at even shares of the links, and the default one. */
function bestOf(links: readonly Link[], threshold: number, scoreAt: (threshold: number) => Score) {
  const weights = links.map(({ weight }) => weight).sort((a, b) => a - b);
  const steps = Array.from({ length: STEPS }, (_, i) => weights[Math.floor((i * weights.length) / STEPS)]!);
  const tried = [...new Set([threshold, ...steps])]
    .filter((at) => at !== undefined)
    .map((at) => ({ ...scoreAt(at), threshold: at }));
  return tried.reduce((best, each) => (each.f1 > best.f1 ? each : best));
}

/** True pairs that meet by some rule. */
function pairsMet(view: View, truth: Truth, split: number | null): number {
  const members = new Map<number, number[]>();
  truth.forEach((thing, record) => {
    members.set(thing, [...(members.get(thing) ?? []), record]);
  });
  let met = 0;
  for (const records of members.values()) {
    for (const [at, a] of records.entries()) {
      for (const b of records.slice(at + 1)) {
        if (split !== null && a < split === b < split) continue;
        for (let rule = 0; rule < view.ruleCount; rule++) {
          if (!meetBy(view, rule, a * view.width, b * view.width)) continue;
          met++;
          break;
        }
      }
    }
  }
  return met;
}

const EDGES = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.01];

function calibrationOf(links: readonly Link[], truth: Truth): Evaluation["calibration"] {
  return EDGES.slice(1).map((to, at) => {
    const from = EDGES[at]!;
    const within = links
      .map((link) => ({ ...link, p: 1 / (1 + 2 ** -link.weight) }))
      .filter(({ p }) => p >= from && p < to);
    const right = within.filter(({ a, b }) => truth[a] === truth[b]).length;
    const expected = within.reduce((sum, { p }) => sum + p, 0);
    return {
      ...{ from, to: Math.min(1, to), pairs: within.length },
      expected: within.length === 0 ? 0 : expected / within.length,
      observed: within.length === 0 ? 0 : right / within.length,
    };
  });
}

function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return seconds;
  };
}
