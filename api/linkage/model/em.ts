import { explainedAway } from "../score.ts";
import type { Spec } from "../spec.ts";
import type { Learned, Relatives } from "./model.ts";
import type { Pattern, Sample } from "./patterns.ts";

/** Pairs that the spec's guesses count for: they carry a comparison that the data hardly speak of. */
const GUESS_M = 12;
const GUESS_U = 200;
const GUESS_RELATIVES = 60;
const MOST_ROUNDS = 200;
const ENOUGH = 1e-4;
/** A comparison says at most this much for or against, in bits. */
const MOST_BITS = 22;

export type Estimate = {
  prior: number;
  comparisons: Learned[];
  relatives: Relatives | null;
  iterations: number;
  converged: boolean;
  expectedMatches: number;
};

type State = {
  lambda: number;
  kin: number;
  m: number[][];
  u: number[][];
  k: number[][];
  weights: number[][];
  among: number[][];
};

/**
 * Estimates m, u and the prior by expectation maximisation (Dempster, Laird and Rubin 1977; for linkage Winkler 1988 and
 * Jaro 1989) over blocked and random pairs at once. As Splink does, u comes from random pairs and a comparison is never
 * taught by pairs that met because it agreed. Three kinds of pairs are told apart: the same, unrelated, and kin, who share
 * what the spec says. Where data are scarce the guesses of the spec hold.
 */
export function estimate(
  spec: Pick<Spec, "comparisons">,
  blocked: Sample,
  random: Sample,
  records: number,
  pairs: number,
): Estimate {
  const likeM = spec.comparisons.map(({ shared = 0 }) => shared);
  const guesses = {
    m: spec.comparisons.map(({ levels }) => levels.map(({ m }) => m)),
    u: spec.comparisons.map(({ levels }) => levels.map(({ u }) => u)),
  };
  const u = shares(spec, random.patterns, (pattern) => pattern.pairs, guesses.u, GUESS_U, 0);
  const floor = 0.25 / Math.max(1, random.looked);
  let state = weighted(spec, {
    lambda: (0.05 * records) / pairs,
    kin: (0.02 * records) / pairs,
    m: guesses.m,
    u: floored(u, floor),
    k: kinGuess(guesses.m, u, likeM),
  });
  let iterations = 0;
  let change = 1;
  while (iterations < MOST_ROUNDS && change > ENOUGH) {
    const next = round(spec, blocked, random, state, { guesses, likeM, floor, pairs });
    change = Math.max(
      ...next.m.flatMap((levels, i) => levels.map((share, level) => Math.abs(share - state.m[i]![level]!))),
      Math.abs(Math.log(next.lambda / state.lambda)) / 10,
    );
    state = next;
    iterations++;
  }
  return {
    prior: Math.log2(state.lambda / (1 - state.lambda)),
    comparisons: spec.comparisons.map(({ key }, i) => ({
      ...{ key, m: state.m[i]!, u: state.u[i]! },
      weights: state.weights[i]!,
    })),
    relatives: { prior: Math.log2(state.kin), weights: state.among },
    ...{ iterations, converged: change <= ENOUGH, expectedMatches: state.lambda * pairs },
  };
}

type Fixed = { guesses: { m: number[][]; u: number[][] }; likeM: number[]; floor: number; pairs: number };

function round(
  spec: Pick<Spec, "comparisons">,
  blocked: Sample,
  random: Sample,
  state: State,
  { guesses, likeM, floor, pairs }: Fixed,
): State {
  const same = new Map<Pattern, number>();
  const kin = new Map<Pattern, number>();
  let [matches, relatives] = [0, 0];
  for (const pattern of blocked.patterns) {
    const [p, h] = posterior(pattern, state);
    const stands = pattern.pairs * blocked.stands;
    same.set(pattern, p * stands);
    kin.set(pattern, h * stands);
    matches += p * stands;
    relatives += h * stands;
  }
  const m = held(
    spec,
    shares(spec, blocked.patterns, (pattern) => same.get(pattern)!, guesses.m, GUESS_M, 1),
  );
  const unrelated = (pattern: Pattern) => {
    const [p, h] = posterior(pattern, state);
    return pattern.pairs * (1 - p - h);
  };
  const u = floored(shares(spec, random.patterns, unrelated, guesses.u, GUESS_U, 0), floor);
  const kinGuesses = kinGuess(guesses.m, u, likeM);
  const k = shares(spec, blocked.patterns, (pattern) => kin.get(pattern)!, kinGuesses, GUESS_RELATIVES, 0);
  return weighted(spec, {
    lambda: Math.min(0.5, (matches + 1) / (pairs + 2)),
    kin: Math.min(0.5, (relatives + 1) / (pairs + 2)),
    ...{ m, u },
    k: k.map((levels, i) => (likeM[i] === 0 ? kinGuesses[i]! : levels)),
  });
}

/** Kin: between the same and strangers, each field by how much of it they share. */
export function kinGuess(m: number[][], u: number[][], likeM: number[]): number[][] {
  return m.map((levels, i) =>
    levels.map((share, level) => (level === 0 ? 1 : likeM[i]! * share + (1 - likeM[i]!) * u[i]![level]!)),
  );
}

/** Chances that a pair of this pattern is the same, and that it is two relatives. */
export function posterior(
  { levels, rarity }: Pattern,
  state: Pick<State, "lambda" | "kin" | "weights" | "among">,
) {
  let weight = Math.log2(state.lambda) + rarity;
  let among = Math.log2(state.kin);
  for (let i = 0; i < levels.length; i++) {
    weight += state.weights[i]![levels[i]!]!;
    among += state.among[i]![levels[i]!]!;
  }
  const others = explainedAway(among);
  const same = 1 / (1 + 2 ** (others - weight));
  return [same, (1 - same) * 2 ** (among - others)] as const;
}

/** The share of each level among pairs, each counted by its weight, the missing left out and the guesses mixed in. */
function shares(
  spec: Pick<Spec, "comparisons">,
  patterns: readonly Pattern[],
  countOf: (pattern: Pattern) => number,
  guesses: number[][],
  strength: number,
  outside: 0 | 1,
): number[][] {
  const counts = spec.comparisons.map(({ levels }) => levels.map(() => 0));
  for (const pattern of patterns) {
    const count = countOf(pattern);
    if (count <= 0) continue;
    for (let i = 0; i < counts.length; i++) {
      if (outside === 1 && (pattern.teaches & (1 << i)) === 0) continue;
      counts[i]![pattern.levels[i]!]! += count;
    }
  }
  return counts.map((levels, i) => {
    const said = levels.reduce((sum, count, level) => (level === 0 ? sum : sum + count), strength);
    const guessed = guesses[i]!.reduce((sum, share, level) => (level === 0 ? sum : sum + share), 0);
    return levels.map((count, level) =>
      level === 0 ? 1 : (count + (strength * guesses[i]![level]!) / guessed) / said,
    );
  });
}

const floored = (shares: number[][], floor: number): number[][] =>
  shares.map((levels) => levels.map((share) => Math.max(share, floor)));

/** Keeps shares within what the spec allows; the rest of the levels take what is over. */
function held(spec: Pick<Spec, "comparisons">, shares: number[][]): number[][] {
  return shares.map((levels, i) => {
    const over = spec.comparisons[i]!.levels.map(({ mostShare = 1 }, level) =>
      level === 0 ? 0 : Math.max(0, levels[level]! - mostShare),
    );
    const excess = over.reduce((sum, each) => sum + each, 0);
    if (excess === 0) return levels;
    const rest = levels.reduce(
      (sum, share, level) => (level === 0 || over[level]! > 0 ? sum : sum + share),
      0,
    );
    return levels.map((share, level) => {
      if (level === 0) return 1;
      return over[level]! > 0 ? share - over[level]! : share * (1 + excess / rest);
    });
  });
}

/** Weights from shares: no level says more than full agreement, and disagreement never speaks for a pair. */
function weighted(spec: Pick<Spec, "comparisons">, state: Omit<State, "weights" | "among">): State {
  const bits = (over: number[], under: number[]) =>
    over.map((share, level) => (level === 0 ? 0 : bounded(Math.log2(share / under[level]!))));
  const capped = (weights: number[], i: number) =>
    weights.map((weight, level) => Math.min(weight, spec.comparisons[i]!.levels[level]!.mostBits ?? weight));
  return {
    ...state,
    weights: state.m.map((levels, i) => ordered(spec, i, levels, capped(bits(levels, state.u[i]!), i))),
    among: state.k.map((levels, i) => capped(bits(levels, state.u[i]!), i)),
  };
}

const bounded = (weight: number) => Math.max(-MOST_BITS, Math.min(MOST_BITS, weight));

/**
 * Full agreement says at least as much as any lesser one, and disagreement nothing for a pair. Where the data say
 * otherwise, the level with more of the pairs is believed: a file without streets must not make its postcodes doubtful.
 * A level with a bound of its own (both names transposed) may say more than one name that agrees.
 */
function ordered(
  { comparisons }: Pick<Spec, "comparisons">,
  i: number,
  m: number[],
  weights: number[],
): number[] {
  const last = weights.length - 1;
  const { levels } = comparisons[i]!;
  const lesser = weights.map((_, level) => level).filter((level) => level > 1 && level < last);
  const within = lesser.filter((level) => levels[level]!.mostBits === undefined);
  const most = Math.max(
    weights[1]!,
    ...within.filter((level) => m[level]! > m[1]!).map((level) => weights[level]!),
  );
  const least = Math.min(0, ...weights.slice(1));
  return weights.map((weight, level) => {
    if (level === 0) return 0;
    if (level === 1) return most;
    if (level === last) return least;
    return within.includes(level) ? Math.min(weight, most) : weight;
  });
}
