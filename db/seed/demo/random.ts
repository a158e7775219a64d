/**
 * Seeded randomness for the demo registry: the same seed gives the same people, files and decisions on every
 * machine. Generator: `sfc32` (Chris Doty-Humphrey, PractRand), four 32-bit words filled from the seed text by
 * `xmur3`, first 16 outputs dropped. Not for secrets.
 */
export type Random = {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Whole number, both ends included. */
  int(min: number, max: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One item, its second part being its weight (any positive scale). */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** `count` different items in random order; all of them when fewer exist. */
  sample<T>(items: readonly T[], count: number): T[];
  shuffle<T>(items: readonly T[]): T[];
  normal(mean: number, deviation: number): number;
  /** Index 0…size-1 where index k is `(k + 1) ** -exponent` as likely as the first: a few common, many rare. */
  zipf(size: number, exponent?: number): number;
  /** Item drawn by its place in the list: the first ones are the common ones. */
  common<T>(items: readonly T[], exponent?: number): T;
  /** Decimal digits, leading zeros kept. */
  digits(count: number): string;
  /** UUID version 4 shape, from this stream. */
  uuid(): string;
  /** An independent stream: drawing more here never shifts what another label draws. */
  fork(label: string): Random;
};

function wordsFrom(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h >>> 0;
  };
}

function sfc32(text: string): () => number {
  const word = wordsFrom(text);
  let [a, b, c, d] = [word(), word(), word(), word()];
  const step = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 16; i++) step();
  return step;
}

const zipfSums = new Map<string, number[]>();

function cumulativeZipf(size: number, exponent: number): number[] {
  const key = `${size}:${exponent}`;
  const known = zipfSums.get(key);
  if (known) return known;
  let sum = 0;
  const sums = Array.from({ length: size }, (_, k) => {
    sum += (k + 1) ** -exponent;
    return sum;
  });
  zipfSums.set(key, sums);
  return sums;
}

/** A stream for one seed; numbers and texts are both welcome. */
export function makeRandom(seed: number | string): Random {
  const next = sfc32(String(seed));
  const random: Random = {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("Nothing to pick from: the list is empty.");
      return items[Math.floor(next() * items.length)]!;
    },
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items[items.length - 1]![0];
    },
    shuffle: (items) => {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [out[i], out[j]] = [out[j]!, out[i]!];
      }
      return out;
    },
    sample: (items, count) => {
      if (count * 8 > items.length) return random.shuffle(items).slice(0, count);
      const taken = new Set<number>();
      while (taken.size < count) taken.add(Math.floor(next() * items.length));
      return [...taken].map((index) => items[index]!);
    },
    normal: (mean, deviation) => {
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * next());
    },
    zipf: (size, exponent = 1) => {
      const sums = cumulativeZipf(size, exponent);
      const target = next() * sums[size - 1]!;
      let low = 0;
      let high = size - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sums[middle]! <= target) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    common: (items, exponent = 0.7) => items[random.zipf(items.length, exponent)]!,
    digits: (count) => Array.from({ length: count }, () => Math.floor(next() * 10)).join(""),
    uuid: () => {
      const hex = (count: number) =>
        Array.from({ length: count }, () => Math.floor(next() * 16).toString(16)).join("");
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + Math.floor(next() * 4)).toString(16)}${hex(3)}-${hex(12)}`;
    },
    fork: (label) => makeRandom(`${seed}/${label}`),
  };
  return random;
}
