const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const encoder = new TextEncoder();

/**
 * A text as a 32-bit number (FNV-1a over UTF-8, then murmur3's finaliser), never 0, which stands for "missing". Equal
 * texts have equal numbers for ever, so that numbers can be stored; two different ones meet once in 4·10⁹ pairs.
 */
export function hashOf(text: string): number {
  let hash = BASIS;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return hashBytes(encoder.encode(text), 0, Number.POSITIVE_INFINITY);
    hash = Math.imul(hash ^ code, PRIME);
  }
  return finished(hash);
}

/** `hashOf` of the text that these bytes are. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = BASIS;
  for (let at = start; at < end && at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, PRIME);
  return finished(hash);
}

/** A short number as itself, so that one wrong digit shows; anything else as a negative hash. */
export const numberOf = (value: string): number =>
  /^\d{1,9}$/.test(value) ? Number(value) : -Math.abs(hashOf(value)) || -1;

/** Two numbers as one; the order counts. */
export const hashPair = (a: number, b: number): number =>
  finished(Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b ^ 0x7f4a7c15, 0xc2b2ae35));

function finished(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash === 0 ? 1 : hash | 0;
}

/** A repeatable source of numbers in [0, 1) (mulberry32): the same seed gives the same model. */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
