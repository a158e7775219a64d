import type { Word } from "#db/reading.ts";
import type { Grey } from "../media/pixels.ts";
import type { Strip } from "./strips.ts";

/** Letters are drawn so many pixels high: the height that recognition was taught with. */
const drawnLetter = 27;
/** White around a line of pieces, and between two, in pixels as drawn. */
const margin = 16;
const between = 40;
/** A line of pieces is no longer than this unless one piece alone is. */
const longest = 1800;
/** How much of its neighbours a piece shows, in pixels of the page. */
const reach = 3;

type Piece = { strip: Strip; scale: number; x: number; y: number; width: number; height: number };
/** Strips drawn side by side as one line of print, and how to find the strip and the place on the page of a word on it. */
export type Collage = { pieces: Piece[]; width: number; height: number };

/**
 * The strips of a page set side by side into a few lines of print, each enlarged or reduced to one height of letter: a
 * figure that stands alone is read better in company, and twenty at once in the time of two or three.
 */
export function collagesOf(strips: readonly Strip[], letter: number): Collage[] {
  const collages: Collage[] = [];
  for (const row of rowsOf(strips)) {
    const feet = footOf(row);
    for (const strip of row) {
      const [across, down] = [strip.right - strip.left + 1, strip.bottom - strip.top + 1];
      // Print of another size than the page's is drawn by its own height.
      const own = down > letter * 1.8 ? down * 0.75 : letter;
      const scale = Math.max(0.5, Math.min(3, drawnLetter / own));
      const width = Math.round((across + 2 * reach) * scale);
      const y = (strip.top - reach - feet) * scale;
      let last = collages.at(-1);
      const x = last ? last.width - margin + between : margin;
      if (!last || x + width + margin > longest) {
        last = { pieces: [], width: 2 * margin, height: 0 };
        collages.push(last);
      }
      const at = last.pieces.length === 0 ? margin : x;
      last.pieces.push({ strip, scale, x: at, y, width, height: Math.round((down + 2 * reach) * scale) });
      last.width = at + width + margin;
    }
  }
  for (const collage of collages) {
    const top = Math.min(...collage.pieces.map(({ y }) => y));
    for (const piece of collage.pieces) piece.y = Math.round(piece.y - top) + margin;
    collage.height = Math.max(...collage.pieces.map(({ y, height }) => y + height)) + margin;
  }
  return collages;
}

/** Strips that stand on one line of the page, from left to right. */
function rowsOf(strips: readonly Strip[]): Strip[][] {
  const rows: Strip[][] = [];
  for (const strip of [...strips].sort((a, b) => a.left - b.left)) {
    const row = rows.find((others) => {
      const last = others.at(-1)!;
      const shared = Math.min(last.bottom, strip.bottom) - Math.max(last.top, strip.top) + 1;
      const most = Math.max(last.bottom - last.top, strip.bottom - strip.top) + 1;
      return shared >= most * 0.6;
    });
    if (row) row.push(strip);
    else rows.push([strip]);
  }
  return rows.sort((a, b) => a[0]!.top - b[0]!.top);
}

/** Where most of a row's strips end below: the line its letters stand on. */
const footOf = (row: readonly Strip[]): number =>
  row.map(({ bottom }) => bottom).sort((a, b) => a - b)[(row.length - 1) >> 1]!;

export function pictureOf(page: Grey, { pieces, width, height }: Collage): Grey {
  const data = new Uint8Array(width * height).fill(255);
  for (const piece of pieces)
    for (let y = 0; y < piece.height; y++)
      for (let x = 0; x < piece.width; x++)
        data[(piece.y + y) * width + piece.x + x] = valueAt(
          page,
          piece.strip.left - reach + x / piece.scale,
          piece.strip.top - reach + y / piece.scale,
        );
  return { data, width, height };
}

/** The words read on a collage, by strip and where they stand on the page; a word over two pieces is nobody's. */
export function wordsByStrip(collage: Collage, words: readonly Word[], page: Grey): Map<Strip, Word[]> {
  const found = new Map<Strip, Word[]>(collage.pieces.map(({ strip }) => [strip, []]));
  for (const word of words) {
    const [left, right] = [word.x * collage.width, (word.x + word.width) * collage.width];
    const piece = collage.pieces.find(({ x, width }) => left < x + width && right > x);
    if (!piece || left < piece.x - between / 2 || right > piece.x + piece.width + between / 2) continue;
    const { strip, scale } = piece;
    found.get(strip)!.push({
      ...word,
      x: Math.max(0, (left - piece.x) / scale + strip.left - reach) / page.width,
      y: Math.max(0, (word.y * collage.height - piece.y) / scale + strip.top - reach) / page.height,
      width: (right - left) / scale / page.width,
      height: (word.height * collage.height) / scale / page.height,
    });
  }
  return found;
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
