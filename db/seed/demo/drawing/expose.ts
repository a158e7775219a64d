import type { Random } from "../random.ts";
import { inverseHomography, type Quad } from "./perspective.ts";

/** Three bytes a pixel, row by row. */
export type Pixels = { data: Buffer; width: number; height: number };

type Table = { red: number; green: number; blue: number; grain: number; stripes: number };
const TABLES: readonly Table[] = [
  { red: 132, green: 92, blue: 58, grain: 26, stripes: 0.031 },
  { red: 92, green: 62, blue: 42, grain: 20, stripes: 0.044 },
  { red: 188, green: 160, blue: 122, grain: 18, stripes: 0.026 },
  { red: 120, green: 124, blue: 130, grain: 10, stripes: 0 },
  { red: 206, green: 202, blue: 194, grain: 8, stripes: 0 },
  { red: 52, green: 66, blue: 84, grain: 12, stripes: 0 },
];

/** Light over the scene in cells of 16 × 16 pixels: one lamp, one soft shadow of a hand or a phone. */
const CELL = 16;
function lightGrid(random: Random, width: number, height: number) {
  const lamp = {
    x: random.next() * width,
    y: random.next() * height * 0.5,
    fall: 0.22 + random.next() * 0.14,
  };
  const shade = {
    x: random.chance(0.5) ? width * 0.05 : width * 0.95,
    y: height * (0.75 + random.next() * 0.3),
    r: width * (0.35 + random.next() * 0.2),
    depth: 0.14 + random.next() * 0.14,
  };
  const across = Math.ceil(width / CELL) + 2;
  const grid = new Float32Array(across * (Math.ceil(height / CELL) + 2));
  for (let k = 0; k < grid.length; k++) {
    const [x, y] = [(k % across) * CELL, Math.floor(k / across) * CELL];
    const far = Math.hypot(x - lamp.x, y - lamp.y) / height;
    const near = Math.hypot(x - shade.x, (y - shade.y) * 0.7) / shade.r;
    grid[k] = (1.04 - lamp.fall * far) * (1 - shade.depth * Math.exp(-(near ** 4)));
  }
  return { grid, across };
}

/** The page as a camera above a table sees it: perspective by `quad`, cast shadow, uneven light, sensor noise. */
export function exposeScene(page: Pixels, quad: Quad, width: number, height: number, random: Random): Pixels {
  const h = inverseHomography(quad, page.width, page.height);
  const table = random.pick(TABLES);
  const warmth = 0.93 + random.next() * 0.05;
  const { grid, across } = lightGrid(random, width, height);
  const noise = Int8Array.from({ length: 65_536 }, () => Math.max(-40, Math.min(40, random.normal(0, 6.5))));
  const phase = random.next() * 100;
  const wave = Float32Array.from({ length: page.width }, (_, u) => {
    return 0.97 * (1 - 0.035 * Math.sin((u / page.width) * Math.PI * 1.5 + phase));
  });
  const out = Buffer.allocUnsafe(width * height * 3);
  const source = page.data;
  const stride = page.width * 3;
  const [lastU, lastV] = [page.width - 1, page.height - 1];
  for (let y = 0, o = 0; y < height; y++) {
    const rowNoise = random.int(0, 65_535);
    const bend = Math.sin(y * 0.0021 + phase) * 2.2 + Math.sin(y * 0.0093) * 0.35;
    const gridRow = Math.floor(y / CELL) * across;
    const down = (y % CELL) / CELL;
    for (let x = 0; x < width; x++, o += 3) {
      const w = h[6] * x + h[7] * y + h[8];
      const u = (h[0] * x + h[1] * y + h[2]) / w;
      const v = (h[3] * x + h[4] * y + h[5]) / w;
      const g = gridRow + ((x / CELL) | 0);
      const right = (x % CELL) / CELL;
      const top = grid[g]! + (grid[g + 1]! - grid[g]!) * right;
      const bottom = grid[g + across]! + (grid[g + across + 1]! - grid[g + across]!) * right;
      let lit = top + (bottom - top) * down;
      let red: number;
      let green: number;
      let blue: number;
      if (u >= 0 && v >= 0 && u < lastU && v < lastV) {
        const fu = u - (u | 0);
        const fv = v - (v | 0);
        const a = (v | 0) * stride + (u | 0) * 3;
        const b = a + stride;
        const [nw, ne, sw, se] = [(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv];
        red = source[a]! * nw + source[a + 3]! * ne + source[b]! * sw + source[b + 3]! * se;
        green = source[a + 1]! * nw + source[a + 4]! * ne + source[b + 1]! * sw + source[b + 4]! * se;
        blue = source[a + 2]! * nw + source[a + 5]! * ne + source[b + 2]! * sw + source[b + 5]! * se;
        green *= 0.5 + warmth / 2;
        blue *= warmth;
        lit *= wave[u | 0]!;
      } else {
        const edge = Math.max(-u, -v, u - lastU, v - lastV);
        const cast = Math.max(18 - u, 26 - v, u - 18 - page.width, v - 26 - page.height, 0);
        if (cast < 200) lit *= (1 - 0.45 * Math.exp(-cast / 34)) * (edge < 3 ? 0.8 : 1);
        const along = x * table.stripes + bend;
        const fibre = noise[(x * 7 + (y >> 5)) & 65_535]! / 30;
        const grain = table.grain * (0.5 * Math.sin(along) + 0.3 * Math.sin(along * 3.7 + y * 0.002) + fibre);
        red = table.red + grain;
        green = table.green + grain * 0.8;
        blue = table.blue + grain * 0.6;
      }
      const speck = noise[(x * 31 + rowNoise) & 65_535]!;
      out[o] = clamp(red * lit + speck);
      out[o + 1] = clamp(green * lit + speck * 0.9);
      out[o + 2] = clamp(blue * lit + speck * 1.1);
    }
  }
  return { data: out, width, height };
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);
