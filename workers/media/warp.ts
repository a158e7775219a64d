import type { Matrix } from "./homography.ts";
import type { Grey, Pixels } from "./pixels.ts";

/** Sides of the blocks a result is made in, so that a source that lies on its side is read from the cache as well. */
const block = 64;
/** So many pixels side by side are taken for a straight line in the source: off by less than a fiftieth of a pixel. */
const run = 16;
/** Places in the source are counted in parts of this; of the parts, 256 are told apart. */
const one = 65_536;

/** Makes `count` pixels from `at` on, from the place (x, y) in the source in steps of (stepX, stepY), in {@link one}s. */
type Sampler = (at: number, count: number, x: number, y: number, stepX: number, stepY: number) => void;

/**
 * Walks over a result of `width` × `height` seen through `matrix` (fractions of the result → fractions of the source)
 * and has `sample` make it in runs. What lies outside the source is left out, its outermost pixels are stretched.
 */
function walk(
  source: { width: number; height: number },
  matrix: Matrix,
  width: number,
  height: number,
  sample: Sampler,
): void {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  const { width: across, height: down } = source;
  const [lastX, lastY] = [across - 1, down - 1];
  // A place needs its right and lower neighbour too.
  const [mostX, mostY] = [Math.max(0, lastX * one - 256), Math.max(0, lastY * one - 256)];
  const within = (x: number, y: number) => x >= 0 && y >= 0 && x * one < mostX && y * one < mostY;
  for (let top = 0; top < height; top += block)
    for (let left = 0; left < width; left += block) {
      const [bottom, right] = [Math.min(height, top + block), Math.min(width, left + block)];
      for (let row = top; row < bottom; row++) {
        const v = (row + 0.5) / height;
        const fromX = b * v + c;
        const fromY = e * v + f;
        const fromW = h * v + i;
        let u = (left + 0.5) / width;
        let w = g * u + fromW;
        let x = ((a * u + fromX) / w) * across - 0.5;
        let y = ((d * u + fromY) / w) * down - 0.5;
        for (let column = left; column < right; column += run) {
          const count = Math.min(run, right - column);
          u = (column + count + 0.5) / width;
          w = g * u + fromW;
          const toX = ((a * u + fromX) / w) * across - 0.5;
          const toY = ((d * u + fromY) / w) * down - 0.5;
          const stepX = (toX - x) / count;
          const stepY = (toY - y) / count;
          const at = row * width + column;
          if (within(x, y) && within(toX, toY))
            sample(at, count, (x * one) | 0, (y * one) | 0, (stepX * one) | 0, (stepY * one) | 0);
          else
            for (let k = 0; k < count; k++) {
              const [px, py] = [x + stepX * k, y + stepY * k];
              if (!(px >= -0.5 && py >= -0.5 && px <= lastX + 0.5 && py <= lastY + 0.5)) continue;
              const [nearX, nearY] = [Math.max(0, px) * one, Math.max(0, py) * one];
              sample(at + k, 1, Math.min(mostX, nearX) | 0, Math.min(mostY, nearY) | 0, 0, 0);
            }
          x = toX;
          y = toY;
        }
      }
    }
}

/** Grey through `matrix`, bilinear, white outside. */
export function warpGrey(source: Grey, matrix: Matrix, width: number, height: number): Grey {
  const out = new Uint8Array(width * height).fill(255);
  const { width: across } = source;
  const data = atLeastTwo(source.data, across);
  walk(source, matrix, width, height, (from, count, startX, startY, stepX, stepY) => {
    for (let at = from, x = startX, y = startY; at < from + count; at++, x += stepX, y += stepY) {
      const p = (y >> 16) * across + (x >> 16);
      const fx = (x >> 8) & 255;
      const fy = (y >> 8) & 255;
      const upper = data[p]! * (256 - fx) + data[p + 1]! * fx;
      const lower = data[p + across]! * (256 - fx) + data[p + across + 1]! * fx;
      out[at] = (upper * (256 - fy) + lower * fy + 32_768) >> 16;
    }
  });
  return { data: out, width, height };
}

/** The green of a picture, which is nearest to what the eye takes for light and dark, without making it grey first. */
export function warpGreen(source: Pixels, matrix: Matrix, width: number, height: number): Grey {
  const out = new Uint8Array(width * height).fill(255);
  const { width: across } = source;
  const words = atLeastTwo(wordsOf(source), across);
  walk(source, matrix, width, height, (from, count, startX, startY, stepX, stepY) => {
    for (let at = from, x = startX, y = startY; at < from + count; at++, x += stepX, y += stepY) {
      const p = (y >> 16) * across + (x >> 16);
      const fx = (x >> 8) & 255;
      const fy = (y >> 8) & 255;
      const upper = ((words[p]! >> 8) & 255) * (256 - fx) + ((words[p + 1]! >> 8) & 255) * fx;
      const lower =
        ((words[p + across]! >> 8) & 255) * (256 - fx) + ((words[p + across + 1]! >> 8) & 255) * fx;
      out[at] = (upper * (256 - fy) + lower * fy + 32_768) >> 16;
    }
  });
  return { data: out, width, height };
}

/** In colour, white outside; opacity is left behind. */
export function warpColour(source: Pixels, matrix: Matrix, width: number, height: number): Pixels {
  const out = new Uint8Array(width * height * 3).fill(255);
  const { width: across } = source;
  const words = atLeastTwo(wordsOf(source), across);
  // Red and blue are weighed at once, sixteen bits apart; the four weights of a pixel add up to 256.
  const redBlue = 0x00ff00ff;
  walk(source, matrix, width, height, (from, count, startX, startY, stepX, stepY) => {
    const end = (from + count) * 3;
    for (let at = from * 3, x = startX, y = startY; at < end; at += 3, x += stepX, y += stepY) {
      const p = (y >> 16) * across + (x >> 16);
      const fx = (x >> 8) & 255;
      const fy = (y >> 8) & 255;
      const d = (fx * fy) >> 8;
      const c = fy - d;
      const b = fx - d;
      const a = 256 - fx - c;
      const p1 = words[p]!;
      const p2 = words[p + 1]!;
      const p3 = words[p + across]!;
      const p4 = words[p + across + 1]!;
      const both =
        (Math.imul(p1 & redBlue, a) +
          Math.imul(p2 & redBlue, b) +
          Math.imul(p3 & redBlue, c) +
          Math.imul(p4 & redBlue, d) +
          0x00800080) |
        0;
      const green =
        ((p1 >> 8) & 255) * a + ((p2 >> 8) & 255) * b + ((p3 >> 8) & 255) * c + ((p4 >> 8) & 255) * d;
      out[at] = both >> 8;
      out[at + 1] = (green + 128) >> 8;
      out[at + 2] = both >>> 24;
    }
  });
  return { data: out, width, height, channels: 3 };
}

/** A picture as one number a pixel, red in the lowest byte. */
function wordsOf({ data, width, height, channels }: Pixels): Int32Array {
  if (channels === 4 && data.byteOffset % 4 === 0)
    return new Int32Array(data.buffer, data.byteOffset, width * height);
  const words = new Int32Array(width * height);
  for (let k = 0, at = 0; k < words.length; k++, at += channels)
    words[k] = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | -16_777_216;
  return words;
}

/** The neighbours of a single row or column are looked up too, though they weigh nothing: they have to be there. */
function atLeastTwo<T extends Uint8Array | Int32Array>(data: T, across: number): T {
  if (across > 1 && data.length > across) return data;
  const more = data.constructor as new (length: number) => T;
  const longer = new more(data.length + across + 1);
  longer.set(data);
  return longer;
}
