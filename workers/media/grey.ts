import type { Grey, Pixels } from "./pixels.ts";

/** Colour → grey, shrunk by averaging whole blocks so that its longest side is at most about `side` pixels. */
export function greyOf(
  { data, width, height, channels }: Pixels,
  side: number,
  firstChannelOnly = false,
): Grey {
  const [first, second, third] = firstChannelOnly ? [10, 0, 0] : [3, 6, 1];
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
          sum += data[at]! * first + data[at + 1]! * second + data[at + 2]! * third;
        sums[x]! += sum;
      }
    }
    for (let x = 0; x < across; x++) out[y * across + x] = sums[x]! * by;
  }
  return { data: out, width: across, height: down };
}

/** The lightest (`sign` 1) or darkest (-1) value within `radius` pixels, one axis after the other. */
export function spread({ data, width, height }: Grey, radius: number, sign: 1 | -1): Grey {
  const pick = sign === 1 ? Math.max : Math.min;
  const rows = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let best = data[y * width + x]!;
      const to = Math.min(width - 1, x + radius);
      for (let k = Math.max(0, x - radius); k <= to; k++) best = pick(best, data[y * width + k]!);
      rows[y * width + x] = best;
    }
  }
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const [from, to] = [Math.max(0, y - radius), Math.min(height - 1, y + radius)];
    for (let x = 0; x < width; x++) {
      let best = rows[from * width + x]!;
      for (let k = from + 1; k <= to; k++) best = pick(best, rows[k * width + x]!);
      out[y * width + x] = best;
    }
  }
  return { data: out, width, height };
}

/** Mean of the square of `radius` around each pixel, by sums over rows and columns. */
export function blurred({ data, width, height }: Grey, radius: number): Grey {
  const sums = new Float64Array((width + 1) * (height + 1));
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
  const data = grey.data.map((value, at) => (value < paper[at]! * 0.86 - 4 ? 1 : 0));
  return { ...grey, data };
}

/** Grey, red, green and blue of a picture as planes of their own, shrunk as by {@link greyOf}. */
export function planesOf(picture: Pixels, side: number): Grey[] {
  const { data, width, height, channels } = picture;
  const one = (channel: number) =>
    greyOf({ data: data.subarray(channel), width, height, channels }, side, true);
  return [greyOf(picture, side), one(0), one(1), one(2)];
}
