import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fontkit, { type Font } from "@pdf-lib/fontkit";

const files = { regular: "DejaVuSansCondensed", bold: "DejaVuSansCondensed-Bold" } as const;
export type Face = keyof typeof files;

type Loaded = { bytes: Uint8Array; font: Font; advances: Map<number, number> };
const loaded = new Map<Face, Loaded>();
const parsed = new Map<Uint8Array, Font>();
const require = createRequire(import.meta.url);

/** A face from npm, so that Spanish, Vietnamese and Polish letters exist on every machine; read once per process. */
export function loadFace(face: Face): Loaded {
  const known = loaded.get(face);
  if (known) return known;
  const bytes = new Uint8Array(readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${files[face]}.ttf`)));
  const entry = { bytes, font: fontkit.create(bytes), advances: new Map<number, number>() };
  loaded.set(face, entry);
  parsed.set(bytes, entry.font);
  return entry;
}

/** Hands pdf-lib fonts that are parsed already: most of a document's time would go there. PERFORMANCE 3 */
export const cachedFontkit = {
  create: (bytes: Uint8Array, name?: string): Font => parsed.get(bytes) ?? fontkit.create(bytes, name),
};

/** Text read or copied from the document is the text that was drawn. */
export const noLigatures = { liga: false, clig: false, dlig: false };

/** Width in points of a line as pdf-lib draws it: glyph after glyph. */
export function widthOf(text: string, face: Face, size: number): number {
  const { font, advances } = loadFace(face);
  let sum = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    let advance = advances.get(code);
    if (advance === undefined) {
      advance = font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm;
      advances.set(code, advance);
    }
    sum += advance;
  }
  return sum * size;
}

/**
 * Text as the face can draw it. Letters of a script it does not have (Chinese, say) would come out as empty boxes:
 * each run of them is replaced by words that say so, and `missing` counts them.
 */
export function drawable(text: string): { text: string; missing: number } {
  const { font } = loadFace("regular");
  let missing = 0;
  const flat = text.normalize("NFC").replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  let out = "";
  let run = 0;
  const endRun = () => {
    if (run > 0) out += `[${run} ${run === 1 ? "character" : "characters"} this report cannot print]`;
    run = 0;
  };
  for (const letter of flat) {
    if (letter === " " || (!/\p{Cs}/u.test(letter) && font.hasGlyphForCodePoint(letter.codePointAt(0)!))) {
      endRun();
      out += letter;
    } else {
      run += 1;
      missing += 1;
    }
  }
  endRun();
  return { text: out, missing };
}

/** Breaks text into lines no wider than `width`: at blanks, and inside a word only where it alone is wider. */
export function wrap(text: string, face: Face, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer, face, size) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    for (const letter of word) {
      if (line && widthOf(line + letter, face, size) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  if (line || lines.length === 0) lines.push(line);
  return lines;
}
