/** Perceptual hashes of pages: one home for their length, their bands and what counts as the same page. S63 */

export const hashBits = 256;

/** Two pages whose hashes differ in at most so many bits are taken for pictures of the same page. */
export const nearDuplicateDistance = 48;

const digits = "0123456789abcdef";
const bandDigits = 3;

/** Bits in which two hashes (hex, {@link hashBits} bits) differ. */
export function hashDistance(one: string, other: string): number {
  let bits = 0;
  for (let at = 0; at < one.length; at++) {
    let differ = digits.indexOf(one[at]!) ^ digits.indexOf(other[at]!);
    for (; differ > 0; differ >>= 1) bits += differ & 1;
  }
  return bits;
}

/** Slices of a hash, each with its place: two pages that look alike share at least one. */
export function hashBands(hash: string): string[] {
  const bands: string[] = [];
  for (let at = 0; at + bandDigits <= hash.length; at += bandDigits)
    bands.push(`${at}:${hash.slice(at, at + bandDigits)}`);
  return bands;
}
