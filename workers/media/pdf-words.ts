import type { PDFiumPage } from "@hyzyla/pdfium";
import type { Word } from "#db/reading.ts";
import type { Pixels } from "./pixels.ts";

/** What is used of PDFium beyond its wrapper, which gives text without places. All lengths are in points, y upwards. */
type TextModule = {
  HEAPU8: Uint8Array;
  wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(textPage: number): void;
  _FPDFText_CountChars(textPage: number): number;
  _FPDFText_GetUnicode(textPage: number, index: number): number;
  _FPDFText_HasUnicodeMapError(textPage: number, index: number): number;
  _FPDFText_GetLooseCharBox(textPage: number, index: number, rectangle: number): number;
  /** Radians, counter-clockwise. */
  _FPDFText_GetCharAngle(textPage: number, index: number): number;
  _FPDF_PageToDevice(
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    pageX: number,
    pageY: number,
    deviceX: number,
    deviceY: number,
  ): number;
};

const mostCharacters = 100_000;
/** Print turned further from upright or from a quarter turn is a watermark or a stamp, not a line of the page. */
const mostTurned = Math.PI / 18;
/** A page with fewer words is looked at as a picture: a scanner's footer is not its text. */
const fewestWords = 5;
/** Above this share of characters without a meaning the text layer is garbage. */
const mostUnmapped = 0.1;
/** Stands for a character whose meaning the file does not tell: another reading of the page may. */
export const unknownCharacter = "\ufffd";
/** Above this share of words nobody can see, the layer is another's reading of the picture, or a trap. */
const mostUnseen = 0.2;
/** A point in PDFium's device space, which is whole numbers. */
const scale = 1_000_000;

type CharacterBox = { left: number; right: number; top: number; bottom: number };
type Character = CharacterBox & { text: string; private: boolean };

/** What a text layer says: its words, and how much of it means nothing. */
export type TextLayer = { words: Word[]; unmapped: number };

/**
 * The words of a PDF page with their places as fractions of the page as it is drawn (its rotation and crop box
 * respected). To be called before the page is drawn: drawing closes it.
 */
export function textLayerOf(page: PDFiumPage): TextLayer {
  const { module, pageIdx } = page as unknown as { module: TextModule; pageIdx: number };
  const textPage = module._FPDFText_LoadPage(pageIdx);
  if (!textPage) return { words: [], unmapped: 0 };
  const memory = module.wasmExports.malloc(16);
  try {
    const count = module._FPDFText_CountChars(textPage);
    if (count <= 0 || count > mostCharacters) return { words: [], unmapped: 0 };
    const place = placer(module, pageIdx, memory);
    const words: Word[] = [];
    let word: Character[] = [];
    let unmapped = 0;
    const end = () => {
      const sign = word.length === 1 && word[0]!.private;
      if (word.length > 0 && !sign) words.push(joined(word));
      word = [];
    };
    for (let index = 0; index < count; index++) {
      const code = module._FPDFText_GetUnicode(textPage, index);
      const lost =
        code === 0 || code === 0xfffe || module._FPDFText_HasUnicodeMapError(textPage, index) === 1;
      if (lost) unmapped += 1;
      const text = lost ? unknownCharacter : meaning(code);
      if (text === "") continue;
      if (text === " ") {
        end();
        continue;
      }
      if (isTurned(module._FPDFText_GetCharAngle(textPage, index))) continue;
      if (!module._FPDFText_GetLooseCharBox(textPage, index, memory)) continue;
      // FS_RECTF: left, top, right, bottom.
      const [left, top, right, bottom] = floats(module, memory);
      const box = place(left, top, right, bottom);
      if (!onThePage(box)) continue;
      const before = word.at(-1);
      if (before && apart(before, box)) end();
      word.push({ ...box, text, private: isPrivate(code) });
    }
    end();
    return { words, unmapped: unmapped / count };
  } finally {
    module.wasmExports.free(memory);
    module._FPDFText_ClosePage(textPage);
  }
}

/**
 * The words of a text layer that a person looking at the drawn page can see too, or null where the layer is no good:
 * too few words, characters without a meaning, or words that are not on the picture (an invisible layer over a scan).
 */
export function usableWords({ words, unmapped }: TextLayer, drawn: Pixels): Word[] | null {
  if (words.length < fewestWords || unmapped > mostUnmapped) return null;
  const seen = words.filter((word) => hasInk(word, drawn));
  if (seen.length < fewestWords || seen.length < words.length * (1 - mostUnseen)) return null;
  return seen;
}

/** Some characters of the words have no meaning in the file. */
export const hasGaps = (words: readonly Word[]): boolean =>
  words.some(({ text }) => text.includes(unknownCharacter));

function floats(module: TextModule, pointer: number): [number, number, number, number] {
  const view = new DataView(module.HEAPU8.buffer, pointer, 16);
  return [0, 4, 8, 12].map((at) => view.getFloat32(at, true)) as [number, number, number, number];
}

/** Page points → fractions of the drawn page. The mapping is affine: three points give all of it. */
function placer(module: TextModule, pageIdx: number, memory: number) {
  const at = (x: number, y: number): [number, number] => {
    module._FPDF_PageToDevice(pageIdx, 0, 0, scale, scale, 0, x, y, memory, memory + 4);
    const view = new DataView(module.HEAPU8.buffer, memory, 8);
    return [view.getInt32(0, true) / scale, view.getInt32(4, true) / scale];
  };
  const [originX, originY] = at(0, 0);
  const [rightX, rightY] = at(100, 0).map((value, axis) => (value - [originX, originY][axis]!) / 100);
  const [upX, upY] = at(0, 100).map((value, axis) => (value - [originX, originY][axis]!) / 100);
  const x = (px: number, py: number) => originX + px * rightX! + py * upX!;
  const y = (px: number, py: number) => originY + px * rightY! + py * upY!;
  return (left: number, top: number, right: number, bottom: number): CharacterBox => {
    const xs = [x(left, top), x(right, bottom)];
    const ys = [y(left, top), y(right, bottom)];
    return {
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    };
  };
}

const ligatures: Record<number, string> = {
  64256: "ff",
  64257: "fi",
  64258: "fl",
  64259: "ffi",
  64260: "ffl",
};

/** Private use: alone it is a bullet or an ornament, within a word a letter that a font hides. */
const isPrivate = (code: number): boolean => code >= 0xe000 && code <= 0xf8ff;

/** The character; nothing for what has no meaning (unmapped, half a pair). */
function meaning(code: number): string {
  if (ligatures[code]) return ligatures[code];
  // PDFium's own sign for a hyphen at the end of a line (the minus of a grade, as often as not), and the soft hyphen, which
  // fonts whose two hyphens share a drawing give for the plain one: what is drawn is a hyphen.
  if (code === 2 || code === 0xad) return "-";
  if (code > 0x10ffff) return "";
  const text = String.fromCodePoint(code);
  if (/\s/u.test(text)) return " ";
  if (isPrivate(code)) return unknownCharacter;
  return /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Cf}]/u.test(text) ? "" : text;
}

function isTurned(angle: number): boolean {
  const quarter = Math.PI / 2;
  return Math.abs(angle - Math.round(angle / quarter) * quarter) > mostTurned;
}

const onThePage = ({ left, right, top, bottom }: CharacterBox): boolean =>
  [left, right, top, bottom].every(Number.isFinite) && left >= 0 && top >= 0 && right <= 1 && bottom <= 1;

/** On another line, or further away than a blank would put it. */
function apart(before: CharacterBox, next: CharacterBox): boolean {
  const height = Math.max(before.bottom - before.top, next.bottom - next.top);
  const width = Math.max(before.right - before.left, next.right - next.left);
  const upright = Math.min(before.bottom, next.bottom) - Math.max(before.top, next.top) > height * 0.3;
  const sideways = Math.min(before.right, next.right) - Math.max(before.left, next.left) > width * 0.3;
  if (upright) return next.left - before.right > height || before.left - next.left > height;
  if (sideways) return next.top - before.bottom > width || before.top - next.bottom > width;
  return true;
}

function joined(characters: readonly Character[]): Word {
  const left = Math.min(...characters.map((each) => each.left));
  const top = Math.min(...characters.map((each) => each.top));
  return {
    text: characters
      .map((each) => each.text)
      .join("")
      .slice(0, 200),
    x: left,
    y: top,
    width: Math.max(...characters.map((each) => each.right)) - left,
    height: Math.max(...characters.map((each) => each.bottom)) - top,
    confidence: 1,
  };
}

/** Something inside the word's box differs from the rest of it as print differs from paper. */
function hasInk(word: Word, { data, width, height, channels }: Pixels): boolean {
  const fromX = Math.floor(word.x * width);
  const toX = Math.min(width - 1, Math.ceil((word.x + word.width) * width));
  const fromY = Math.floor(word.y * height);
  const toY = Math.min(height - 1, Math.ceil((word.y + word.height) * height));
  let [lightest, darkest] = [0, 255];
  for (let y = fromY; y <= toY; y++) {
    for (let x = fromX; x <= toX; x++) {
      const at = (y * width + x) * channels;
      const light = (data[at]! * 3 + data[at + 1]! * 6 + data[at + 2]!) / 10;
      if (light > lightest) lightest = light;
      if (light < darkest) darkest = light;
      if (lightest - darkest > 40) return true;
    }
  }
  return false;
}
