import { deflateSync } from "node:zlib";
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  type PDFRef,
  PDFString,
} from "pdf-lib";
import type { Direction, Face, Weight } from "./faces.ts";
import { FaceUse } from "./font-file.ts";
import { Tag } from "./tags.ts";
import { type Chunk, shape } from "./text.ts";

export type Color = readonly [number, number, number];
export type Type = { size: number; weight?: Weight; color: Color; direction?: Direction };
export type About = { title: string; author: string; subject: string; at: Date };

type Sheet = { page: PDFPage; ops: string[]; marks: number };

const number = (value: number): string => {
  const text = value.toFixed(2);
  return text.endsWith(".00") ? text.slice(0, -3) : text;
};
const fill = (color: Color) => `${color.map((part) => part.toFixed(3)).join(" ")} rg`;
const xml = (text: string) =>
  text.replace(/[\p{Cc}\p{Cn}\p{Cs}]/gu, " ").replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A tagged PDF, sheet after sheet: everything drawn stands either in a part of the document's structure or in an artifact
 * (page furniture that a screen reader leaves out); drawing anywhere else is refused.
 */
export class Paper {
  private readonly pdf: PDFDocument;
  private readonly size: readonly [number, number];
  private readonly sheets: Sheet[] = [];
  private readonly uses = new Map<Face, { name: string; ref: PDFRef; use: FaceUse }>();
  private readonly about: About;
  private readonly links: PDFRef[] = [];
  private readonly resources: PDFRef;
  private current = -1;
  private marked = false;
  /** The root of the document's structure. */
  readonly root = new Tag("Document");

  private constructor(pdf: PDFDocument, size: readonly [number, number], about: About) {
    this.pdf = pdf;
    this.size = size;
    this.about = about;
    this.resources = pdf.context.nextRef();
  }

  /** @param size width and height in points. */
  static async open(size: readonly [number, number], about: About): Promise<Paper> {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.setTitle(about.title, { showInWindowTitleBar: true });
    pdf.setAuthor(about.author);
    pdf.setSubject(about.subject);
    pdf.setProducer(about.author);
    pdf.setLanguage("en-US");
    pdf.setCreationDate(about.at);
    pdf.setModificationDate(about.at);
    return new Paper(pdf, size, about);
  }

  get sheetCount(): number {
    return this.sheets.length;
  }

  /** Starts a new sheet; what follows is drawn on it. */
  turn(): void {
    const page = this.pdf.addPage([...this.size] as [number, number]);
    this.current = this.sheets.push({ page, ops: [], marks: 0 }) - 1;
  }

  /** Goes back to a sheet, counted from 0. */
  goTo(sheet: number): void {
    this.current = sheet;
  }

  private get sheet(): Sheet {
    return this.sheets[this.current]!;
  }

  /** Draws content that belongs to a part of the document. */
  tagged(tag: Tag, draw: () => void): void {
    const { sheet } = this;
    const mark = sheet.marks;
    sheet.marks += 1;
    tag.hold({ page: sheet.page.ref, mark });
    this.between(`/${tag.type} <</MCID ${mark}>> BDC`, draw);
  }

  /** Draws page furniture: rules, repeated heads, feet. */
  artifact(kind: "Layout" | "Pagination", draw: () => void): void {
    this.between(`/Artifact <</Type /${kind}>> BDC`, draw);
  }

  private between(start: string, draw: () => void): void {
    if (this.marked) throw new Error("Marked content does not nest.");
    this.marked = true;
    this.sheet.ops.push(start);
    draw();
    this.sheet.ops.push("EMC");
    this.marked = false;
  }

  private put(...ops: string[]): void {
    if (!this.marked) throw new Error("Everything drawn is part of the structure or an artifact.");
    this.sheet.ops.push(...ops);
  }

  private fontOf(face: Face) {
    let known = this.uses.get(face);
    if (!known) {
      known = { name: `F${this.uses.size + 1}`, ref: this.pdf.context.nextRef(), use: new FaceUse(face) };
      this.uses.set(face, known);
    }
    return known;
  }

  /** One line of `printable` text, its baseline starting at x, y (points from the sheet's lower left). */
  line(text: string, x: number, y: number, { size, weight = "regular", color, direction }: Type): void {
    for (const chunk of shape(text, weight, direction).chunks) {
      const ops = this.chunk(chunk, x, y, size);
      // The letters of a show string run against the reading order, the strings themselves do not. ISO 32000-1, 14.8.2.3.3
      if (chunk.direction === "rtl") this.put("/ReversedChars BMC", "BT", fill(color), ...ops, "ET", "EMC");
      else if (chunk.glyphs.length > 0) this.put("BT", fill(color), ...ops, "ET");
    }
  }

  private chunk({ x: start, glyphs }: Chunk, x: number, y: number, size: number): string[] {
    const ops: string[] = [];
    let at = x + (start * size) / 1000;
    let pending = "";
    let font = "";
    let moved = true;
    const flush = () => {
      if (pending) ops.push(`<${pending}> Tj`);
      pending = "";
    };
    for (const glyph of glyphs) {
      const { name, use } = this.fontOf(glyph.face);
      const code = use.code(glyph);
      if (font !== name) {
        flush();
        ops.push(`/${name} ${number(size)} Tf`);
        font = name;
      }
      const shifted = glyph.dx !== 0 || glyph.dy !== 0;
      if (moved || shifted) {
        flush();
        ops.push(
          `1 0 0 1 ${number(at + (glyph.dx * size) / 1000)} ${number(y + (glyph.dy * size) / 1000)} Tm`,
        );
      }
      pending += code;
      at += (glyph.advance * size) / 1000;
      moved = shifted || Math.abs(glyph.advance - use.widthOf(code)) > 0.01;
    }
    flush();
    return ops;
  }

  rule(from: number, to: number, y: number, thickness: number, color: Color): void {
    const stroke = `${color.map((part) => part.toFixed(3)).join(" ")} RG ${number(thickness)} w`;
    this.put(`${stroke} ${number(from)} ${number(y)} m ${number(to)} ${number(y)} l S`);
  }

  /** Filled rectangles: left, bottom, width, height. */
  boxes(boxes: readonly (readonly [number, number, number, number])[], color: Color): void {
    const paths = boxes.map((box) => `${box.map((part) => part.toFixed(3)).join(" ")} re`);
    this.put(`${fill(color)} ${paths.join(" ")} f`);
  }

  /** Makes a rectangle of the current sheet open an address; `says` is what it does, in words. */
  link(tag: Tag, box: readonly [number, number, number, number], address: string, says: string): void {
    const { context } = this.pdf;
    const { page } = this.sheet;
    const annotation = context.register(
      context.obj({
        Type: "Annot",
        Subtype: "Link",
        Rect: [...box],
        Border: [0, 0, 0],
        F: 4,
        Contents: PDFHexString.fromText(says),
        A: { Type: "Action", S: "URI", URI: PDFString.of(encodeURI(address)) },
      }),
    );
    this.links.push(annotation);
    tag.hold({ page: page.ref, annotation });
    const list = page.node.Annots() ?? context.obj([]);
    list.push(annotation);
    page.node.set(PDFName.of("Annots"), list);
  }

  /** Writes structure, fonts and metadata, and hands the file out. The same content gives the same bytes. */
  async save(): Promise<Uint8Array> {
    const { context, catalog } = this.pdf;
    for (const { ref, use } of this.uses.values()) use.embed(context, ref);
    const fonts = Object.fromEntries([...this.uses.values()].map(({ name, ref }) => [name, ref]));
    context.assign(this.resources, context.obj({ Font: fonts }));
    for (const [n, { page, ops }] of this.sheets.entries()) {
      const content = context.stream(deflateSync(Buffer.from(ops.join("\n"))), { Filter: "FlateDecode" });
      page.node.set(PDFName.of("Contents"), context.register(content));
      page.node.set(PDFName.of("Resources"), this.resources);
      page.node.set(PDFName.of("StructParents"), context.obj(n));
      page.node.set(PDFName.of("Tabs"), PDFName.of("S"));
    }
    this.writeTree();
    catalog.set(PDFName.of("MarkInfo"), context.obj({ Marked: true }));
    catalog.set(PDFName.of("PageLabels"), context.obj({ Nums: [0, { S: "D" }] }));
    const metadata = context.stream(this.metadata(), { Type: "Metadata", Subtype: "XML" });
    catalog.set(PDFName.of("Metadata"), context.register(metadata));
    return this.pdf.save();
  }

  private writeTree(): void {
    const { context, catalog } = this.pdf;
    const owners = this.sheets.map(({ page, marks }) => ({
      page: page.ref,
      marks: new Array<PDFRef>(marks),
    }));
    const linkOwners = new Array<PDFRef>(this.links.length);
    const rootRef = context.nextRef();
    const document = this.root.write(context, rootRef, (kid, owner) => {
      if ("mark" in kid) owners.find(({ page }) => page === kid.page)!.marks[kid.mark] = owner;
      else linkOwners[this.links.indexOf(kid.annotation)] = owner;
    });
    const nums = PDFArray.withContext(context);
    for (const [n, { marks }] of owners.entries()) {
      nums.push(context.obj(n));
      nums.push(context.obj(marks));
    }
    for (const [n, annotation] of this.links.entries()) {
      const key = this.sheets.length + n;
      context.lookup(annotation, PDFDict).set(PDFName.of("StructParent"), context.obj(key));
      nums.push(context.obj(key));
      nums.push(linkOwners[n]!);
    }
    context.assign(
      rootRef,
      context.obj({
        Type: "StructTreeRoot",
        K: [document],
        ParentTree: context.register(context.obj({ Nums: nums })),
        ParentTreeNextKey: this.sheets.length + this.links.length,
      }),
    );
    catalog.set(PDFName.of("StructTreeRoot"), rootRef);
  }

  /** The same facts as XMP, with the standard for accessible PDF that the file is made to. */
  private metadata(): Buffer {
    const { title, author, subject, at } = this.about;
    const when = `${at.toISOString().slice(0, 19)}Z`;
    return Buffer.from(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${xml(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${xml(subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>en-US</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>${xml(author)}</pdf:Producer>
<xmp:CreateDate>${when}</xmp:CreateDate>
<xmp:ModifyDate>${when}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`);
  }
}
