import { blotsOf, heightOf, inkBelow, letterHeight, widthOf } from "./ink.ts";
import type { Grey } from "./pixels.ts";

const paper = 255;

/**
 * Takes what is not writing out of a picture made for recognition, in place: long thin rules, up or across, and specks of
 * dust that stand alone. Letters a rule crosses stay, and so does small ink beside other ink: points, accents, hyphens.
 */
export function cleanPicture(page: Grey): void {
  removeRules(page);
  removeSpecks(page);
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Rules are often grey hairlines, lighter than the ink of letters. */
const ruleBelow = 205;

function removeRules({ data, width, height }: Grey): void {
  const side = Math.max(width, height);
  const thin = Math.ceil(side / 220);
  const erase = new Uint8Array(data.length);
  const thickness = (at: number, l: number, lines: number, line: number): number => {
    let count = 1;
    for (let k = 1; l - k >= 0 && count <= thin && data[at - k * line]! < ruleBelow; k++) count += 1;
    for (let k = 1; l + k < lines && count <= thin && data[at + k * line]! < ruleBelow; k++) count += 1;
    return count;
  };
  /** Runs along one direction, which may climb by a pixel now and then, where the ink is thin across the other. */
  const look = (lines: number, length: number, line: number, step: number, longest: number) => {
    for (let l = 1; l < lines - 1; l++) {
      let [from, last] = [-1, -1];
      for (let k = 0; k <= length; k++) {
        const at = l * line + k * step;
        if (
          k < length &&
          (data[at]! < ruleBelow || data[at - line]! < ruleBelow || data[at + line]! < ruleBelow)
        ) {
          if (from < 0) from = k;
          last = k;
        } else if (from >= 0 && (k === length || k - last > 2)) {
          if (last - from >= longest) mark(l, from, last);
          from = -1;
        }
      }
    }
    function mark(l: number, from: number, to: number) {
      const [thick, dark]: [number[], number[]] = [[], []];
      for (let k = from; k <= to; k += 4) {
        const at = l * line + k * step;
        if (data[at]! >= ruleBelow) continue;
        thick.push(thickness(at, l, lines, line));
        dark.push(data[at]!);
      }
      const usual = middle(thick);
      if (usual > thin) return;
      // Where it is thicker or darker than elsewhere, a letter lies on it.
      const most = Math.min(thin, usual + 2);
      const darkest = middle(dark) - 50;
      for (let k = from; k <= to; k++)
        for (const beside of [l - 1, l, l + 1]) {
          const at = beside * line + k * step;
          if (
            !erase[at] &&
            data[at]! < ruleBelow &&
            data[at]! >= darkest &&
            thickness(at, beside, lines, line) <= most
          )
            erase[at] = step === 1 ? 1 : 2;
        }
    }
  };
  look(width, height, 1, width, side / 20);
  look(height, width, width, 1, side / 18);
  for (let at = 0; at < data.length; at++) {
    if (!erase[at]) continue;
    data[at] = paper;
    // The grey edge of the rule goes with it.
    const beside = erase[at] === 1 ? width : 1;
    for (const other of [at - 2 * beside, at - beside, at + beside, at + 2 * beside])
      if (data[other]! >= inkBelow) data[other] = paper;
  }
}

function removeSpecks(page: Grey): void {
  const { data, width, height } = page;
  const side = Math.max(width, height);
  const blots = blotsOf(page);
  const letter = letterHeight(blots, side);
  if (letter === 0) return;
  const small = letter * 0.45;
  const near = letter * 0.7;
  const cell = 64;
  const across = Math.ceil(width / cell) + 1;
  const grid = new Map<number, number[]>();
  const isSmall = blots.map((blot) => widthOf(blot) <= small && heightOf(blot) <= small);
  const cells = (blot: (typeof blots)[number], by: number): number[] => {
    const all: number[] = [];
    for (let row = Math.max(0, Math.floor((blot.top - by) / cell)); row <= (blot.bottom + by) / cell; row++)
      for (let c = Math.max(0, Math.floor((blot.left - by) / cell)); c <= (blot.right + by) / cell; c++)
        all.push(row * across + c);
    return all;
  };
  for (const [index, blot] of blots.entries())
    if (!isSmall[index])
      for (const key of cells(blot, 0)) {
        const there = grid.get(key);
        if (there) there.push(index);
        else grid.set(key, [index]);
      }
  for (const [index, blot] of blots.entries()) {
    if (!isSmall[index]) continue;
    const besides = cells(blot, near).some((key) =>
      grid.get(key)?.some((other) => {
        const { left, right, top, bottom } = blots[other]!;
        return (
          left <= blot.right + near &&
          right >= blot.left - near &&
          top <= blot.bottom + near &&
          bottom >= blot.top - near
        );
      }),
    );
    if (besides) continue;
    const [fromX, toX] = [Math.max(0, blot.left - 2), Math.min(width - 1, blot.right + 2)];
    for (let y = Math.max(0, blot.top - 2); y <= Math.min(height - 1, blot.bottom + 2); y++)
      data.fill(paper, y * width + fromX, y * width + toX + 1);
  }
}
