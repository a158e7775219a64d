import type { Word } from "#db/reading.ts";
import { type Blot, heightOf, letterHeight, widthOf } from "../media/ink.ts";
import type { Grey } from "../media/pixels.ts";

/** A part of a page that is to be read again, in pixels of its picture; `right` and `bottom` included. */
export type Strip = Omit<Blot, "area"> & {
  /** The words read there the first time, which what is read now replaces where it is surer. */
  words: Word[];
  /** Nothing was read there the first time. */
  fresh: boolean;
};

/** More than this a page, and the page is something else than writing with a few gaps. */
const mostStrips = 480;
/** Short words less sure than this are read again. */
const unsure = 0.6;
const shortWord = 5;
/** Words less sure than this count as not read at all. */
const hardlyRead = 0.35;

/**
 * Where a page ought to be read again: letters that no recognised word covers, joined along their line, with short words
 * right beside them; and short words that were read unsurely.
 */
export function stripsOf(page: Grey, blots: readonly Blot[], words: readonly Word[]): Strip[] {
  const letter = letterHeight(blots, Math.max(page.width, page.height));
  if (letter === 0) return [];
  const letters = blots.filter((blot) => likeLetter(blot, letter));
  const boxes = words.map((word) => ({ word, ...boxOf(word, page) }));
  const under = letters.map((blot) => boxes.filter((box) => holds(box, blot)));
  const tops = new Map<Word, Edges>();
  const muddled = new Set(words.filter(({ confidence }) => confidence < hardlyRead));
  // A word that lies over two lines was made of pieces of both.
  for (const [index, boxesThere] of under.entries())
    for (const { word } of boxesThere) {
      const first = tops.get(word);
      if (!first) tops.set(word, letters[index]!);
      else if (letters[index]!.top > first.bottom || letters[index]!.bottom < first.top) muddled.add(word);
    }
  const uncovered = letters.filter((_, index) => under[index]!.every(({ word }) => muddled.has(word)));
  const strips: Strip[] = joined(uncovered, letter).map((box) => ({ ...box, words: [], fresh: true }));
  const small = blots.filter((blot) => heightOf(blot) < letter * 0.6 && widthOf(blot) < letter);
  for (const strip of strips) takeMarks(strip, small, letter);
  for (const { word, ...box } of boxes) {
    if (muddled.has(word)) {
      for (const strip of strips) if (overlap(strip, box)) strip.words.push(word);
      continue;
    }
    const short = [...word.text].length <= shortWord;
    // The rest of a long word, or a short one beside it.
    const reach = letter * (short ? 0.8 : 0.25);
    const beside = strips.filter(
      (strip) => strip.fresh && onOneLine(strip, box) && gapOf(strip, box) < reach,
    );
    for (const strip of beside) {
      widen(strip, box);
      strip.words.push(word);
    }
    if (short && beside.length === 0 && word.confidence < unsure && box.bottom - box.top < letter * 3)
      strips.push({ ...box, words: [word], fresh: false });
  }
  return strips
    .filter((strip) => likeLine(strip, letter))
    .sort((a, b) => Number(b.fresh) - Number(a.fresh) || a.top - b.top || a.left - b.left)
    .slice(0, mostStrips);
}

type Edges = Omit<Blot, "area">;

const boxOf = ({ x, y, width, height }: Word, page: Grey): Edges => ({
  left: Math.round(x * page.width),
  right: Math.round((x + width) * page.width),
  top: Math.round(y * page.height),
  bottom: Math.round((y + height) * page.height),
});

const likeLetter = (blot: Blot, letter: number): boolean =>
  heightOf(blot) >= letter * 0.6 &&
  heightOf(blot) <= letter * 2.2 &&
  widthOf(blot) <= letter * 6 &&
  blot.area >= letter &&
  // Broken rules stand taller or lie flatter than letters do.
  (widthOf(blot) >= letter * 0.25 || heightOf(blot) <= letter * 1.5);

/** The hyphen of `B-` and the point of `3.` belong to the letter they stand behind. */
function takeMarks(strip: Edges, small: readonly Blot[], letter: number): void {
  for (const blot of small) {
    const gap = blot.left - strip.right;
    const low = blot.top > strip.top + letter * 0.25 && blot.bottom <= strip.bottom + letter * 0.3;
    if (gap > 0 && gap < letter * 0.5 && low && blot.area >= 4) strip.right = blot.right;
  }
}

/** Neither a drawing nor a row of stars or dots. */
function likeLine({ left, right, top, bottom }: Edges, letter: number): boolean {
  const [across, down] = [right - left + 1, bottom - top + 1];
  return down < letter * 4 && across >= letter * 0.2 && (across < letter * 8 || down >= letter * 0.8);
}

/** The middle of the blot lies in the box, or a good part of it does. */
function holds(box: Edges, blot: Blot): boolean {
  const across = Math.min(box.right, blot.right) - Math.max(box.left, blot.left) + 1;
  const down = Math.min(box.bottom, blot.bottom) - Math.max(box.top, blot.top) + 1;
  return across > widthOf(blot) * 0.4 && down > heightOf(blot) * 0.4;
}

const onOneLine = (one: Edges, other: Edges): boolean =>
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) + 1 >=
  0.5 * Math.min(one.bottom - one.top + 1, other.bottom - other.top + 1);

const overlap = (one: Edges, other: Edges): boolean =>
  one.left <= other.right && one.right >= other.left && one.top <= other.bottom && one.bottom >= other.top;

const gapOf = (one: Edges, other: Edges): number =>
  Math.max(one.left, other.left) - Math.min(one.right, other.right);

function widen(one: Edges, other: Edges): void {
  one.left = Math.min(one.left, other.left);
  one.right = Math.max(one.right, other.right);
  one.top = Math.min(one.top, other.top);
  one.bottom = Math.max(one.bottom, other.bottom);
}

/** Letters of one line, no further from each other than words of a cell are. */
function joined(blots: readonly Blot[], letter: number): Edges[] {
  const lines: Edges[] = [];
  for (const { left, right, top, bottom } of [...blots].sort((a, b) => a.left - b.left)) {
    const box = { left, right, top, bottom };
    const line = lines.find((one) => left - one.right < letter * 1.6 && onOneLine(one, box));
    if (line) widen(line, box);
    else lines.push(box);
  }
  return lines;
}
