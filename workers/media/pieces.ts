import type { Grey } from "./pixels.ts";

/** A connected piece of ink, about as large as a letter or a few that touch; pixels, `right` and `bottom` included. */
export type Piece = { left: number; right: number; top: number; bottom: number };

const smallest = 5;
const largest = 80;
const mostPieces = 12_000;

/** The pieces of a picture of ink (1) and paper (0): runs that touch are joined, row by row. */
export function piecesOf({ data, width, height }: Grey): Piece[] {
  const found: Piece[] = [];
  const gone = new Map<Piece, Piece>();
  const whole = (piece: Piece): Piece => {
    let at = piece;
    for (let next = gone.get(at); next; next = gone.get(at)) at = next;
    return at;
  };
  let above: { from: number; to: number; piece: Piece }[] = [];
  for (let y = 0; y < height; y++) {
    const runs: typeof above = [];
    let k = 0;
    for (let x = 0; x < width; x++) {
      if (!data[y * width + x]) continue;
      const from = x;
      while (x + 1 < width && data[y * width + x + 1]) x += 1;
      while (k < above.length && above[k]!.to < from - 1) k += 1;
      let piece: Piece | undefined;
      for (let j = k; j < above.length && above[j]!.from <= x + 1; j++) {
        const touching = whole(above[j]!.piece);
        if (!piece) piece = touching;
        else if (piece !== touching) {
          piece.left = Math.min(piece.left, touching.left);
          piece.right = Math.max(piece.right, touching.right);
          piece.top = Math.min(piece.top, touching.top);
          gone.set(touching, piece);
        }
      }
      if (!piece) {
        piece = { left: from, right: x, top: y, bottom: y };
        found.push(piece);
      }
      piece.left = Math.min(piece.left, from);
      piece.right = Math.max(piece.right, x);
      piece.bottom = y;
      runs.push({ from, to: x, piece });
    }
    above = runs;
  }
  const likeLetters = found.filter((piece) => {
    if (gone.has(piece)) return false;
    const [w, h] = [piece.right - piece.left + 1, piece.bottom - piece.top + 1];
    return Math.max(w, h) >= smallest && Math.max(w, h) <= largest && Math.min(w, h) >= 2;
  });
  return likeLetters.slice(0, mostPieces);
}

/** Turned by a quarter, clockwise, in a picture of that height. */
export const quarterTurned = (pieces: readonly Piece[], height: number): Piece[] =>
  pieces.map(({ left, right, top, bottom }) => ({
    left: height - 1 - bottom,
    right: height - 1 - top,
    top: left,
    bottom: right,
  }));

export const halfTurned = (pieces: readonly Piece[], width: number, height: number): Piece[] =>
  quarterTurned(quarterTurned(pieces, height), width);

/** Each moved to where its centre goes when the picture is turned by `angle` (radians, clockwise) about its centre. */
export function slightlyTurned(
  pieces: readonly Piece[],
  angle: number,
  width: number,
  height: number,
): Piece[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return pieces.map(({ left, right, top, bottom }) => {
    const [x, y] = [(left + right - width) / 2, (top + bottom - height) / 2];
    const [byX, byY] = [Math.round(x * cos - y * sin - x), Math.round(x * sin + y * cos - y)];
    return { left: left + byX, right: right + byX, top: top + byY, bottom: bottom + byY };
  });
}
