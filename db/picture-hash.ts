/** How far apart the perceptual hashes of two page pictures may lie and still be one page: bits that differ, of every 64. */
const mostDifferentBits = 10;

/** Whether two hashes (hex, of one length) are of pictures that look alike. */
export function looksAlike(a: string, b: string): boolean {
  if (a.length !== b.length || a.length === 0) return false;
  let different = 0;
  for (let digit = 0; digit < a.length; digit++) {
    let bits = Number.parseInt(a[digit]!, 16) ^ Number.parseInt(b[digit]!, 16);
    for (; bits > 0; bits &= bits - 1) different++;
  }
  return different * 64 <= mostDifferentBits * a.length * 4;
}
