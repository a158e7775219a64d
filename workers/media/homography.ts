/** A 3×3 matrix, row by row, that takes a point (x, y, 1) to (x·w, y·w, w). */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];
export type Point = readonly [x: number, y: number];
/** Top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

export const identity: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** `a` after `b`. */
export function times(a: Matrix, b: Matrix): Matrix {
  const cell = (row: number, column: number) =>
    a[row * 3]! * b[column]! + a[row * 3 + 1]! * b[column + 3]! + a[row * 3 + 2]! * b[column + 6]!;
  return [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => cell(row, column))) as unknown as Matrix;
}

/** The unit square → `quad`. Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), 2.2.3 */
export function squareToQuad([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): Matrix {
  const [dx1, dx2, dx3] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, dy3] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const turn = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / turn;
  const h = (dx1 * dy3 - dx3 * dy1) / turn;
  return [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1];
}

/**
 * Fractions of a picture turned by `angle` (radians, clockwise) about its centre, in a frame that holds all of it →
 * fractions of the picture of `width` × `height`; with the size of that frame.
 */
export function turned(width: number, height: number, angle: number) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = width * Math.abs(cos) + height * Math.abs(sin);
  const down = width * Math.abs(sin) + height * Math.abs(cos);
  const fromCentre: Matrix = [across, 0, -across / 2, 0, down, -down / 2, 0, 0, 1];
  const turn: Matrix = [cos, sin, 0, -sin, cos, 0, 0, 0, 1];
  const toFractions: Matrix = [1 / width, 0, 0.5, 0, 1 / height, 0.5, 0, 0, 1];
  return { matrix: times(toFractions, times(turn, fromCentre)), width: across, height: down };
}
