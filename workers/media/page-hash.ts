import { hashBits } from "#db/page-hash.ts";
import type { Piece } from "./pieces.ts";
import { neighbours } from "./text-lines.ts";

/** Side of the square the print is gathered in, and of the square of its slowest waves that are kept. */
const gridSide = 64;
const waves = 17;
const fewestLetters = 60;

/**
 * Perceptual hash of a page in hex ({@link hashBits} bits), or null for one with next to nothing on it. The letters' own
 * extent is stretched to a square, so that margins, rules and framing do not count; of its discrete cosine transform the
 * slowest waves are kept, each as one bit: more or less than the median (the pHash of Zauner 2010).
 * @param pieces letters of a straightened page, see `piecesOf`.
 */
export function pageHash(pieces: readonly Piece[]): string | null {
  const letters = inWords(pieces);
  if (letters.length < fewestLetters) return null;
  const cells = gathered(letters);
  const table = Float64Array.from({ length: waves * gridSide }, (_, at) =>
    Math.cos((Math.PI * Math.floor(at / gridSide) * ((at % gridSide) + 0.5)) / gridSide),
  );
  const rows = new Float64Array(waves * gridSide);
  for (let y = 0; y < gridSide; y++)
    for (let u = 0; u < waves; u++)
      for (let x = 0; x < gridSide; x++)
        rows[u * gridSide + y]! += cells[y * gridSide + x]! * table[u * gridSide + x]!;
  const values: number[] = [];
  for (let u = 1; u < waves; u++)
    for (let v = 1; v < waves; v++) {
      let sum = 0;
      for (let y = 0; y < gridSide; y++) sum += rows[u * gridSide + y]! * table[v * gridSide + y]!;
      values.push(sum);
    }
  const middle = [...values].sort((a, b) => a - b)[hashBits / 2]!;
  let hex = "";
  for (let at = 0; at < hashBits; at += 4)
    hex += [0, 1, 2, 3].reduce((sum, k) => sum * 2 + (values[at + k]! > middle ? 1 : 0), 0).toString(16);
  return hex;
}

/** Those that stand beside another of about their height: grain of a table and folds of the paper seldom do. */
function inWords(pieces: readonly Piece[]): Piece[] {
  const kept = new Set<Piece>();
  for (const [one, next, gap] of neighbours(pieces)) {
    const [tall, other] = [one.bottom - one.top + 1, next.bottom - next.top + 1];
    if (tall < 5 || other < 5 || gap > Math.max(tall, other) * 0.7) continue;
    kept.add(one).add(next);
  }
  return [...kept];
}

/** How much of each cell of a square, laid over the extent of the letters, their boxes fill. */
function gathered(letters: readonly Piece[]): Float64Array {
  const [left, right] = extent(letters.map((piece) => (piece.left + piece.right) / 2));
  const [top, bottom] = extent(letters.map((piece) => (piece.top + piece.bottom) / 2));
  const cells = new Float64Array(gridSide * gridSide);
  const place = (value: number, from: number, to: number) => ((value - from) / (to - from)) * gridSide;
  for (const piece of letters) {
    const [fromX, toX] = [place(piece.left, left, right), place(piece.right + 1, left, right)];
    const [fromY, toY] = [place(piece.top, top, bottom), place(piece.bottom + 1, top, bottom)];
    for (let y = Math.max(0, Math.floor(fromY)); y < Math.min(gridSide, toY); y++)
      for (let x = Math.max(0, Math.floor(fromX)); x < Math.min(gridSide, toX); x++)
        cells[y * gridSide + x]! +=
          Math.max(0, Math.min(toX, x + 1) - Math.max(fromX, x)) *
          Math.max(0, Math.min(toY, y + 1) - Math.max(fromY, y));
  }
  return cells.map(Math.sqrt);
}

/** From where to where all but a hundredth lies at either end. */
function extent(places: number[]): [number, number] {
  const sorted = places.sort((a, b) => a - b);
  const [first, last] = [0.015, 0.985].map((share) => sorted[Math.floor((sorted.length - 1) * share)]!);
  return [first!, Math.max(first! + 1, last!)];
}
