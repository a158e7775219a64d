import { describe, expect, test } from "vitest";
import type { Word } from "#db/reading.ts";
import { cleanPicture } from "#workers/media/clean-picture.ts";
import type { Grey } from "#workers/media/pixels.ts";
import { merge, pictureOf } from "#workers/ocr/second-look.ts";
import { stripsOf } from "#workers/ocr/strips.ts";

const [width, height] = [800, 1000];
type Rect = [left: number, top: number, width: number, height: number];

/** White paper with black rectangles. */
function paper(...ink: Rect[]): Grey {
  const data = new Uint8Array(width * height).fill(255);
  for (const [left, top, w, h] of ink)
    for (let y = top; y < top + h; y++) data.fill(0, y * width + left, y * width + left + w);
  return { data, width, height };
}
const at = ({ data }: Grey, x: number, y: number) => data[y * width + x];
/** A line of letters, 10 by 16 pixels each, 6 pixels apart. */
const letters = (left: number, top: number, count: number): Rect[] =>
  Array.from({ length: count }, (_, k): Rect => [left + k * 16, top, 10, 16]);
const word = (text: string, [left, top, w, h]: Rect, confidence = 0.95): Word => ({
  ...{ text, confidence, x: left / width, y: top / height, width: w / width, height: h / height },
});
/** Five lines of five letters and their words, as a page that was read well. */
const lines = Array.from({ length: 5 }, (_, k) => 100 + k * 40);
const text = lines.flatMap((top) => letters(100, top, 5));
const read = lines.map((top) => word("words", [100, top, 74, 16]));

describe("A picture made for recognition", () => {
  test("loses rules, across, up and slightly climbing, and keeps the letters they cross", () => {
    const climbing = Array.from({ length: 20 }, (_, k): Rect => [60 + k * 30, 700 - k, 30, 2]);
    const page = paper(...text, [300, 50, 2, 800], [40, 400, 700, 3], [294, 600, 14, 18], ...climbing);
    cleanPicture(page);
    expect(at(page, 300, 200)).toBe(255);
    expect(at(page, 500, 401)).toBe(255);
    expect(at(page, 200, 696)).toBe(255);
    expect(at(page, 300, 610)).toBe(0);
    expect(at(page, 105, 105)).toBe(0);
  });

  test("loses specks that stand alone, and keeps points, hyphens and accents beside letters", () => {
    const [speck, point, hyphen, accent]: Rect[] = [
      [500, 500, 4, 4],
      [176, 113, 3, 3],
      [178, 147, 6, 3],
      [103, 175, 4, 3],
    ];
    const page = paper(...text, speck!, point!, hyphen!, accent!);
    cleanPicture(page);
    expect(at(page, 501, 501)).toBe(255);
    for (const [x, y] of [point!, hyphen!, accent!]) expect(at(page, x + 1, y + 1)).toBe(0);
  });
});

describe("A second look", () => {
  test("is taken at letters no word covers, with the short word beside them, and at nothing else", () => {
    expect(stripsOf(paper(...text), read)).toEqual([]);
    const page = paper(...text, ...letters(400, 100, 1), ...letters(500, 140, 2));
    const beside = word("B", [500, 140, 10, 16]);
    expect(stripsOf(page, [...read, beside])).toEqual([
      { left: 400, right: 409, top: 100, bottom: 115, words: [], fresh: true },
      { left: 500, right: 525, top: 140, bottom: 156, words: [beside], fresh: true },
    ]);
  });

  test("is taken at short words read unsurely, and where a word was made of two lines", () => {
    const page = paper(...text, ...letters(400, 100, 2));
    const unsure = word("3C", [400, 100, 26, 16], 0.5);
    expect(stripsOf(page, [...read, unsure])).toMatchObject([{ left: 400, words: [unsure], fresh: false }]);
    const both = word("wo", [100, 98, 74, 60]);
    const strips = stripsOf(paper(...text), [both, ...read.slice(2)]);
    expect(strips).toMatchObject([
      { top: 100, bottom: 115, words: [both] },
      { top: 140, bottom: 155, words: [both] },
    ]);
  });

  test("is bounded: a page of scribble is not read over and over", () => {
    const scribble = Array.from({ length: 40 }, (_, row) =>
      [100, 250, 400, 550].flatMap((left) => letters(left, row * 24, 1)),
    ).flat();
    expect(stripsOf(paper(...scribble), []).length).toBe(60);
  });

  test("brings words back to where they stand on the page", () => {
    const page = paper(...text);
    const strip = { left: 100, right: 173, top: 100, bottom: 115, words: [], fresh: true };
    const { picture, toPage } = pictureOf(page, strip);
    const { data } = picture;
    const ink = data.findIndex((value) => value < 100);
    const [x, y] = [(ink % picture.width) / picture.width, Math.floor(ink / picture.width) / picture.height];
    const back = toPage({ text: "w", x, y, width: 0.1, height: 0.1, confidence: 1 });
    expect(Math.abs(back.x * width - 100)).toBeLessThan(1.5);
    expect(Math.abs(back.y * height - 100)).toBeLessThan(1.5);
  });

  test("replaces what was read before only where it is surer or more was seen", () => {
    const before = word("15", [400, 100, 26, 16], 0.5);
    const strip = { left: 400, right: 425, top: 100, bottom: 115, words: [before], fresh: false };
    const again = (text: string, confidence: number) => [word(text, [400, 100, 26, 16], confidence)];
    expect(merge([before], strip, again("1.5", 0.4))).toEqual([before]);
    expect(merge([before], strip, again("1.5", 0.9))).toEqual(again("1.5", 0.9));
    expect(merge([before], { ...strip, fresh: true }, again("1.5", 0.4))).toEqual(again("1.5", 0.4));
    expect(merge([before], { ...strip, words: [] }, again("A", 0.2))).toEqual([before]);
  });
});
