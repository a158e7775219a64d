import { type Piece, quarterTurned } from "./pieces.ts";

const fewestPairs = 24;
const fewestPieces = 60;
const heightOf = (piece: Piece): number => piece.bottom - piece.top + 1;

/** The next piece to the right of each that stands beside it, with the gap between them. */
export function neighbours(pieces: readonly Piece[]): [one: Piece, next: Piece, gap: number][] {
  const sorted = [...pieces].sort((a, b) => a.left - b.left);
  const pairs: [Piece, Piece, number][] = [];
  for (const [index, one] of sorted.entries()) {
    const tall = heightOf(one);
    for (let k = index + 1; k < sorted.length && sorted[k]!.left <= one.right + tall * 3; k++) {
      const next = sorted[k]!;
      if (next.left < one.right - 1) continue;
      const shared = Math.min(one.bottom, next.bottom) - Math.max(one.top, next.top) + 1;
      if (shared < Math.max(tall, heightOf(next)) * 0.5) continue;
      pairs.push([one, next, next.left - one.right]);
      break;
    }
  }
  return pairs;
}

/**
 * True where lines of text run down the page: letters stand closer to the next of their word than to the next line.
 * The nearest-neighbour vote of O'Gorman's docstrum (1993).
 */
export function runsDown(pieces: readonly Piece[], height: number): boolean {
  const close = (all: readonly Piece[]) =>
    neighbours(all).filter(([one, next, gap]) => gap <= 0.35 * Math.max(heightOf(one), heightOf(next)))
      .length;
  const [across, down] = [close(pieces), close(quarterTurned(pieces, height))];
  return down >= fewestPairs && down > across * 1.5;
}

/**
 * From 1 (upright) to -1 (on its head), by neighbouring letters: on the line they stand on all but g, j, p, q and y end
 * together, while above it capitals, figures and b, d, f, h, k, l, t rise over the rest. 0 where there is too little text.
 */
export function standing(pieces: readonly Piece[]): number {
  let [onFeet, onHeads] = [0, 0];
  for (const [one, next, gap] of neighbours(pieces)) {
    if (gap > heightOf(one) * 0.8) continue;
    const most = Math.max(heightOf(one), heightOf(next));
    const [same, differs] = [Math.max(1, most * 0.08), Math.max(2, most * 0.16)];
    const [tops, bottoms] = [Math.abs(one.top - next.top), Math.abs(one.bottom - next.bottom)];
    if (bottoms <= same && tops >= differs) onFeet += 1;
    else if (tops <= same && bottoms >= differs) onHeads += 1;
  }
  const pairs = onFeet + onHeads;
  return pairs < fewestPairs ? 0 : (onFeet - onHeads) / pairs;
}

/**
 * The angle (radians, clockwise) by which the lines of text are turned, or 0 where there is too little text: that under
 * which the feet of the letters fall into the fewest rows. Postl's criterion: squared differences of neighbouring rows.
 * @param reach how far it looks to either side, in degrees.
 */
export function skewOf(pieces: readonly Piece[], reach: number): number {
  if (pieces.length < fewestPieces) return 0;
  const most = 2 * Math.max(...pieces.map(({ right, bottom }) => Math.max(right, bottom)));
  const rows = new Float32Array(2 * most);
  const sharpness = (degrees: number): number => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    rows.fill(0);
    for (const { left, right, bottom } of pieces)
      rows[Math.round(bottom * cos - ((left + right) / 2) * sin) + most]! += 1;
    let sum = 0;
    for (let k = 1; k < rows.length; k++) sum += (rows[k]! - rows[k - 1]!) ** 2;
    return sum;
  };
  let best = { degrees: 0, value: sharpness(0) };
  const look = (from: number, to: number, step: number) => {
    for (let degrees = from; degrees <= to + step / 2; degrees += step) {
      const value = sharpness(degrees);
      if (value > best.value) best = { degrees, value };
    }
  };
  look(-reach, reach, 0.5);
  look(best.degrees - 0.4, best.degrees + 0.4, 0.1);
  return (best.degrees * Math.PI) / 180;
}
