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

/** Dark marks no wider than twice `radius`, print for one, are closed away: the lightest around, then the darkest of it. */
export function closed(grey: Grey, radius: number): Grey {
  const data = grey.data.slice();
  const invert = () => {
    for (let at = 0; at < data.length; at++) data[at] = 255 - data[at]!;
  };
  // A row runs over into the next by a few pixels at the very edge, where nothing is looked for.
  for (const step of [1, grey.width]) spread(data, radius, step);
  invert();
  for (const step of [1, grey.width]) spread(data, radius, step);
  invert();
  return { ...grey, data };
}

/** Each value becomes the largest up to `radius` steps away to either side; windows grow by doubling. */
function spread(data: Uint8Array, radius: number, step: number): void {
  let window = 1;
  for (; window * 2 <= 2 * radius + 1; window *= 2) {
    const next = window * step;
    for (let at = 0; at < data.length - next; at++) data[at] = larger(data[at]!, data[at + next]!);
  }
  const far = radius * step;
  const near = (window - 1 - radius) * step;
  for (let at = data.length - 1; at >= far; at--) data[at] = larger(data[at - far]!, data[at - near]!);
  for (let at = far - 1; at >= 0; at--)
    data[at] = larger(data[at % step]!, data[at < near ? at % step : at - near]!);
}

/** Without a branch, which would be guessed wrong at every edge. */
const larger = (one: number, other: number): number => one - ((one - other) & ((one - other) >> 31));

/** Goes down a picture and hands out each row's means of the square of `radius` around a pixel, rounded down. */
function meansOf(
  { data, width, height }: Grey,
  radius: number,
  use: (means: Uint8Array, from: number) => void,
) {
  const across = 2 * radius + 1;
  // All rows run on past the right edge by the radius, so that the innermost loop has nothing to ask.
  const length = width + radius;
  const sums = new Int32Array(across + length);
  const [enters, leaves, means] = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)];
  const shares = new Float64Array(length);
  const copy = (y: number, to: Uint8Array) =>
    y < 0 || y >= height ? to.fill(0) : to.set(data.subarray(y * width, (y + 1) * width));
  let sharedBy = 0;
  for (let y = -radius; y < height; y++) {
    copy(y + radius, enters);
    copy(y - radius - 1, leaves);
    const rows = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
    if (rows !== sharedBy)
      for (let x = 0; x < width; x++)
        shares[x + radius] = 1 / (rows * (Math.min(width, x + radius + 1) - Math.max(0, x - radius)));
    sharedBy = rows;
    let sum = 0;
    for (let x = 0; x < length; x++) {
      const column = sums[x + across]! + enters[x]! - leaves[x]!;
      sums[x + across] = column;
      sum += column - sums[x]!;
      means[x] = (sum + 0.5) * shares[x]!;
    }
    if (y >= 0) use(means.subarray(radius), y * width);
  }
}

/** Mean of the square of `radius` around each pixel. */
export function blurred(grey: Grey, radius: number): Grey {
  const data = new Uint8Array(grey.data.length);
  meansOf(grey, radius, (means, from) => data.set(means, from));
  return { ...grey, data };
}

/** By the lightness around, the lightness below which a pixel is ink. */
const inkBelow = Int32Array.from({ length: 256 }, (_, paper) => Math.max(0, Math.ceil(paper * 0.86 - 4)));

/** 1 where a pixel is darker than its surroundings as print is darker than paper, however the light falls. */
export function inkOf(grey: Grey, radius: number): Grey {
  const { data: light } = grey;
  const data = new Uint8Array(light.length);
  meansOf(grey, radius, (means, from) => {
    for (let x = 0; x < means.length; x++) data[from + x] = (light[from + x]! - inkBelow[means[x]!]!) >>> 31;
  });
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
