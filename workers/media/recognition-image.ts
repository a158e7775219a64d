import { cleanPicture } from "./clean-picture.ts";
import { greyOf } from "./grey.ts";
import { identity } from "./homography.ts";
import type { Grey, Pixels } from "./pixels.ts";
import type { Frame } from "./straighten.ts";
import { sizeOf } from "./straighten.ts";
import { warpGrey } from "./warp.ts";

/** What paper becomes, and the side of the squares in which its lightness is looked for, in pixels. */
const paperWhite = 250;
const cell = 24;

/**
 * The picture character recognition reads: the page straightened through `frame`, at most `side` pixels long, grey,
 * without shadows (divided by the lightness of the paper around), ink stretched to black, dark bands turned to paper, without
 * rules and dust.
 */
export function recognitionImage(picture: Pixels, frame: Frame, side: number): Grey {
  const grey = greyOf(picture, Math.max(picture.width, picture.height));
  const [width, height] = sizeOf(frame.aspect, side);
  const page =
    frame.matrix || width !== grey.width || height !== grey.height
      ? warpGrey(grey, frame.matrix ?? identity, width, height)
      : grey;
  flattenLight(page);
  cleanPicture(page);
  return page;
}

/**
 * The lightness of the paper in cells (of the lightest tenth, smoothed), and the cells of dark bands with light print:
 * those mostly darker than half of the paper, with such neighbours.
 */
function paperOf({ data, width, height }: Grey) {
  const [across, down] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const light = new Float32Array(across * down);
  const middle = new Float32Array(across * down);
  const counts = new Uint32Array(256);
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      counts.fill(0);
      let total = 0;
      const [toY, toX] = [Math.min(height, (row + 1) * cell), Math.min(width, (column + 1) * cell)];
      for (let y = row * cell; y < toY; y += 2)
        for (let x = column * cell; x < toX; x += 2, total++) counts[data[y * width + x]!]! += 1;
      light[row * across + column] = quantile(counts, total * 0.1);
      middle[row * across + column] = quantile(counts, total * 0.5);
    }
  const usual = Float32Array.from(light).sort()[Math.floor(light.length * 0.6)]!;
  const dark = middle.map((value) => (value < usual * 0.5 ? 1 : 0));
  const band = bandsOf(dark, across, down);
  const ground = groundOf(middle, dark, band, across, down);
  const paper = light.map((value, at) => (dark[at] || band[at] ? usual : value));
  return { grid: smooth(smooth(paper, across, down), across, down), band, ground, across, down };
}

/** Rows of dark cells at least a sixth of the page long, gaps of light print closed. */
function bandsOf(dark: Float32Array, across: number, down: number): Uint8Array {
  const band = new Uint8Array(dark.length);
  const gap = Math.ceil(across / 12);
  for (let row = 0; row < down; row++) {
    let [from, last, seen] = [-1, -1, 0];
    for (let column = 0; column <= across; column++) {
      const isDark = column < across && dark[row * across + column] === 1;
      if (isDark) {
        if (from < 0) [from, seen] = [column, 0];
        last = column;
        seen += 1;
      } else if (from >= 0 && (column === across || column - last > gap)) {
        if (seen >= across / 6 && seen >= (last - from) * 0.4)
          band.fill(1, row * across + from, row * across + last + 1);
        from = -1;
      }
    }
  }
  // A row of print in the middle of a band may hide it: rows above and below speak for it.
  for (let at = 2 * across; at < band.length - 2 * across; at++)
    if ((band[at - across] || band[at - 2 * across]) && (band[at + across] || band[at + 2 * across]))
      band[at] = 1;
  return band;
}

/** The lightness of the band itself around each of its cells. */
function groundOf(
  middle: Float32Array,
  dark: Float32Array,
  band: Uint8Array,
  across: number,
  down: number,
): Float32Array {
  const reach = 4;
  return middle.map((own, at) => {
    if (!band[at]) return own;
    const [column, row] = [at % across, Math.floor(at / across)];
    let [sum, count] = [0, 0];
    for (let y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y++)
      for (let x = Math.max(0, column - reach); x <= Math.min(across - 1, column + reach); x++)
        if (dark[y * across + x]) {
          sum += middle[y * across + x]!;
          count += 1;
        }
    return count > 0 ? sum / count : own;
  });
}

/** The value that `rank` of the counted pixels reach or exceed. */
function quantile(counts: Uint32Array, rank: number): number {
  let left = rank;
  for (let value = 255; value > 0; value--) {
    left -= counts[value]!;
    if (left <= 0) return value;
  }
  return 0;
}

function smooth(grid: Float32Array, across: number, down: number): Float32Array {
  return grid.map((_, at) => {
    const [column, row] = [at % across, Math.floor(at / across)];
    let [sum, count] = [0, 0];
    for (let y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(across - 1, column + 1); x++) {
        sum += grid[y * across + x]!;
        count += 1;
      }
    return sum / count;
  });
}

/** Divides the page by the light on its paper, and stretches what is left from the darkest hundredth to white. */
function flattenLight(page: Grey): void {
  const { data, width, height } = page;
  const { grid, band, ground, across, down } = paperOf(page);
  const counts = new Uint32Array(256);
  for (let y = 0, at = 0; y < height; y++) {
    const gy = Math.min(down - 1, Math.max(0, y / cell - 0.5));
    const row = Math.min(down - 1, gy | 0);
    const below = Math.min(down - 1, row + 1);
    const fy = gy - row;
    for (let x = 0; x < width; x++, at++) {
      const gx = Math.min(across - 1, Math.max(0, x / cell - 0.5));
      const left = gx | 0;
      const right = left + 1 < across ? left + 1 : left;
      const fx = gx - left;
      const upper = grid[row * across + left]! * (1 - fx) + grid[row * across + right]! * fx;
      const lower = grid[below * across + left]! * (1 - fx) + grid[below * across + right]! * fx;
      const paper = Math.max(24, upper + (lower - upper) * fy);
      const home = Math.min(down - 1, (y / cell) | 0) * across + Math.min(across - 1, (x / cell) | 0);
      const from = ground[home]!;
      const value = band[home]
        ? paperWhite - ((data[at]! - from) * paperWhite) / Math.max(40, paper - from)
        : (data[at]! * paperWhite) / paper;
      data[at] = value > 255 ? 255 : value < 0 ? 0 : value;
      counts[data[at]!]! += 1;
    }
  }
  let dark = 0;
  for (let left = data.length * 0.005; dark < 160; dark++) {
    left -= counts[dark]!;
    if (left <= 0) break;
  }
  const stretch = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(0, Math.min(255, ((value - dark) * 255) / (paperWhite - 8 - dark))),
  );
  for (let at = 0; at < data.length; at++) data[at] = stretch[data[at]!]!;
}
