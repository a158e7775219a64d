import bidiFactory from "bidi-js";
import { type Direction, type Face, faceFor, plainFace, type Weight } from "./faces.ts";

const bidi = bidiFactory();

/** One glyph where it is drawn: advances and offsets in thousandths of the type size. */
export type Glyph = { face: Face; id: number; text: string; advance: number; dx: number; dy: number };
/** Glyphs from left to right, starting `x` thousandths of the type size into the line. */
export type Chunk = { x: number; glyphs: Glyph[]; direction: Direction };
/** A line as it is read: its chunks in reading order, wherever on the line they stand. */
export type ShapedLine = { chunks: Chunk[]; width: number };

/** Scripts whose letters join or carry marks, and everything written from right to left. */
const needsShaping = /[\p{M}\p{sc=Hebr}\p{sc=Arab}\p{sc=Nko}\p{sc=Lao}]/u;
const rightToLeft = /[\p{sc=Hebr}\p{sc=Arab}\p{sc=Nko}]/u;
const joining = /[\p{sc=Arab}\p{sc=Nko}]/u;
/** Invisible marks that steer other software: they could only reorder or hide what is printed. */
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\p{Variation_Selector}]/gu;
const spaces = /[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu;

const drawable = (letter: string, weight: Weight = "regular") =>
  faceFor(letter.codePointAt(0)!, weight) !== null;
const counted = (run: number) =>
  `[${run} ${run === 1 ? "character" : "characters"} this report cannot print]`;

/**
 * Text as the faces can draw it: NFC, one blank for any white space, no invisible controls. Each run of letters that no
 * face has (Thai or Hangul, say) would come out as empty boxes: words that say so take its place, `missing` counts them.
 */
export function printable(given: string): { text: string; missing: number } {
  const flat = given.normalize("NFC").replace(spaces, " ").replace(invisible, "");
  let missing = 0;
  let run = 0;
  let out = "";
  const letters = [...flat];
  for (const [n, letter] of letters.entries()) {
    if (letter === "\u200c" || letter === "\u200d") {
      if (run === 0 && joining.test(letters[n - 1] ?? "") && joining.test(letters[n + 1] ?? ""))
        out += letter;
      continue;
    }
    // Forms kept for old encodings (ﷺ, ㎏) are the letters they stand for.
    const plain = drawable(letter) ? letter : letter.normalize("NFKC");
    const drawn = [...plain].every((each) => drawable(each));
    if (drawn && !(run > 0 && /\p{M}/u.test(letter))) {
      if (run > 0) out += counted(run);
      run = 0;
      out += plain;
    } else {
      run += 1;
      missing += 1;
    }
  }
  return { text: run > 0 ? out + counted(run) : out, missing };
}

const advances: Record<Weight, Map<number, { face: Face; id: number; advance: number }>> = {
  regular: new Map(),
  bold: new Map(),
};

function plainGlyph(letter: string, weight: Weight) {
  const code = letter.codePointAt(0)!;
  let glyph = advances[weight].get(code);
  if (!glyph) {
    const face = faceFor(code, weight) ?? plainFace(weight);
    const { id, advanceWidth } = face.font.glyphForCodePoint(code);
    glyph = { face, id, advance: (advanceWidth * 1000) / face.font.unitsPerEm };
    advances[weight].set(code, glyph);
  }
  return glyph;
}

/** The direction of a paragraph is that of its first strong letter. */
export const directionOf = (text: string): Direction =>
  rightToLeft.test(text) && bidi.getEmbeddingLevels(text, "auto").paragraphs[0]!.level % 2 === 1
    ? "rtl"
    : "ltr";

/** Stretches of one face and one direction, in the order they are read. Marks stay with their letter. */
function runsOf(text: string, weight: Weight, base: Direction) {
  const { levels } = bidi.getEmbeddingLevels(text, base);
  const runs: { text: string; face: Face; level: number }[] = [];
  let index = 0;
  for (const letter of text) {
    const level = levels[index]!;
    index += letter.length;
    const last = runs.at(-1);
    const code = letter.codePointAt(0)!;
    const stays = /[\p{M}\u200c\u200d]/u.test(letter) && last?.face.font.hasGlyphForCodePoint(code);
    const face = stays ? last!.face : (faceFor(code, weight) ?? plainFace(weight));
    if (last && last.face === face && last.level === level) last.text += letter;
    else runs.push({ text: letter, face, level });
  }
  return runs;
}

/** Rule L2 of the Unicode Bidirectional Algorithm, on whole runs. */
function visually<R extends { level: number }>(runs: R[]): R[] {
  const order = [...runs];
  for (let level = Math.max(...runs.map((run) => run.level)); level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from;
      while (to < order.length && order[to]!.level >= level) to += 1;
      if (to - from > 1) order.splice(from, to - from, ...order.slice(from, to).reverse());
      from = Math.max(from, to - 1);
    }
  }
  return order;
}

const mirrored = (text: string) =>
  [...text].map((letter) => bidi.getMirroredCharacter(letter) ?? letter).join("");

function shapeRun({ text, face, level }: { text: string; face: Face; level: number }): Glyph[] {
  const rtl = level % 2 === 1;
  const scale = 1000 / face.font.unitsPerEm;
  const laid = face.font.layout(rtl ? mirrored(text) : text, {}, undefined, undefined, rtl ? "rtl" : "ltr");
  return laid.glyphs.map((glyph, n) => {
    const { xAdvance, xOffset, yOffset } = laid.positions[n]!;
    return {
      face,
      id: glyph.id,
      text: String.fromCodePoint(...glyph.codePoints),
      advance: xAdvance * scale,
      dx: xOffset * scale,
      dy: yOffset * scale,
    };
  });
}

const widthOfGlyphs = (glyphs: readonly Glyph[]) => glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);

/** Words of a run from right to left, in the order they are read; each with the blank that follows it. */
function words(glyphs: Glyph[], x: number): Chunk[] {
  const found: Chunk[] = [];
  let at = x;
  for (const glyph of glyphs) {
    const last = found.at(-1);
    if (!last || (glyph.text === " " && last.glyphs.some(({ text }) => text !== " ")))
      found.push({ x: at, glyphs: [glyph], direction: "rtl" });
    else last.glyphs.push(glyph);
    at += glyph.advance;
  }
  return found.reverse();
}

/** One line: letters joined and marks placed where the script wants it, runs where the eye meets them. */
export function shape(text: string, weight: Weight, base: Direction = "ltr"): ShapedLine {
  if (!needsShaping.test(text)) {
    const glyphs = Array.from(text, (letter) => ({
      ...plainGlyph(letter, weight),
      text: letter,
      dx: 0,
      dy: 0,
    }));
    return { chunks: [{ x: 0, glyphs, direction: "ltr" }], width: widthOfGlyphs(glyphs) };
  }
  const solid = text.trimEnd();
  const runs = runsOf(solid, weight, base);
  const drawn = new Map<(typeof runs)[number], Chunk[]>();
  let x = 0;
  for (const run of visually(runs)) {
    const glyphs = shapeRun(run);
    drawn.set(run, run.level % 2 === 1 ? words(glyphs, x) : [{ x, glyphs, direction: "ltr" }]);
    x += widthOfGlyphs(glyphs);
  }
  const chunks = runs.flatMap((run) => drawn.get(run)!);
  // The blank a line was broken at ends the line for the reader, whichever way its letters run.
  if (text.endsWith(" "))
    chunks.push({ x, glyphs: [{ ...plainGlyph(" ", weight), text: " ", dx: 0, dy: 0 }], direction: "ltr" });
  return { chunks, width: x };
}

/** Width in points of a line of {@link printable} text. */
export function widthOf(text: string, weight: Weight, size: number): number {
  if (needsShaping.test(text)) return (shape(text, weight, directionOf(text)).width * size) / 1000;
  let sum = 0;
  for (const letter of text) sum += plainGlyph(letter, weight).advance;
  return (sum * size) / 1000;
}

/** Where a line may end: after a blank, and after each Chinese or Japanese letter unless a closing sign follows it. */
const pieces =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー〆々][、。，．・：；？！）」』】〉》〕ー々]*|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+|\s+/gu;
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * Breaks text into lines no wider than `width` points; inside a word only where it alone is wider. The blank at which a
 * line was broken stays at its end, so that the words are still apart when they are read aloud or copied.
 */
export function wrap(text: string, weight: Weight, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  const fits = (longer: string) => widthOf(longer.trimEnd(), weight, size) <= width;
  const end = () => {
    if (line.trim()) lines.push(line);
    line = "";
  };
  for (const [piece] of text.matchAll(pieces)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    end();
    if (piece.trim() === "") continue;
    if (fits(piece)) {
      line = piece;
      continue;
    }
    for (const { segment } of graphemes.segment(piece)) {
      if (line && !fits(line + segment)) end();
      line += segment;
    }
  }
  end();
  return lines.length > 0 ? lines : [""];
}
