import { expect, test } from "vitest";
import type { Word } from "#db/reading.ts";
import { unknownCharacter as gap } from "#workers/media/pdf-words.ts";
import { fillGaps } from "#workers/ocr/fill-gaps.ts";

/** A word of the text layer or of recognition: its place counts letters from the left, one line of the page. */
const word = (text: string, letter: number, confidence = 1): Word => ({
  ...{ text, confidence, x: letter / 100, y: 0.5, width: [...text].length / 100, height: 0.01 },
});
const texts = (words: readonly Word[]) => words.map(({ text }) => text);

test("a missing letter is taken from what recognition read at the same place, and no surer than that", () => {
  const [filled] = fillGaps([word(`Ca${gap}culus`, 10)], [word("Calculus", 10, 0.8)]);
  expect(filled).toEqual({ ...word(`Calculus`, 10), confidence: 0.8 });
});

test("two letters drawn as one are found again", () => {
  expect(texts(fillGaps([word(`Di${gap}erential`, 0)], [word("Differential", 0)]))).toEqual(["Differential"]);
});

test("a word that recognition split, or read with marks around it, still fills the gap", () => {
  const split = [word("Psych", 0, 0.9), word("ology,", 5, 0.7)];
  expect(fillGaps([word(`Psych${gap}logy`, 0)], [...split].reverse())).toMatchObject([
    { text: "Psychology", confidence: 0.7 },
  ]);
});

test("where recognition disagrees on a known letter it is not believed: the known letters stay, marked as unsure", () => {
  const [kept] = fillGaps([word(`MATH${gap}101`, 0)], [word("MATH-107", 0, 0.99)]);
  expect(kept).toMatchObject({ text: "MATH101" });
  expect(kept!.confidence).toBeLessThan(0.5);
});

test("letters that mean something in a pattern are only letters", () => {
  expect(texts(fillGaps([word(`C+${gap}.(a)`, 0)], [word("C+x.(a)", 0)]))).toEqual(["C+x.(a)"]);
  expect(texts(fillGaps([word(`C+${gap}`, 0)], [word("CCC9", 0)]))).toEqual(["C+"]);
});

test("what stands elsewhere fills nothing, and words without gaps are left as the file says them", () => {
  const layer = [word("ECE", 0), word(`10${gap}`, 4), word("Grade", 40)];
  const read = [word("EGE", 0, 0.6), word("101", 60), word("Grape", 40)];
  expect(texts(fillGaps(layer, read))).toEqual(["ECE", "10", "Grade"]);
});

test("a word of nothing but gaps is what recognition read there, or gone where it read nothing", () => {
  expect(texts(fillGaps([word(gap, 4)], [word("B", 4)]))).toEqual(["B"]);
  expect(fillGaps([word(gap, 4)], [])).toEqual([]);
});
