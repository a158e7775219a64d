import type { Box, Word } from "#db/reading.ts";
import type { PageWords } from "../page-words.ts";

/**
 * A word ready for reading. Lengths are in thousandths of the page's height in both directions, so that slopes and gaps
 * mean the same anywhere; `box` keeps the place on the picture while left, right, top and bottom may be straightened.
 */
export type Token = {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  confidence: number;
  page: number;
  box: Box;
  ocr: boolean;
};

export const middle = (token: Token): number => (token.top + token.bottom) / 2;
export const heightOf = (token: Token): number => token.bottom - token.top;

const UNIT = 1000;
const within = (value: number): number => Math.min(1, Math.max(0, value));

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Width of one letter in a run of tokens: what gaps are measured against. */
export const letterWidth = (tokens: readonly Token[]): number =>
  Math.max(1, median(tokens.map((token) => (token.right - token.left) / Math.max(1, token.text.length))));

/** Pieces of a word where rules, leaders or blanks glued several together, with their share of its width. */
function pieces(word: Word, ocr: boolean): Word[] {
  const glue = ocr ? /[\s\u00a0|¦[\]{}]+|[._·…-]{3,}|_+/gu : /[\s\u00a0]+|[._·…]{3,}|[-=_*~]{4,}/gu;
  const lone = word.text.trim();
  // A lone stroke may be the letter I: kept, and judged by the column it stands in.
  if (ocr && /^[|¦]$/.test(lone)) return [{ ...word, text: "|" }];
  const out: Word[] = [];
  const letters = Math.max(1, word.text.length);
  const take = (from: number, to: number) => {
    const text = ocr ? cleaned(word.text.slice(from, to)) : word.text.slice(from, to);
    if (text.trim() === "") return;
    out.push({
      ...word,
      text: text.normalize("NFC"),
      x: word.x + (word.width * from) / letters,
      width: (word.width * (to - from)) / letters,
    });
  };
  let from = 0;
  // `Name:Ana`, `#:1234`: a label and its value set without a blank.
  // `2020CDEV`: a year and the subject in the next column, set so near that they touch; `2020FA` is one code.
  const glued =
    /^\p{L}{2,}[.#]?:(?=[\p{L}\d#(])/u.exec(word.text) ??
    /^(?:19|20)\d\d(?=(?!FA|FL|AU|SP|SU|SM|SS|WI|WN|WT|TERM|SEM)[A-Z]{2,6}$)/.exec(word.text);
  if (glued && !/^https?:/i.test(word.text)) {
    take(0, glued[0].length);
    from = glued[0].length;
  }
  // Between two small letters a stroke is a letter, not a rule.
  if (ocr && /(?<=\p{Ll})\|(?=\p{Ll})/u.test(word.text))
    return [{ ...word, text: cleaned(word.text.replace(/\|/g, "l").trim()) }];
  for (const match of word.text.matchAll(glue)) {
    if (match.index < from) continue;
    take(from, match.index);
    from = match.index + match[0].length;
  }
  take(from, word.text.length);
  return out;
}

/** Specks that character recognition hangs on words: `357°`, `"Race`. */
const cleaned = (text: string): string =>
  text.replace(/^["“”‘’'`´°«»]+(?=[\p{L}\d])/u, "").replace(/(?<=[\p{L}\d])["“”‘’'`´°«»]+$/u, "");

const RULES_ONLY = /^[-–—_=~.·…*'"`´‘’“”:;,^°«»<>\\/+()]+$/u;
const MEANINGFUL_MARKS = /^([-–—~+*#]|\+\+)$/u;

/** The words of a page worth reading, boxes made sound. */
export function tokensOf(page: PageWords): Token[] {
  const ocr = page.source === "ocr";
  const width = UNIT * (page.width > 0 && page.height > 0 ? page.width / page.height : 0.77);
  const out: Token[] = [];
  for (const word of page.words) {
    const numbers = [word.x, word.y, word.width, word.height, word.confidence];
    if (!numbers.every(Number.isFinite) || word.width <= 0 || word.height <= 0) continue;
    for (const piece of pieces(word, ocr)) {
      if (RULES_ONLY.test(piece.text) && !MEANINGFUL_MARKS.test(piece.text)) continue;
      const [x0, y0] = [within(piece.x), within(piece.y)];
      const [x1, y1] = [within(piece.x + piece.width), within(piece.y + piece.height)];
      if (x1 <= x0 || y1 <= y0) continue;
      out.push({
        text: piece.text,
        left: x0 * width,
        right: x1 * width,
        top: y0 * UNIT,
        bottom: y1 * UNIT,
        confidence: within(piece.confidence),
        page: page.page,
        box: { page: page.page, x: x0, y: y0, width: x1 - x0, height: y1 - y0 },
        ocr,
      });
    }
  }
  return out;
}

/** The smallest box around some tokens, or null for none. */
export function unionBox(tokens: readonly Token[]): Box | null {
  const first = tokens[0];
  if (!first) return null;
  const boxes = tokens.filter((token) => token.page === first.page).map((token) => token.box);
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { page: first.page, x, y, width: within(right - x), height: within(bottom - y) };
}
