import { describe, expect, test } from "vitest";
import type { Word } from "#db/reading.ts";
import { cleanPicture } from "#workers/media/clean-picture.ts";
import { blotsOf } from "#workers/media/ink.ts";
import type { Grey } from "#workers/media/pixels.ts";
import { withPoints } from "#workers/ocr/points.ts";
import { collagesOf, merge, pictureOf, wordsByStrip } from "#workers/ocr/second-look.ts";
import { type Strip, stripsOf as stripsAmong } from "#workers/ocr/strips.ts";

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
const stripsOf = (page: Grey, words: readonly Word[]): Strip[] => stripsAmong(page, blotsOf(page), words);
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

  test("takes the hyphen of a grade with its letter", () => {
    const page = paper(...text, ...letters(400, 100, 1), [413, 107, 6, 3]);
    expect(stripsOf(page, read)).toMatchObject([{ left: 400, right: 418 }]);
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
      Array.from({ length: 14 }, (_, k) => letters(20 + k * 54, row * 24, 1)).flat(),
    ).flat();
    expect(stripsOf(paper(...scribble), []).length).toBe(480);
  });

  test("sets what was missed side by side, and brings words back to where they stand on the page", () => {
    const cells = lines.flatMap((top) => [400, 500, 600].map((left): Rect => [left, top, 26, 16]));
    const page = paper(...text, ...cells.flatMap(([left, top]) => letters(left, top, 2)));
    const strips = stripsOf(page, read);
    expect(strips).toHaveLength(15);
    const collages = collagesOf(strips, 16);
    expect(collages.length).toBeLessThan(3);
    const [collage] = collages;
    const picture = pictureOf(page, collage!);
    const dark = (x: number) =>
      picture.data.subarray(x).some((_, k) => picture.data[k * picture.width + x]! < 100);
    const words = collage!.pieces.map(({ x, y, width: w, height: h }) => ({
      ...{ text: "w", confidence: 1, x: x / picture.width, y: y / picture.height },
      ...{ width: w / picture.width, height: h / picture.height },
    }));
    expect(collage!.pieces.every(({ x, width: w }) => dark(x + (w >> 2)))).toBe(true);
    const found = wordsByStrip(collage!, words, page);
    for (const { strip } of collage!.pieces) {
      const [back] = found.get(strip)!;
      expect(Math.abs(back!.x * width - strip.left)).toBeLessThan(4);
      expect(Math.abs(back!.y * height - strip.top)).toBeLessThan(4);
      expect(Math.abs((back!.x + back!.width) * width - strip.right)).toBeLessThan(5);
    }
  });

  test("gives a word that runs over two pieces to neither", () => {
    const page = paper(...text, ...letters(400, 100, 1), ...letters(500, 100, 1));
    const [collage] = collagesOf(stripsOf(page, read), 16);
    const over = { text: "3A", x: 0, y: 0, width: 1, height: 1, confidence: 1 };
    expect([...wordsByStrip(collage!, [over], page).values()]).toEqual([[], []]);
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

describe("The point of figures", () => {
  const place: Rect = [400, 100, 60, 16];
  const three = (point: Rect): Grey =>
    paper(...text, [400, 100, 10, 16], point, [420, 100, 10, 16], [440, 100, 10, 16]);
  const pointed = (page: Grey, ...words: Word[]) =>
    withPoints(words, blotsOf(page), page).map(({ text }) => text);

  test("is put in where the ink has one and recognition left it out", () => {
    const page = three([413, 113, 3, 3]);
    expect(pointed(page, word("300", place))).toEqual(["3.00"]);
    const [meant] = withPoints([word("300", place)], blotsOf(page), page);
    expect(meant!.confidence).toBeLessThan(0.9);
  });

  test("joins two words of figures that a point parts", () => {
    const page = three([413, 113, 3, 3]);
    const parts = [word("3", [400, 100, 10, 16]), word("00", [420, 100, 30, 16])];
    expect(pointed(page, ...parts)).toEqual(["3.00"]);
  });

  test("is not put in where there is no ink, or dust above the line", () => {
    expect(pointed(paper(...text, [400, 100, 10, 16], [420, 100, 10, 16]), word("30", place))).toEqual([
      "30",
    ]);
    expect(pointed(three([413, 103, 3, 3]), word("300", place))).toEqual(["300"]);
    expect(pointed(three([413, 113, 3, 3]), word("3.00", place))).toEqual(["3.00"]);
    expect(pointed(three([413, 113, 3, 3]), word("EEC", place))).toEqual(["EEC"]);
  });
});
