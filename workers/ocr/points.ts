import type { Word } from "#db/reading.ts";
import { type Blot, heightOf, widthOf } from "../media/ink.ts";
import type { Grey } from "../media/pixels.ts";

/** Figures, and letters that figures are taken for. */
const figures = /^[\dOoQDIlSsBZz|]{1,5}$/;
/** What a word with a point put in is at most as sure of. */
const mostSure = 0.88;
/** Rows of pixels in one drawer of the index of points. */
const drawer = 64;

type Box = { left: number; right: number; top: number; bottom: number };

/**
 * Recognition often leaves out the point of `3.00`, in narrow type above all, though it stands clearly in the ink: figures
 * get the points their ink shows, and two words of figures with a point between them become one.
 */
export function withPoints(words: readonly Word[], blots: readonly Blot[], page: Grey): Word[] {
  const boxes = words.map((word) => boxOf(word, page));
  const some = words.filter((word) => figures.test(word.text) && /\d/.test(word.text));
  if (some.length === 0) return [...words];
  const near = indexOf(blots);
  const out = new Map<Word, Word | null>();
  for (const [index, word] of words.entries()) {
    if (out.has(word) || !figures.test(word.text)) continue;
    const box = boxes[index]!;
    const next = nextOf(words, boxes, index);
    const inside = near(box);
    if (word.text.length > 1 && /\d/.test(word.text)) {
      const text = pointed(word.text, box, inside);
      if (text) {
        out.set(word, { ...word, text, confidence: Math.min(word.confidence, mostSure) });
        continue;
      }
    }
    if (next === null || !/^\d{1,3}$/.test(words[next]!.text) || !/^\d{1,2}$/.test(word.text)) continue;
    const other = boxes[next]!;
    const between = { ...box, left: box.left, right: other.right };
    const point = pointsIn(between, near(between)).find(
      ({ left, right }) => left >= box.right - 3 && right <= other.left + 3,
    );
    if (!point) continue;
    out.set(word, joined(word, words[next]!));
    out.set(words[next]!, null);
  }
  return words.flatMap((word) => {
    const meant = out.get(word);
    return meant === undefined ? [word] : meant === null ? [] : [meant];
  });
}

/** The text with a point where the ink has one between two figures, or null where it has none or several. */
function pointed(text: string, box: Box, blots: readonly Blot[]): string | null {
  const found = pointsIn(box, blots);
  const [point] = found;
  if (found.length !== 1 || !point) return null;
  const tall = tallIn(box, blots).sort((a, b) => a.left - b.left);
  const middle = (point.left + point.right) / 2;
  const before = tall.filter((blot) => (blot.left + blot.right) / 2 < middle).length;
  if (before === 0 || before === tall.length) return null;
  const at =
    tall.length === text.length
      ? before
      : Math.round((text.length * (point.left - box.left)) / Math.max(1, box.right - box.left));
  return at > 0 && at < text.length ? `${text.slice(0, at)}.${text.slice(at)}` : null;
}

/** Blots as tall as figures whose middle lies in the box. */
function tallIn(box: Box, blots: readonly Blot[]): Blot[] {
  const within = blots.filter((blot) => {
    const [x, y] = [(blot.left + blot.right) / 2, (blot.top + blot.bottom) / 2];
    return x >= box.left - 2 && x <= box.right + 2 && y >= box.top - 2 && y <= box.bottom + 2;
  });
  const tallest = Math.max(0, ...within.map(heightOf));
  return within.filter((blot) => heightOf(blot) >= tallest * 0.8);
}

/** Small blots on the line the figures stand on, each between two of them. */
function pointsIn(box: Box, blots: readonly Blot[]): Blot[] {
  const tall = tallIn(box, blots);
  if (tall.length < 2) return [];
  const height = Math.max(...tall.map(heightOf));
  const feet = tall.map(({ bottom }) => bottom).sort((a, b) => a - b)[tall.length >> 1]!;
  if (height < 8) return [];
  return blots.filter((blot) => {
    const [w, h] = [widthOf(blot), heightOf(blot)];
    const small = w <= height * 0.32 && h <= height * 0.32 && w >= 2 && h >= 2 && blot.area >= 4;
    const low = Math.abs(blot.bottom - feet) <= Math.max(2, height * 0.14);
    // A point may stand under the arm of a seven: middles tell, not edges.
    const x = (blot.left + blot.right) / 2;
    const between =
      tall.some((one) => (one.left + one.right) / 2 < x && blot.left - one.right < height * 0.5) &&
      tall.some((one) => (one.left + one.right) / 2 > x && one.left - blot.right < height * 0.5);
    return small && low && between;
  });
}

/** The word right behind another on its line, no further than a point is wide. */
function nextOf(words: readonly Word[], boxes: readonly Box[], at: number): number | null {
  const box = boxes[at]!;
  const height = box.bottom - box.top;
  for (let next = 0; next < words.length; next++) {
    const other = boxes[next]!;
    const gap = other.left - box.right;
    if (next === at || gap < -2 || gap > height * 0.7) continue;
    const shared = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
    if (shared > height * 0.5 && figures.test(words[next]!.text)) return next;
  }
  return null;
}

function joined(one: Word, next: Word): Word {
  const [top, bottom] = [Math.min(one.y, next.y), Math.max(one.y + one.height, next.y + next.height)];
  return {
    text: `${one.text}.${next.text}`,
    x: one.x,
    y: top,
    width: next.x + next.width - one.x,
    height: bottom - top,
    confidence: Math.min(one.confidence, next.confidence, mostSure),
  };
}

const boxOf = ({ x, y, width, height }: Word, page: Grey): Box => ({
  left: x * page.width,
  right: (x + width) * page.width,
  top: y * page.height,
  bottom: (y + height) * page.height,
});

/** Finds the blots that touch a box, by drawers of rows. */
function indexOf(blots: readonly Blot[]): (box: Box) => Blot[] {
  const drawers = new Map<number, Blot[]>();
  for (const blot of blots)
    for (let k = Math.floor(blot.top / drawer); k <= Math.floor(blot.bottom / drawer); k++) {
      const there = drawers.get(k);
      if (there) there.push(blot);
      else drawers.set(k, [blot]);
    }
  return (box) => {
    const found = new Set<Blot>();
    for (let k = Math.floor((box.top - 3) / drawer); k <= Math.floor((box.bottom + 3) / drawer); k++)
      for (const blot of drawers.get(k) ?? [])
        if (
          blot.left <= box.right + 3 &&
          blot.right >= box.left - 3 &&
          blot.top <= box.bottom + 3 &&
          blot.bottom >= box.top - 3
        )
          found.add(blot);
    return [...found];
  };
}
