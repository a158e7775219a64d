import type { Grey } from "./pixels.ts";

/** A connected piece of ink of any size; pixels, `right` and `bottom` included, `area` in dark pixels. */
export type Blot = { left: number; right: number; top: number; bottom: number; area: number };

/** Darker than this is ink in a picture made for recognition, where paper is white. */
export const inkBelow = 160;
/** A page of noise is left alone. */
const mostBlots = 60_000;

export const widthOf = ({ left, right }: Blot): number => right - left + 1;
export const heightOf = ({ top, bottom }: Blot): number => bottom - top + 1;

/** Every connected piece of ink (corners touch), or none where there are too many to be writing. */
export function blotsOf({ data, width, height }: Grey): Blot[] {
  type Run = { from: number; to: number; of: number };
  const found: Blot[] = [];
  const parent: number[] = [];
  const root = (one: number): number => {
    let at = one;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  let above: Run[] = [];
  for (let y = 0; y < height; y++) {
    const runs: Run[] = [];
    const end = (y + 1) * width;
    let k = 0;
    for (let at = y * width; at < end; at++) {
      if (data[at]! >= inkBelow) continue;
      const from = at - y * width;
      while (at + 1 < end && data[at + 1]! < inkBelow) at += 1;
      const to = at - y * width;
      while (k < above.length && above[k]!.to < from - 1) k += 1;
      let of = -1;
      for (let j = k; j < above.length && above[j]!.from <= to + 1; j++) {
        const touching = root(above[j]!.of);
        if (of < 0) of = touching;
        else if (of !== touching) {
          take(found[of]!, found[touching]!);
          parent[touching] = of;
        }
      }
      if (of < 0) {
        of = found.length;
        if (of >= mostBlots) return [];
        found.push({ left: from, right: to, top: y, bottom: y, area: 0 });
        parent.push(of);
      }
      take(found[of]!, { left: from, right: to, top: y, bottom: y, area: to - from + 1 });
      runs.push({ from, to, of });
    }
    above = runs;
  }
  return found.filter((_, index) => parent[index] === index);
}

function take(one: Blot, other: Blot): void {
  one.left = Math.min(one.left, other.left);
  one.right = Math.max(one.right, other.right);
  one.top = Math.min(one.top, other.top);
  one.bottom = Math.max(one.bottom, other.bottom);
  one.area += other.area;
}

/** The usual height of a letter among the pieces, in pixels; 0 on a page with hardly any. */
export function letterHeight(blots: readonly Blot[], side: number): number {
  const heights = blots
    .filter((blot) => {
      const [w, h] = [widthOf(blot), heightOf(blot)];
      return h >= side / 250 && h <= side / 25 && w >= h / 8 && w <= h * 3;
    })
    .map(heightOf)
    .sort((a, b) => a - b);
  return heights.length < 20 ? 0 : heights[Math.floor(heights.length / 2)]!;
}
