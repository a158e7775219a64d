/** The squares of a QR code: true where one is dark. */
export type Modules = { size: number; get(row: number, column: number): unknown };

/**
 * The dark squares of a QR code as rectangles (left, bottom, width, height), those side by side as one. A reader needs
 * four empty squares around it: the caller leaves them.
 */
export function qrBoxes(
  modules: Modules,
  left: number,
  top: number,
  side: number,
): [number, number, number, number][] {
  const unit = side / modules.size;
  const boxes: [number, number, number, number][] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column += 1;
      // A hair taller than its square, so that rows touch on every screen.
      boxes.push([left + from * unit, top - (row + 1) * unit, (column + 1 - from) * unit, unit + 0.05]);
    }
  }
  return boxes;
}
