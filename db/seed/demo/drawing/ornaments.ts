import type { Random } from "../random.ts";
import type { Pen } from "./sheet.ts";

function star(points: number, outer: number, inner: number): string {
  const at = (radius: number, step: number) => {
    const angle = (Math.PI * step) / points - Math.PI / 2;
    return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
  };
  const corners = Array.from({ length: points * 2 }, (_, k) => at(k % 2 === 0 ? outer : inner, k));
  return `M${corners.join("L")}Z`;
}

/** A round seal with a ring, a star and two letters; `y` is its middle. */
export function drawSeal(pen: Pen, x: number, y: number, radius: number, color: string, letters: string) {
  pen.path(x, y, star(36, radius, radius * 0.93), { fill: color });
  pen.oval(x, y, radius * 0.84, radius * 0.84, {
    fill: pen.sheet.paper,
    stroke: color,
    strokeWidth: radius * 0.03,
  });
  pen.oval(x, y, radius * 0.64, radius * 0.64, { stroke: color, strokeWidth: radius * 0.04 });
  for (let k = 0; k < 12; k++) {
    const angle = (Math.PI * k) / 6;
    const [sx, sy] = [x + radius * 0.74 * Math.cos(angle), y + radius * 0.74 * Math.sin(angle)];
    pen.path(sx, sy, star(5, radius * 0.07, radius * 0.03), { fill: color });
  }
  pen.text(x, y + radius * 0.17, letters, {
    face: "serif-bold",
    size: radius * 0.48,
    color,
    align: "center",
  });
}

/** A shield with a book, for letterheads. */
export function drawCrest(pen: Pen, x: number, y: number, size: number, color: string) {
  const s = size;
  const shield = `M0,0 L${s},0 L${s},${s * 0.6} Q${s},${s} ${s / 2},${s * 1.2} Q0,${s} 0,${s * 0.6} Z`;
  pen.path(x, y, shield, { fill: color });
  const leaf = (side: number) =>
    `M0,0 Q${side * s * 0.16},${-s * 0.12} ${side * s * 0.32},${-s * 0.04} L${side * s * 0.32},${s * 0.34} Q${side * s * 0.16},${s * 0.26} 0,${s * 0.38} Z`;
  const middle: [number, number] = [x + s / 2, y + s * 0.36];
  pen.path(...middle, leaf(-1), { fill: "#ffffff" });
  pen.path(...middle, leaf(1), { fill: "#ffffff" });
  pen.line(middle[0], middle[1], middle[0], middle[1] + s * 0.38, s * 0.03, color);
}

/** An invented signature: a wandering pen, never letters of a real one. */
export function drawSignature(
  pen: Pen,
  random: Random,
  x: number,
  y: number,
  width: number,
  color = "#1c2f6b",
) {
  const strokes = random.int(5, 8);
  const step = width / strokes;
  let d = `M0,0`;
  for (let k = 1; k <= strokes; k++) {
    const up = -random.int(6, k === 1 ? 26 : 16);
    const down = random.int(0, 7);
    const from = (k - 1) * step;
    d += ` C${(from + step * 0.1).toFixed(1)},${up} ${(from + step * 1.1).toFixed(1)},${up} ${(from + step * 0.7).toFixed(1)},${down} S${(from + step * 0.9).toFixed(1)},${(up / 2).toFixed(1)} ${(from + step).toFixed(1)},${random.int(-4, 2)}`;
  }
  d += ` q${(width * 0.12).toFixed(1)},-9 ${(width * 0.2).toFixed(1)},-2`;
  pen.path(x, y, d, { stroke: color, strokeWidth: 1.1 });
}

/** A double frame with corner diamonds, for certificates and permits. */
export function drawFrame(pen: Pen, inset: number, color: string, second: string) {
  const { width, height } = pen.sheet;
  const box = (by: number, strokeWidth: number, stroke: string) =>
    pen.box(by, by, width - 2 * by, height - 2 * by, { stroke, strokeWidth });
  box(inset, 3, color);
  box(inset + 6, 0.8, second);
  box(inset + 10, 0.8, color);
  for (const cx of [inset + 10, width - inset - 10]) {
    for (const cy of [inset + 10, height - inset - 10]) {
      pen.path(cx, cy, "M0,-9L9,0L0,9L-9,0Z", { fill: color });
      pen.path(cx, cy, "M0,-4L4,0L0,4L-4,0Z", { fill: second });
    }
  }
}

/** The faint waves of security paper. */
export function drawSecurityPaper(pen: Pen, color: string, spacing = 14) {
  const { width, height } = pen.sheet;
  for (let y = spacing; y < height; y += spacing) {
    let d = "M0,0";
    for (let x = 0; x < width; x += 48) d += " q12,-5 24,0 t24,0";
    pen.path(0, y, d, { stroke: color, strokeWidth: 0.5 });
  }
}
