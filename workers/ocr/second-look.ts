import type { Word } from "#db/reading.ts";
import type { Grey } from "../media/pixels.ts";
import type { Strip } from "./strips.ts";

/** White space around a strip, in heights of the strip. */
const margin = 0.3;
/** The fewest pixels a strip is drawn high: smaller ones are enlarged. */
const drawnHeight = 36;

/** A strip as a picture of its own with white around, and how to bring words on it back to the page. */
export function pictureOf(page: Grey, { left, right, top, bottom }: Strip) {
  const [across, down] = [right - left + 1, bottom - top + 1];
  const scale = Math.max(1, Math.min(3, drawnHeight / down));
  const reach = 3;
  const white = Math.round(Math.max(10, down * scale * margin));
  const [width, height] = [
    Math.round((across + 2 * reach) * scale) + 2 * white,
    Math.round((down + 2 * reach) * scale) + 2 * white,
  ];
  const data = new Uint8Array(width * height).fill(255);
  for (let y = white; y < height - white; y++)
    for (let x = white; x < width - white; x++)
      data[y * width + x] = valueAt(
        page,
        left - reach + (x - white) / scale,
        top - reach + (y - white) / scale,
      );
  const toPage = (word: Word): Word => ({
    ...word,
    x: Math.max(0, (word.x * width - white) / scale + left - reach) / page.width,
    y: Math.max(0, (word.y * height - white) / scale + top - reach) / page.height,
    width: (word.width * width) / scale / page.width,
    height: (word.height * height) / scale / page.height,
  });
  return { picture: { data, width, height }, toPage };
}

function valueAt({ data, width, height }: Grey, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 255;
  const [fx, fy] = [x - left, y - top];
  const at = top * width + left;
  const upper = data[at]! * (1 - fx) + data[at + 1]! * fx;
  const lower = data[at + width]! * (1 - fx) + data[at + width + 1]! * fx;
  return upper * (1 - fy) + lower * fy;
}

const leastSure = 0.3;

/** The words of the page with what was read in a strip: it replaces what stood there where it is surer. */
export function merge(
  words: readonly Word[],
  { words: before, fresh }: Strip,
  again: readonly Word[],
): Word[] {
  const sure = again.filter(({ confidence }) => confidence >= leastSure);
  if (sure.length === 0) return [...words];
  const sureness = (some: readonly Word[]) => Math.min(...some.map(({ confidence }) => confidence));
  const text = (some: readonly Word[]) => some.map((word) => word.text).join("");
  const longer = fresh && text(sure).length > text(before).length;
  if (before.length > 0 && !longer && sureness(sure) <= sureness(before)) return [...words];
  return [...words.filter((word) => !before.includes(word)), ...sure];
}
