import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fontkit, { type Font } from "@pdf-lib/fontkit";

/** The faces drawings use: DejaVu from npm, so Vietnamese, Polish and Spanish letters exist on every machine. */
const DEJAVU = {
  sans: "DejaVuSans",
  "sans-bold": "DejaVuSans-Bold",
  "sans-italic": "DejaVuSans-Oblique",
  narrow: "DejaVuSansCondensed",
  "narrow-bold": "DejaVuSansCondensed-Bold",
  serif: "DejaVuSerif",
  "serif-bold": "DejaVuSerif-Bold",
  "serif-narrow": "DejaVuSerifCondensed",
  "serif-italic": "DejaVuSerif-Italic",
  mono: "DejaVuSansMono",
  "mono-bold": "DejaVuSansMono-Bold",
} as const;

/** Faces of the documents the reader is measured on; development dependencies, looked up when first drawn with. */
const EVALUATION = {
  typewriter: "courier-prime/400Regular/CourierPrime_400Regular",
  "typewriter-bold": "courier-prime/700Bold/CourierPrime_700Bold",
  book: "libre-baskerville/400Regular/LibreBaskerville_400Regular",
  "book-bold": "libre-baskerville/700Bold/LibreBaskerville_700Bold",
  "book-italic": "libre-baskerville/400Regular_Italic/LibreBaskerville_400Regular_Italic",
  grotesk: "inter/400Regular/Inter_400Regular",
  "grotesk-medium": "inter/500Medium/Inter_500Medium",
  "grotesk-bold": "inter/700Bold/Inter_700Bold",
  slab: "roboto-slab/400Regular/RobotoSlab_400Regular",
  "slab-bold": "roboto-slab/700Bold/RobotoSlab_700Bold",
  poster: "oswald/400Regular/Oswald_400Regular",
  "poster-bold": "oswald/600SemiBold/Oswald_600SemiBold",
} as const;

export type Face = keyof typeof DEJAVU | keyof typeof EVALUATION;

type Loaded = { bytes: Uint8Array; font: Font };
const loaded = new Map<Face, Loaded>();
const byBytes = new Map<Uint8Array, Font>();
const require = createRequire(import.meta.url);

function fileOf(face: Face): string {
  if (face in DEJAVU)
    return require.resolve(`dejavu-fonts-ttf/ttf/${DEJAVU[face as keyof typeof DEJAVU]}.ttf`);
  try {
    return require.resolve(`@expo-google-fonts/${EVALUATION[face as keyof typeof EVALUATION]}.ttf`);
  } catch {
    throw new Error(
      "The typefaces of the evaluation documents are not installed: they come with the development dependencies. Run npm ci without --omit=dev, then generate again.",
    );
  }
}

/** The face's file and its parsed form, read once per process. */
export function loadFace(face: Face): Loaded {
  const known = loaded.get(face);
  if (known) return known;
  const bytes = new Uint8Array(readFileSync(fileOf(face)));
  const entry = { bytes, font: fontkit.create(bytes) };
  loaded.set(face, entry);
  byBytes.set(bytes, entry.font);
  return entry;
}

/** A fontkit for pdf-lib that hands back fonts already parsed: drawing a page then costs milliseconds. */
export const sharedFontkit = {
  create: (bytes: Uint8Array, name?: string): Font => byBytes.get(bytes) ?? fontkit.create(bytes, name),
};

/** No ligatures: text copied or read from a drawing is the text that was drawn. */
export const PLAIN = { liga: false, clig: false, dlig: false, kern: true };

/** The face itself, or the sans one where it lacks a letter: the fixed-pitch faces have no Vietnamese `Ễ`. */
export function coveringFace(text: string, face: Face): Face {
  const { font } = loadFace(face);
  for (const letter of text) {
    if (!font.hasGlyphForCodePoint(letter.codePointAt(0)!))
      return face.endsWith("bold") ? "sans-bold" : "sans";
  }
  return face;
}

const widths = new Map<string, number>();

/** Width of a line of text in the unit of `size`. */
export function measure(text: string, face: Face, size: number): number {
  const key = `${face}|${text}`;
  let ems = widths.get(key);
  if (ems === undefined) {
    const { font } = loadFace(face);
    ems = font.layout(text, PLAIN).advanceWidth / font.unitsPerEm;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, ems);
  }
  return ems * size;
}
