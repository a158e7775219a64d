/** Corners in order: top left, top right, bottom right, bottom left. */
export type Quad = [[number, number], [number, number], [number, number], [number, number]];
export type Matrix = [number, number, number, number, number, number, number, number, number];

/**
 * The 3×3 matrix (row by row) that takes a point of the picture back to the page of `width` × `height` whose
 * corners lie at `quad`. Square-to-quad after Heckbert (1989), inverted by its adjugate.
 */
export function inverseHomography(quad: Quad, width: number, height: number): Matrix {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad;
  const [dx1, dx2, dx3] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, dy3] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const turn = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / turn;
  const h = (dx1 * dy3 - dx3 * dy1) / turn;
  const [a, b, c] = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0];
  const [d, e, f] = [y1 - y0 + g * y1, y3 - y0 + h * y3, y0];
  const scaled = (row: [number, number, number], by: number) => row.map((value) => value * by);
  return [
    ...scaled([e - f * h, c * h - b, b * f - c * e], width),
    ...scaled([f * g - d, a - c * g, c * d - a * f], height),
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ] as Matrix;
}
