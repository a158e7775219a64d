import type { Grey, Pixels } from "./pixels.ts";

/** Colour → grey, shrunk by averaging whole blocks so that its longest side is at most about `side` pixels. */
export function greyOf({ data, width, height, channels }: Pixels, side: number): Grey {
  const block = Math.max(1, Math.ceil(Math.max(width, height) / side));
  const across = Math.max(1, Math.floor(width / block));
  const down = Math.max(1, Math.floor(height / block));
  const [blockX, blockY] = [Math.min(block, width), Math.min(block, height)];
  const out = new Uint8Array(across * down);
  const sums = new Float64Array(across);
  const by = 1 / (10 * blockX * blockY);
  for (let y = 0; y < down; y++) {
    sums.fill(0);
    for (let dy = 0; dy < blockY; dy++) {
      let at = (y * blockY + dy) * width * channels;
      for (let x = 0; x < across; x++) {
        let sum = 0;
        for (let dx = 0; dx < blockX; dx++, at += channels)
          sum += data[at]! * 3 + data[at + 1]! * 6 + data[at + 2]!;
        sums[x]! += sum;
      }
    }
    for (let x = 0; x < across; x++) out[y * across + x] = sums[x]! * by;
  }
  return { data: out, width: across, height: down };
}

/** The lightest (`sign` 1) or darkest (-1) value within `radius` pixels, one axis after the other. */
export function spread({ data, width, height }: Grey, radius: number, sign: 1 | -1): Grey {
  const rows = data.slice();
  const lines = (source: Uint8Array, out: Uint8Array, step: number, edge: number) => {
    for (let off = 1; off <= radius; off++) {
      const by = off * step;
      for (let at = 0; at < edge - by; at++) {
        if ((source[at + by]! - out[at]!) * sign > 0) out[at] = source[at + by]!;
        if ((source[at]! - out[at + by]!) * sign > 0) out[at + by] = source[at]!;
      }
    }
  };
  // A row runs over into the next by a few pixels at the very edge, where nothing is looked for.
  lines(data, rows, 1, data.length);
  const out = rows.slice();
  lines(rows, out, width, width * height);
  return { data: out, width, height };
}

/** Mean of the square of `radius` around each pixel, by sums over rows and columns. */
export function blurred({ data, width, height }: Grey, radius: number): Grey {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += data[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius) * (width + 1);
    const bottom = Math.min(height, y + radius + 1) * (width + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const sum = sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      out[y * width + x] = sum / ((right - left) * ((bottom - top) / (width + 1)));
    }
  }
  return { data: out, width, height };
}

/** 1 where a pixel is darker than its surroundings as print is darker than paper, however the light falls. */
export function inkOf(grey: Grey, radius = Math.ceil(Math.max(grey.width, grey.height) / 60)): Grey {
  const paper = blurred(grey, radius).data;
  const data = new Uint8Array(grey.data.length);
  for (let at = 0; at < data.length; at++) data[at] = grey.data[at]! < paper[at]! * 0.86 - 4 ? 1 : 0;
  return { ...grey, data };
}

/** Grey, red and blue of a picture as planes of their own, about `side` long: four samples a block of pixels. */
export function planesOf({ data, width, height, channels }: Pixels, side: number): Grey[] {
  const block = Math.max(1, Math.ceil(Math.max(width, height) / side));
  const across = Math.max(1, Math.floor(width / block));
  const down = Math.max(1, Math.floor(height / block));
  const planes = [0, 1, 2].map(() => new Uint8Array(across * down));
  const [grey, red, blue] = planes as [Uint8Array, Uint8Array, Uint8Array];
  const [near, far] = [block >> 2, Math.min(block - 1, (block * 3) >> 2)];
  const right = (far - near) * channels;
  const below = (far - near) * width * channels;
  for (let y = 0, at = 0; y < down; y++) {
    let from = ((y * block + near) * width + near) * channels;
    for (let x = 0; x < across; x++, at++, from += block * channels) {
      const [b, c, d] = [from + right, from + below, from + right + below];
      const r = (data[from]! + data[b]! + data[c]! + data[d]!) >> 2;
      const g = (data[from + 1]! + data[b + 1]! + data[c + 1]! + data[d + 1]!) >> 2;
      const l = (data[from + 2]! + data[b + 2]! + data[c + 2]! + data[d + 2]!) >> 2;
      red[at] = r;
      blue[at] = l;
      grey[at] = (r * 3 + g * 6 + l) / 10;
    }
  }
  return planes.map((plane) => ({ data: plane, width: across, height: down }));
}
