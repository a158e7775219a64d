import { blurred, closed, planesOf } from "./grey.ts";
import type { Point, Quad } from "./homography.ts";
import type { Grey, Pixels } from "./pixels.ts";

/** Where a sheet of paper lies in a photo: its corners in pixels, and the sides that leave the picture. */
export type Sheet = { quad: Quad; cut: number };

/** A side as x = c + slope · (y − half the height), or with x and y changed places for top and bottom. */
type Line = { c: number; slope: number; border: boolean };

/** How steeply it grows lighter at a place, towards the right or downwards. */
type Edge = (at: number) => number;

const workingSide = 360;
const steepest = 22;
const peaksASide = 5;
/** Lightness by which paper differs from what it lies on, a pixel. */
const weakestEdge = 5;
const leastSupport = 0.5;
const borderSupport = 0.3;

/**
 * Finds the sheet on a table: print is closed away, then for each side straight edges from dark to light (towards the
 * middle) are gathered by a Hough transform, and of all four-sided figures the one wins whose sides are edges along
 * their whole length and that is largest. Null where fewer than three sides are seen: a scan, or a photo within the sheet.
 */
export function findSheet(picture: Pixels): Sheet | null {
  const planes = planesOf(picture, workingSide).map((plane) => {
    const radius = Math.max(2, Math.round(Math.max(plane.width, plane.height) / 110));
    return blurred(closed(plane, radius), 1);
  });
  const [grey] = planes as [Grey, ...Grey[]];
  const { width, height } = grey;
  const across = edges(grey, 1);
  const down = edges(grey, width);
  const acrossAt: Edge = (at) => across[at]!;
  const downAt: Edge = (at) => down[at]!;
  const sides = [
    peaks(down, width, height, 1, false),
    peaks(across, width, height, -1, true),
    peaks(down, width, height, -1, false),
    peaks(across, width, height, 1, true),
  ] as const;
  let best: (Sheet & { score: number }) | null = null;
  for (const left of sides[3])
    for (const right of sides[1])
      for (const top of sides[0])
        for (const bottom of sides[2]) {
          const quad: Quad = [
            crossing(left, top, width, height),
            crossing(right, top, width, height),
            crossing(right, bottom, width, height),
            crossing(left, bottom, width, height),
          ];
          const area = shapely(quad, width, height);
          if (area === 0) continue;
          const cut = [left, right, top, bottom].filter(({ border }) => border).length;
          if (cut > 1 || (best && 1 + area / 2 <= best.score)) continue;
          const least = cut ? borderSupport : leastSupport;
          let sum = 0;
          for (const [line, from, to, edge, sign] of [
            [top, quad[0], quad[1], downAt, 1],
            [right, quad[1], quad[2], acrossAt, -1],
            [bottom, quad[3], quad[2], downAt, -1],
            [left, quad[0], quad[3], acrossAt, 1],
          ] as const) {
            const share = line.border ? borderSupport : support(from, to, edge, sign, grey);
            if (share < least) {
              sum = 0;
              break;
            }
            sum += share;
          }
          if (sum === 0) continue;
          const score = sum / 4 + 0.5 * area;
          if (!best || score > best.score) best = { quad, cut, score };
        }
  if (!best) return null;
  const whole = extended(best.quad, strongest(planes, 1), strongest(planes, width), grey);
  const [toX, toY] = [picture.width / width, picture.height / height];
  return { quad: whole.map(([x, y]) => [x * toX, y * toY]) as unknown as Quad, cut: best.cut };
}

/** Of several pictures' edges the strongest at a place, without their direction; only a few places are looked at. */
function strongest(planes: readonly Grey[], step: number): Edge {
  return (at) => Math.max(...planes.map(({ data }) => Math.abs(slope(data, at, step))));
}

/**
 * A dark band printed to the sheet's very edge looks like the table. Where both neighbouring sides go on as edges past
 * a side, the sheet goes on as well, up to where they end or the next edge parallel to the side.
 */
function extended(quad: Quad, across: Edge, down: Edge, grey: Grey): Quad {
  const out = quad.map(([x, y]) => [x, y] as [number, number]);
  for (let side = 0; side < 4; side++) {
    const [a, b] = [out[side]!, out[(side + 1) % 4]!];
    const [before, after] = [out[(side + 3) % 4]!, out[(side + 2) % 4]!];
    const lengths = [distance(before, a), distance(after, b)] as const;
    const [along, facing] = side % 2 === 0 ? [across, down] : [down, across];
    const most = Math.min(...lengths) * 0.3;
    const beyond = (corner: Point, far: Point, length: number, by: number): [number, number] => [
      corner[0] + ((corner[0] - far[0]) / length) * by,
      corner[1] + ((corner[1] - far[1]) / length) * by,
    ];
    let reach = 0;
    let seen = [0, 0];
    for (let by = 1; by <= most; by++) {
      const points = [beyond(a, before, lengths[0], by), beyond(b, after, lengths[1], by)];
      if (points.some(([x, y]) => x < 1 || y < 1 || x >= grey.width - 1 || y >= grey.height - 1)) break;
      seen = seen.map(
        (sum, k) => sum + (isEdge(points[k]![0], points[k]![1], along, side % 2 === 1, 0, grey) ? 1 : 0),
      );
      if (seen.every((sum) => sum >= by * 0.75)) reach = by;
    }
    if (reach < Math.max(...lengths) * 0.015) continue;
    let best = { by: 0, seen: 0.6 };
    for (let by = Math.max(1, reach - 6); by <= reach + 6; by++) {
      const share = support(
        beyond(a, before, lengths[0], by),
        beyond(b, after, lengths[1], by),
        facing,
        0,
        grey,
      );
      if (share > best.seen) best = { by, seen: share };
    }
    if (best.by === 0) continue;
    const moved = [beyond(a, before, lengths[0], best.by), beyond(b, after, lengths[1], best.by)] as const;
    out[side] = moved[0];
    out[(side + 1) % 4] = moved[1];
  }
  return out as unknown as Quad;
}

/** Difference of the values before and after a pixel, two apart, along one axis. */
const slope = (data: Uint8Array, at: number, step: number): number =>
  data[at + step]! + data[at + 2 * step]! - data[at - step]! - data[at - 2 * step]!;

function edges({ data, width, height }: Grey, step: number): Int16Array {
  const out = new Int16Array(width * height);
  for (let at = 2 * step; at < out.length - 2 * step; at++) out[at] = slope(data, at, step);
  return out;
}

function peaks(edge: Int16Array, width: number, height: number, sign: 1 | -1, upright: boolean): Line[] {
  const [length, reach] = upright ? [height, width] : [width, height];
  const step = upright ? 1 : width;
  const margin = Math.ceil((Math.tan((steepest * Math.PI) / 180) * length) / 2);
  const slots = reach + 2 * margin;
  const angles = 2 * steepest + 1;
  const votes = new Float32Array(slots * angles);
  const slopes = Float32Array.from({ length: angles }, (_, k) => Math.tan(((k - steepest) * Math.PI) / 180));
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x;
      const strength = edge[at]! * sign;
      // Only the crest of an edge votes.
      if (
        strength < 2 * weakestEdge ||
        strength < edge[at - step]! * sign ||
        strength < edge[at + step]! * sign
      )
        continue;
      const weight = Math.min(strength, 60);
      const [along, away] = upright ? [y, x] : [x, y];
      for (let k = 0; k < angles; k++) {
        const c = Math.round(away - slopes[k]! * (along - length / 2)) + margin;
        if (c >= 0 && c < slots) votes[k * slots + c]! += weight;
      }
    }
  }
  const lines: Line[] = [];
  while (lines.length < peaksASide) {
    let top = 0;
    for (let at = 1; at < votes.length; at++) if (votes[at]! > votes[top]!) top = at;
    if (votes[top]! < length * 0.1 * 2 * weakestEdge) break;
    const [k, c] = [Math.floor(top / slots), top % slots];
    lines.push({ c: c - margin, slope: slopes[k]!, border: false });
    for (let dk = -4; dk <= 4; dk++)
      for (let dc = -7; dc <= 7; dc++)
        if (k + dk >= 0 && k + dk < angles && c + dc >= 0 && c + dc < slots)
          votes[(k + dk) * slots + c + dc] = 0;
  }
  lines.push({ c: sign === 1 ? 0 : reach - 1, slope: 0, border: true });
  return lines;
}

function crossing(side: Line, flat: Line, width: number, height: number): Point {
  // x = a + s·(y − h/2) and y = b + t·(x − w/2)
  const y =
    (flat.c + flat.slope * (side.c - (side.slope * height) / 2 - width / 2)) / (1 - flat.slope * side.slope);
  return [side.c + side.slope * (y - height / 2), y];
}

/** Share of the picture's area, or 0 for what no sheet looks like from above. */
function shapely(quad: Quad, width: number, height: number): number {
  const slack = Math.max(width, height) * 0.04;
  for (const [x, y] of quad)
    if (x < -slack || y < -slack || x > width + slack || y > height + slack) return 0;
  let area = 0;
  for (let k = 0; k < 4; k++) {
    const [a, b, c] = [quad[k]!, quad[(k + 1) % 4]!, quad[(k + 2) % 4]!];
    area += (a[0] * b[1] - b[0] * a[1]) / 2;
    const turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
    const sine = turn / (distance(a, b) * distance(b, c));
    if (!(sine > 0.88)) return 0;
  }
  const [top, right, bottom, left] = [0, 1, 2, 3].map((k) => distance(quad[k]!, quad[(k + 1) % 4]!));
  if (Math.max(top! / bottom!, bottom! / top!, left! / right!, right! / left!) > 1.5) return 0;
  const aspect = (top! + bottom!) / (left! + right!);
  if (aspect < 0.4 || aspect > 2.5) return 0;
  const share = area / (width * height);
  return share < 0.2 ? 0 : share;
}

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** An edge (of either kind for `sign` 0) within two pixels, across the way it is looked along. */
function isEdge(
  atX: number,
  atY: number,
  edge: Edge,
  along: boolean,
  sign: 1 | 0 | -1,
  { width, height }: Grey,
): boolean {
  for (let off = -2; off <= 2; off++) {
    const x = Math.round(atX) + (along ? 0 : off);
    const y = Math.round(atY) + (along ? off : 0);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const step = edge(y * width + x);
    if ((sign === 0 ? Math.abs(step) : step * sign) >= 2 * weakestEdge) return true;
  }
  return false;
}

/** Share of the way from one corner to the next that is an edge. */
function support(from: Point, to: Point, edge: Edge, sign: 1 | 0 | -1, grey: Grey): number {
  const steps = 48;
  const along = Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1]);
  let seen = 0;
  for (let k = 1; k < steps; k++) {
    const x = from[0] + ((to[0] - from[0]) * k) / steps;
    const y = from[1] + ((to[1] - from[1]) * k) / steps;
    if (isEdge(x, y, edge, along, sign, grey)) seen += 1;
  }
  return seen / (steps - 1);
}
