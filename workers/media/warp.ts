import type { Matrix } from "./homography.ts";
import type { Grey, Pixels } from "./pixels.ts";

/** One plane of a picture with its samples `step` apart, or several beside each other. */
type Source = { data: Uint8Array; width: number; height: number; step: number };

/**
 * The first `channels` of each sample of the source seen through `matrix` (fractions of the result → fractions of the
 * source), bilinear in steps of a 256th, white outside.
 */
function warped(
  { data, width: across, height: down, step }: Source,
  matrix: Matrix,
  width: number,
  height: number,
  channels: 1 | 3,
) {
  const out = new Uint8Array(width * height * channels).fill(255);
  const [a, b, c, d, e, f, g, h, i] = matrix;
  const [lastX, lastY] = [across - 1, down - 1];
  const [toX, toY] = [across > 1 ? step : 0, down > 1 ? across * step : 0];
  const [stepX, stepY, stepW] = [(a * across) / width, (d * down) / width, g / width];
  for (let row = 0, at = 0; row < height; row++) {
    const v = (row + 0.5) / height;
    const u = 0.5 / width;
    let px = (a * u + b * v + c) * across;
    let py = (d * u + e * v + f) * down;
    let w = g * u + h * v + i;
    for (let column = 0; column < width; column++, at += channels, px += stepX, py += stepY, w += stepW) {
      const x = px / w - 0.5;
      const y = py / w - 0.5;
      if (!(x >= -0.5 && y >= -0.5 && x <= lastX + 0.5 && y <= lastY + 0.5)) continue;
      const left = x <= 0 ? 0 : x >= lastX ? Math.max(0, lastX - 1) : x | 0;
      const top = y <= 0 ? 0 : y >= lastY ? Math.max(0, lastY - 1) : y | 0;
      const fx = x <= left ? 0 : x >= left + 1 ? 256 : ((x - left) * 256) | 0;
      const fy = y <= top ? 0 : y >= top + 1 ? 256 : ((y - top) * 256) | 0;
      const p = (top * across + left) * step;
      const q = p + toY;
      const [gx, gy] = [256 - fx, 256 - fy];
      out[at] =
        ((data[p]! * gx + data[p + toX]! * fx) * gy + (data[q]! * gx + data[q + toX]! * fx) * fy + 32_768) >>
        16;
      if (channels === 1) continue;
      out[at + 1] =
        ((data[p + 1]! * gx + data[p + toX + 1]! * fx) * gy +
          (data[q + 1]! * gx + data[q + toX + 1]! * fx) * fy +
          32_768) >>
        16;
      out[at + 2] =
        ((data[p + 2]! * gx + data[p + toX + 2]! * fx) * gy +
          (data[q + 2]! * gx + data[q + toX + 2]! * fx) * fy +
          32_768) >>
        16;
    }
  }
  return out;
}

export function warpGrey(source: Grey, matrix: Matrix, width: number, height: number): Grey {
  return { data: warped({ ...source, step: 1 }, matrix, width, height, 1), width, height };
}

/** The green of a picture, which is nearest to what the eye takes for light and dark, without making it grey first. */
export function warpGreen(source: Pixels, matrix: Matrix, width: number, height: number): Grey {
  const green = { ...source, data: source.data.subarray(1), step: source.channels };
  return { data: warped(green, matrix, width, height, 1), width, height };
}

/** In colour; opacity is left behind. */
export function warpColour(source: Pixels, matrix: Matrix, width: number, height: number): Pixels {
  return {
    data: warped({ ...source, step: source.channels }, matrix, width, height, 3),
    width,
    height,
    channels: 3,
  };
}
