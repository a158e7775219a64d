import { inflateSync } from "node:zlib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  type PDFRawStream,
  PDFRef,
  PDFString,
} from "pdf-lib";

/** Something a page draws: by which operator, where, and what it belongs to. */
export type Drawn = {
  operator: string;
  mark: number | null;
  artifact: boolean;
  x: number;
  y: number;
};

const token =
  /<<|>>|<[0-9a-fA-F\s]*>|\((?:\\.|[^\\()])*\)|\/[^\s<>[\]()/]*|\[|\]|[-+]?\d*\.?\d+|[A-Za-z'"*]+[01]?/g;

/** Walks a page's content stream: every operator that puts ink on the page, with the marked content around it. */
export function drawnOn(page: PDFPage): Drawn[] {
  const stream = page.node.context.lookup(page.node.get(PDFName.of("Contents"))) as PDFRawStream;
  const content = inflateSync(stream.contents).toString("latin1");
  const around: { mark: number | null; artifact: boolean }[] = [];
  const drawn: Drawn[] = [];
  let operands: string[] = [];
  let [x, y] = [0, 0];
  for (const [part] of content.matchAll(token)) {
    if (!/^[A-Za-z'"*]+[01]?$/.test(part)) {
      operands.push(part);
      continue;
    }
    if (part === "BDC" || part === "BMC") {
      const mcid = operands.indexOf("/MCID");
      around.push({
        mark: mcid < 0 ? null : Number(operands[mcid + 1]),
        artifact: operands[0] === "/Artifact",
      });
    } else if (part === "EMC") {
      if (!around.pop()) throw new Error("EMC without a beginning");
    } else if (part === "Tm" || part === "m") {
      [x, y] = operands.slice(-2).map(Number) as [number, number];
    } else if (["Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "Do", "sh"].includes(part)) {
      const mark = around.find((each) => each.mark !== null)?.mark ?? null;
      drawn.push({ operator: part, mark, artifact: around.some((each) => each.artifact), x, y });
    }
    operands = [];
  }
  if (around.length > 0) throw new Error("marked content that does not end");
  return drawn;
}

/** One part of the structure tree as the file has it. */
export type Part = {
  ref: PDFRef;
  parent: PDFRef | null;
  type: string;
  scope: string | null;
  alt: string | null;
  kids: Part[];
  /** Page index and mark number of its own content. */
  marks: { page: number; mark: number }[];
  annotations: PDFRef[];
};

const nameOf = (value: unknown) => (value instanceof PDFName ? value.decodeText() : null);

/** Reads the structure tree of a file. */
export function structureOf(pdf: PDFDocument): { root: PDFDict; parts: Part[] } {
  const { context, catalog } = pdf;
  const root = catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);
  const pageOf = (ref: unknown) => pdf.getPages().findIndex((page) => page.ref === ref);
  const read = (ref: PDFRef): Part => {
    const dict = context.lookup(ref, PDFDict);
    const attributes = dict.lookup(PDFName.of("A"));
    const alt = dict.lookup(PDFName.of("Alt"));
    const parent = dict.get(PDFName.of("P"));
    const part: Part = {
      ref,
      parent: parent instanceof PDFRef ? parent : null,
      type: nameOf(dict.lookup(PDFName.of("S"))) ?? "",
      scope: attributes instanceof PDFDict ? nameOf(attributes.lookup(PDFName.of("Scope"))) : null,
      alt: alt instanceof PDFHexString || alt instanceof PDFString ? alt.decodeText() : null,
      kids: [],
      marks: [],
      annotations: [],
    };
    for (const kid of dict.lookup(PDFName.of("K"), PDFArray).asArray()) {
      const value = context.lookup(kid);
      if (!(value instanceof PDFDict)) throw new Error("a kid that is no dictionary");
      const type = nameOf(value.lookup(PDFName.of("Type")));
      if (type === "MCR")
        part.marks.push({
          page: pageOf(value.get(PDFName.of("Pg"))),
          mark: value.lookup(PDFName.of("MCID"), PDFNumber).asNumber(),
        });
      else if (type === "OBJR") part.annotations.push(value.get(PDFName.of("Obj")) as PDFRef);
      else part.kids.push(read(kid as PDFRef));
    }
    return part;
  };
  const parts = root
    .lookup(PDFName.of("K"), PDFArray)
    .asArray()
    .map((kid) => read(kid as PDFRef));
  return { root, parts };
}

export const everyPart = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => [part, ...everyPart(part.kids)]);

type Raw = { pageIdx: number; documentIdx: number };
export type Heard = { type: string; text: string };

/**
 * What a screen reader hears, told by PDFium: its own walk of the structure tree, each part with the text of its marks.
 * An independent reader: nothing of the writer is used.
 */
export async function heard(bytes: Uint8Array): Promise<{ tagged: boolean; parts: Heard[] }> {
  const library = await PDFiumLibrary.init();
  const pdfium = (library as unknown as { module: Record<string, (...given: number[]) => number> })
    .module as {
    [name: string]: (...given: number[]) => number;
  } & { HEAPU8: Uint8Array };
  const document = await library.loadDocument(Buffer.from(bytes));
  const parts: Heard[] = [];
  const textFrom = (ask: (buffer: number, length: number) => number, unit: number): string => {
    const length = ask(0, 0) * unit;
    if (length <= 0) return "";
    const buffer = pdfium._malloc!(length);
    ask(buffer, length);
    const text = Buffer.from(pdfium.HEAPU8.subarray(buffer, buffer + length)).toString("utf16le");
    pdfium._free!(buffer);
    return text.replace(/\0+$/, "");
  };
  const tagged = pdfium._FPDFCatalog_IsTagged!((document as unknown as Raw).documentIdx) === 1;
  for (const page of document.pages()) {
    const { pageIdx } = page as unknown as Raw;
    const textPage = pdfium._FPDFText_LoadPage!(pageIdx);
    const byMark = new Map<number, string>();
    for (let n = 0; n < pdfium._FPDFPage_CountObjects!(pageIdx); n += 1) {
      const object = pdfium._FPDFPage_GetObject!(pageIdx, n);
      const mark = pdfium._FPDFPageObj_GetMarkedContentID!(object);
      if (mark < 0 || pdfium._FPDFPageObj_GetType!(object) !== 1) continue;
      const text = textFrom((to, length) => pdfium._FPDFTextObj_GetText!(object, textPage, to, length), 1);
      byMark.set(mark, (byMark.get(mark) ?? "") + text);
    }
    const walk = (element: number) => {
      const type = textFrom((to, length) => pdfium._FPDF_StructElement_GetType!(element, to, length), 1);
      const alt = textFrom((to, length) => pdfium._FPDF_StructElement_GetAltText!(element, to, length), 1);
      const own: Heard = { type, text: alt };
      parts.push(own);
      for (let n = 0; n < pdfium._FPDF_StructElement_CountChildren!(element); n += 1) {
        const child = pdfium._FPDF_StructElement_GetChildAtIndex!(element, n);
        if (child) walk(child);
        else own.text += byMark.get(pdfium._FPDF_StructElement_GetChildMarkedContentID!(element, n)) ?? "";
      }
    };
    const tree = pdfium._FPDF_StructTree_GetForPage!(pageIdx);
    for (let n = 0; n < pdfium._FPDF_StructTree_CountChildren!(tree); n += 1)
      walk(pdfium._FPDF_StructTree_GetChildAtIndex!(tree, n));
    pdfium._FPDF_StructTree_Close!(tree);
    pdfium._FPDFText_ClosePage!(textPage);
  }
  document.destroy();
  library.destroy();
  return { tagged, parts };
}
