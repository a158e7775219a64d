import { deflateSync } from "node:zlib";
import { type PDFContext, type PDFRef, PDFString } from "pdf-lib";
import { type Face, plainFace, type Weight } from "./faces.ts";
import { subsetFont } from "./subset.ts";
import type { Glyph } from "./text.ts";

type Entry = { id: number; text: string; width: number };
/** Everything of an embedded font but its place in a file: made once for the letters most documents need. */
type Program = { file: Buffer; fileLength: number; widths: number[]; toUnicode: Buffer; toGlyph: Buffer };

/** The letters every document may use without a subset of its own: ASCII, Latin-1 and the signs the forms print. */
const common = [
  ...Array.from({ length: 95 }, (_, n) => 0x20 + n),
  ...Array.from({ length: 96 }, (_, n) => 0xa0 + n),
  ...[0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026],
].map((code) => String.fromCodePoint(code));

const hex4 = (value: number) => value.toString(16).padStart(4, "0");
const utf16Hex = (text: string) =>
  Array.from({ length: text.length }, (_, n) => hex4(text.charCodeAt(n))).join("");
const keyOf = (id: number, text: string) => `${id} ${text}`;

/**
 * The glyphs one document uses of one face, numbered as its text shows them. A number stands for a glyph and the letters
 * it was drawn for, so that text copied or read aloud is the text that was given.
 */
export class FaceUse {
  readonly face: Face;
  private readonly entries: Entry[] = [{ id: 0, text: "", width: 0 }];
  private readonly numbers = new Map<string, number>();
  private readonly start: number;

  constructor(face: Face) {
    this.face = face;
    if (face === plainFace(face.weight)) for (const letter of common) this.number(letterGlyph(face, letter));
    this.start = this.entries.length;
  }

  /** Number of a glyph, four hex digits. */
  code(glyph: Pick<Glyph, "id" | "text">): string {
    return hex4(this.number(glyph));
  }

  private number({ id, text }: Pick<Glyph, "id" | "text">): number {
    const key = keyOf(id, text);
    let number = this.numbers.get(key);
    if (number === undefined) {
      const { font } = this.face;
      const width = (font.getGlyph(id).advanceWidth * 1000) / font.unitsPerEm;
      number = this.entries.push({ id, text, width: Math.round(width * 1000) / 1000 }) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  /** Natural width of a glyph in thousandths, as the file declares it. */
  widthOf(code: string): number {
    return this.entries[Number.parseInt(code, 16)]!.width;
  }

  /** Puts the font with the glyphs used into the file; the common letters' part is made once per process. */
  embed(context: PDFContext, ref: PDFRef): void {
    const ownLetters = this.entries.length > this.start || this.start === 1;
    const program = ownLetters ? build(this.face, this.entries) : commonProgram(this.face, this.entries);
    context.assign(ref, fontDictionary(context, this.face, program));
  }
}

const letterGlyph = ({ font }: Face, letter: string) => ({
  id: font.glyphForCodePoint(letter.codePointAt(0)!).id,
  text: letter,
});

const commonPrograms = new Map<Weight, Program>();
function commonProgram(face: Face, entries: readonly Entry[]): Program {
  let program = commonPrograms.get(face.weight);
  if (!program) {
    program = build(face, entries);
    commonPrograms.set(face.weight, program);
  }
  return program;
}

function build({ file }: Face, entries: readonly Entry[]): Program {
  const ids = [0];
  const places = new Map([[0, 0]]);
  const toGlyph = Buffer.alloc(entries.length * 2);
  for (const [number, { id }] of entries.entries()) {
    if (!places.has(id)) places.set(id, ids.push(id) - 1);
    toGlyph.writeUInt16BE(places.get(id)!, number * 2);
  }
  const subset = subsetFont(file, ids);
  return {
    file: deflateSync(subset),
    fileLength: subset.length,
    widths: entries.map(({ width }) => width),
    toUnicode: deflateSync(Buffer.from(unicodeMap(entries))),
    toGlyph: deflateSync(toGlyph),
  };
}

/** The CMap that says which letters each number stands for. */
function unicodeMap(entries: readonly Entry[]): string {
  const pairs = entries.flatMap(({ text }, number) =>
    text ? [`<${hex4(number)}> <${utf16Hex(text)}>`] : [],
  );
  const blocks: string[] = [];
  for (let from = 0; from < pairs.length; from += 100) {
    const block = pairs.slice(from, from + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

/** A subset is named by six letters of its own; the same letters always give the same name. */
function tagOf({ file }: Program): string {
  let seed = 0;
  for (const byte of file) seed = (Math.imul(seed, 31) + byte) >>> 0;
  return Array.from({ length: 6 }, (_, n) =>
    String.fromCharCode(65 + (Math.floor(seed / 26 ** n) % 26)),
  ).join("");
}

function fontDictionary(context: PDFContext, { font, weight }: Face, program: Program) {
  const scale = (value: number) => Math.round((value * 1000) / font.unitsPerEm);
  const compressed = (bytes: Buffer, more: Record<string, number> = {}) =>
    context.register(context.stream(bytes, { Filter: "FlateDecode", ...more }));
  const name = `${tagOf(program)}+${font.postscriptName}`;
  const descriptor = context.register(
    context.obj({
      Type: "FontDescriptor",
      FontName: name,
      Flags: 4,
      FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(scale),
      ItalicAngle: 0,
      Ascent: scale(font.ascent),
      Descent: scale(font.descent),
      CapHeight: scale(font.capHeight || font.ascent),
      StemV: weight === "bold" ? 140 : 80,
      FontFile2: compressed(program.file, { Length1: program.fileLength }),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of("Adobe"), Ordering: PDFString.of("Identity"), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: 1000,
      W: [0, program.widths],
      CIDToGIDMap: compressed(program.toGlyph),
    }),
  );
  return context.obj({
    Type: "Font",
    Subtype: "Type0",
    BaseFont: name,
    Encoding: "Identity-H",
    DescendantFonts: [descendant],
    ToUnicode: compressed(program.toUnicode),
  });
}
