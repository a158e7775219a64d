import type { PageProblem } from "#db/enums.ts";
import type { Piece } from "./pieces.ts";
import type { Grey } from "./pixels.ts";

/** What the measures of a page are; the limits below were set with good and spoiled photos of the same sheets. */
export type Measures = {
  letters: number;
  /** Share of the page that differs from paper. */
  marks: number;
  /** How steep the edges of letters are: the largest step of neighbouring pixels over the whole difference, 0 to 1. */
  sharpness: number;
  /** Lightness of the paper, 0 to 255. */
  paper: number;
  /** Height of the letters in the middle, in pixels of the picture as it was sent; 0 without letters. */
  letterHeight: number;
  /** Letters that run into one side of the page, at the worst side. */
  atEdge: number;
  /** Sides on which the sheet leaves the photo. */
  cut: number;
};

const enoughLetters = 40;

/** @param sent longest side of the page in the picture as it was sent, in pixels; 0 where there is no such picture. */
export function measure(grey: Grey, letters: readonly Piece[], sent: number, cut: number): Measures {
  const heights = letters.map(({ top, bottom }) => bottom - top + 1).sort((a, b) => a - b);
  const long = Math.max(grey.width, grey.height);
  return {
    letters: letters.length,
    marks: marksOn(grey),
    sharpness: sharpnessOf(grey, letters),
    paper: paperOf(grey),
    letterHeight: ((heights[heights.length >> 1] ?? 0) * sent) / long,
    atEdge: atEdge(letters, grey),
    cut,
  };
}

/** What is wrong with a page, in the order a person would say it. */
export function problemsOf(m: Measures, sent: number): PageProblem[] {
  if (m.letters < 8 && m.marks < 0.0004) return ["blank"];
  const found: PageProblem[] = [];
  const legible = m.letters >= enoughLetters;
  if (m.sharpness < 0.28 && (legible || m.marks > 0.0004)) found.push("blurred");
  if (m.cut > 0 || m.atEdge >= 6) found.push("cut_off");
  if (m.paper < 75) found.push("too_dark");
  if (sent > 0 && legible && m.letterHeight < 6.5) found.push("too_small");
  return found;
}

function paperOf({ data }: Grey): number {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value]! += 1;
  let left = data.length * 0.25;
  let value = 255;
  for (; value > 0; value--) {
    left -= counts[value]!;
    if (left <= 0) break;
  }
  return value;
}

/** Share of small cells within which lightness differs more than noise would make it. */
function marksOn({ data, width, height }: Grey): number {
  const cell = 9;
  const edge = 3;
  let [marked, all] = [0, 0];
  for (let y = edge * cell; y + cell <= height - edge * cell; y += cell)
    for (let x = edge * cell; x + cell <= width - edge * cell; x += cell) {
      let [least, most] = [255, 0];
      for (let dy = 0; dy < cell; dy += 2)
        for (let dx = 0; dx < cell; dx += 2) {
          const value = data[(y + dy) * width + x + dx]!;
          if (value < least) least = value;
          if (value > most) most = value;
        }
      all += 1;
      if (most - least > 48) marked += 1;
    }
  return all === 0 ? 0 : marked / all;
}

/** The middle of the letters' steepness, sampled; 1 where there are none. */
function sharpnessOf({ data, width, height }: Grey, letters: readonly Piece[]): number {
  const every = Math.max(1, Math.floor(letters.length / 400));
  const found: number[] = [];
  for (let k = 0; k < letters.length; k += every) {
    const { left, right, top, bottom } = letters[k]!;
    if (bottom - top < 5) continue;
    let [least, most, step] = [255, 0, 0];
    for (let y = top; y <= bottom; y++)
      for (let x = Math.max(0, left - 2); x <= Math.min(width - 2, right + 2); x++) {
        const at = y * width + x;
        const value = data[at]!;
        if (value < least) least = value;
        if (value > most) most = value;
        step = Math.max(
          step,
          Math.abs(data[at + 1]! - value),
          y + 1 < height ? Math.abs(data[at + width]! - value) : 0,
        );
      }
    if (most - least > 24) found.push(step / (most - least));
  }
  found.sort((a, b) => a - b);
  return found[found.length >> 1] ?? 1;
}

function atEdge(letters: readonly Piece[], { width, height }: Grey): number {
  const sides = [0, 0, 0, 0];
  for (const { left, right, top, bottom } of letters) {
    if (right - left < 4 || bottom - top < 5) continue;
    if (left <= 1) sides[0]! += 1;
    if (top <= 1) sides[1]! += 1;
    if (right >= width - 2) sides[2]! += 1;
    if (bottom >= height - 2) sides[3]! += 1;
  }
  return Math.max(...sides);
}
