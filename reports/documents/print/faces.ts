import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fontkit from "@pdf-lib/fontkit";

/** Fonts from npm, so that the same letters exist on every machine. `sans`: Latin, Greek, Cyrillic, Vietnamese, Armenian,
 * Georgian, Hebrew, Arabic; `han`: Chinese and Japanese kana. */
const files = {
  sans: "dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf",
  "sans-bold": "dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf",
  han: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  "han-bold": "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
} as const;
type FaceName = keyof typeof files;

export type Weight = "regular" | "bold";
export type Direction = "ltr" | "rtl";

export type FontGlyph = { id: number; codePoints: number[]; advanceWidth: number };
type Position = { xAdvance: number; xOffset: number; yOffset: number };
/** The part of a fontkit font that is used here. */
export type ParsedFont = {
  postscriptName: string;
  unitsPerEm: number;
  ascent: number;
  descent: number;
  capHeight: number;
  italicAngle: number;
  bbox: { minX: number; minY: number; maxX: number; maxY: number };
  hasGlyphForCodePoint(code: number): boolean;
  glyphForCodePoint(code: number): FontGlyph;
  getGlyph(id: number): FontGlyph;
  layout(
    text: string,
    features: Record<string, boolean>,
    script: undefined,
    language: undefined,
    direction: Direction,
  ): { glyphs: FontGlyph[]; positions: Position[] };
};

export type Face = { weight: Weight; font: ParsedFont; file: Buffer };

const require = createRequire(import.meta.url);
const loaded = new Map<FaceName, Face>();

/** Read and parsed once per process, when its first letter is wanted: the Chinese faces weigh 10 MB each. */
function load(name: FaceName): Face {
  let face = loaded.get(name);
  if (!face) {
    const file = readFileSync(require.resolve(files[name]));
    const font = fontkit.create(
      new Uint8Array(file.buffer, file.byteOffset, file.length),
    ) as unknown as ParsedFont;
    face = { weight: name.endsWith("bold") ? "bold" : "regular", font, file };
    loaded.set(name, face);
  }
  return face;
}

const eastAsian =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\u2e80-\u303f\u31c0-\u33ff\ufe30-\ufe4f\uff00-\uffef]/u;
const chains: Record<Weight, readonly FaceName[]> = { regular: ["sans"], bold: ["sans-bold", "sans"] };
const hans: Record<Weight, FaceName> = { regular: "han", bold: "han-bold" };
const known: Record<Weight, Map<number, Face | null>> = { regular: new Map(), bold: new Map() };

/** The face that draws a character, or null where none of them has it. */
export function faceFor(code: number, weight: Weight): Face | null {
  const faces = known[weight];
  let face = faces.get(code);
  if (face === undefined) {
    const letter = String.fromCodePoint(code);
    const chain = eastAsian.test(letter) ? [hans[weight], ...chains[weight]] : chains[weight];
    const drawn = !/[\p{Cs}\p{Co}\p{Cn}]/u.test(letter);
    face = (drawn && chain.map(load).find(({ font }) => font.hasGlyphForCodePoint(code))) || null;
    faces.set(code, face);
  }
  return face;
}

/** The face every document starts from. */
export const plainFace = (weight: Weight): Face => load(weight === "bold" ? "sans-bold" : "sans");
