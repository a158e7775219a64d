import type { Matrix } from "./homography.ts";
import type { Grey, Pixels } from "./pixels.ts";

/** Calls `each` with the offset of a pixel of the result and the place in the source it comes from. */
function walk(
  matrix: Matrix,
  from: { width: number; height: number },
  width: number,
  height: number,
  each: (at: number, x: number, y: number) => void,
): void {
  const [a, b, c, d, e, f, g, h, i] = matrix;
  for (let row = 0, at = 0; row < height; row++) {
    const v = (row + 0.5) / height;
    for (let column = 0; column < width; column++, at++) {
      const u = (column + 0.5) / width;
      const w = g * u + h * v + i;
      each(at, ((a * u + b * v + c) / w) * from.width - 0.5, ((d * u + e * v + f) / w) * from.height - 0.5);
    }
  }
}

/** The picture seen through `matrix` (fractions of the result → fractions of the source), bilinear, white outside. */
export function warpGrey(source: Grey, matrix: Matrix, width: number, height: number): Grey {
  const { data, width: across, height: down } = source;
  const out = new Uint8Array(width * height).fill(255);
  const [lastX, lastY] = [across - 1, down - 1];
  walk(matrix, source, width, height, (at, x, y) => {
    if (x < -0.5 || y < -0.5 || x > lastX + 0.5 || y > lastY + 0.5) return;
    const left = x < 0 ? 0 : x > lastX - 1 ? Math.max(0, lastX - 1) : x | 0;
    const top = y < 0 ? 0 : y > lastY - 1 ? Math.max(0, lastY - 1) : y | 0;
    const fx = Math.min(1, Math.max(0, x - left));
    const fy = Math.min(1, Math.max(0, y - top));
    const p = top * across + left;
    const q = down > 1 ? p + across : p;
    const step = across > 1 ? 1 : 0;
    const upper = data[p]! + (data[p + step]! - data[p]!) * fx;
    const lower = data[q]! + (data[q + step]! - data[q]!) * fx;
    out[at] = upper + (lower - upper) * fy + 0.5;
  });
  return { data: out, width, height };
}

/** As {@link warpGrey}, in colour; opacity is left behind. */
export function warpColour(source: Pixels, matrix: Matrix, width: number, height: number): Pixels {
  const { data, width: across, height: down, channels } = source;
  const out = new Uint8Array(width * height * 3).fill(255);
  const [lastX, lastY] = [across - 1, down - 1];
  walk(matrix, source, width, height, (at, x, y) => {
    if (x < -0.5 || y < -0.5 || x > lastX + 0.5 || y > lastY + 0.5) return;
    const left = x < 0 ? 0 : x > lastX - 1 ? Math.max(0, lastX - 1) : x | 0;
    const top = y < 0 ? 0 : y > lastY - 1 ? Math.max(0, lastY - 1) : y | 0;
    const fx = Math.min(1, Math.max(0, x - left));
    const fy = Math.min(1, Math.max(0, y - top));
    const p = (top * across + left) * channels;
    const q = down > 1 ? p + across * channels : p;
    const step = across > 1 ? channels : 0;
    for (let k = 0; k < 3; k++) {
      const upper = data[p + k]! + (data[p + k + step]! - data[p + k]!) * fx;
      const lower = data[q + k]! + (data[q + k + step]! - data[q + k]!) * fx;
      out[at * 3 + k] = upper + (lower - upper) * fy + 0.5;
    }
  });
  return { data: out, width, height, channels: 3 };
}
