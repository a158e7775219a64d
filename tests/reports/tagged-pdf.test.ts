import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFRawStream,
  type PDFRef,
} from "pdf-lib";
import { beforeAll, describe, expect, test } from "vitest";
import { Paper } from "#reports/documents/print/paper.ts";
import { pdfCodes } from "../support/pdf-codes.ts";
import { drawnOn, everyPart, heard, type Part, structureOf } from "../support/pdf-structure.ts";
import { course, drawReport, hours } from "../support/report-rows.ts";

/** Sixty rows over several pages, in several scripts, one of them taller than what is left of a page. */
const rows = {
  courses: Array.from({ length: 60 }, (_, n) =>
    course({
      courseNumber: `EDU ${n}`,
      title: ["Play", "幼儿教育学导论", "علم نفس الطفل والنمو", "Giáo dục mầm non"][n % 4]!.repeat(
        n === 11 ? 30 : 1,
      ),
      completedOn: `20${String(60 - n)
        .padStart(2, "0")
        .slice(-2)}-01-15`.replace(/^20(2[7-9]|[3-9])/, "19$1"),
      unitSystem: n % 3 ? "semester" : "quarter",
    }),
  ),
  training: [hours()],
};

let bytes: Uint8Array;
let pdf: PDFDocument;
let parts: Part[];
beforeAll(async () => {
  bytes = (await drawReport(rows)).bytes;
  pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  parts = everyPart(structureOf(pdf).parts);
});

describe("a tagged report", () => {
  test("says that it is tagged, its language, its title, its tab order and its standard", () => {
    const { catalog, context } = pdf;
    expect(catalog.lookup(PDFName.of("MarkInfo"), PDFDict).toString()).toContain("/Marked true");
    expect(catalog.lookup(PDFName.of("Lang"))!.toString()).toContain("en-US");
    expect(catalog.lookup(PDFName.of("ViewerPreferences"), PDFDict).toString()).toContain(
      "/DisplayDocTitle true",
    );
    expect(catalog.lookup(PDFName.of("PageLabels"), PDFDict)).toBeDefined();
    const xmp = Buffer.from((catalog.lookup(PDFName.of("Metadata")) as PDFRawStream).contents).toString();
    expect(xmp).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(xmp).toContain("Education &#38; Training Report: Ana Reyes, 1000017");
    for (const page of pdf.getPages()) expect(page.node.get(PDFName.of("Tabs"))).toBe(PDFName.of("S"));
    expect(context.header.toString()).toContain("PDF-1.7");
  });

  test("draws nothing outside its structure or an artifact, and text only once", () => {
    let marked = 0;
    for (const page of pdf.getPages()) {
      const drawn = drawnOn(page);
      expect(drawn.length).toBeGreaterThan(20);
      for (const each of drawn) expect([each, (each.mark !== null) !== each.artifact]).toEqual([each, true]);
      marked += drawn.filter(({ mark }) => mark !== null).length;
    }
    expect(marked).toBeGreaterThan(400);
  });

  test("ties every mark to exactly one part, both ways", () => {
    const { root } = structureOf(pdf);
    const nums = root
      .lookup(PDFName.of("ParentTree"), PDFDict)
      .lookup(PDFName.of("Nums"), PDFArray)
      .asArray();
    const tree = new Map<number, unknown>();
    for (let n = 0; n < nums.length; n += 2) tree.set((nums[n] as PDFNumber).asNumber(), nums[n + 1]);
    const owners = new Map<string, PDFRef>();
    for (const part of parts)
      for (const { page, mark } of part.marks) {
        expect(owners.has(`${page} ${mark}`)).toBe(false);
        owners.set(`${page} ${mark}`, part.ref);
      }
    let count = 0;
    for (const [n, page] of pdf.getPages().entries()) {
      const key = page.node.lookup(PDFName.of("StructParents"), PDFNumber).asNumber();
      const list = (tree.get(key) as PDFArray).asArray();
      for (const [mark, ref] of list.entries()) expect(ref).toBe(owners.get(`${n} ${mark}`));
      count += list.length;
      for (const { mark } of drawnOn(page)) if (mark !== null) expect(mark).toBeLessThan(list.length);
    }
    expect(count).toBe(owners.size);
    for (const part of parts) for (const kid of part.kids) expect(kid.parent).toBe(part.ref);
  });

  test("has one first heading, a second one per section, and tables of rows whose heads name their columns", () => {
    expect(parts[0]!.type).toBe("Document");
    const of = (type: string) => parts.filter((part) => part.type === type);
    expect(of("H1")).toHaveLength(1);
    expect(of("H2")).toHaveLength(4);
    expect(of("Table")).toHaveLength(2);
    for (const table of of("Table")) {
      const [head, ...body] = table.kids;
      expect(table.kids.every(({ type }) => type === "TR")).toBe(true);
      expect(head!.kids.map(({ type, scope }) => `${type} ${scope}`)).toEqual(
        head!.kids.map(() => "TH Column"),
      );
      for (const row of body) expect(row.kids.map(({ type }) => type)).toEqual(head!.kids.map(() => "TD"));
    }
    expect(of("Table")[0]!.kids).toHaveLength(61);
  });

  test("says what the QR code is for and where the link goes", () => {
    const [figure] = parts.filter(({ type }) => type === "Figure");
    expect(figure!.alt).toBe("QR code that opens https://registry.example.gov/check/K7QM2RXA9FHTWD4P");
    const [link] = parts.filter(({ type }) => type === "Link");
    expect(link!.annotations).toHaveLength(1);
    const annotation = pdf.context.lookup(link!.annotations[0]!, PDFDict);
    expect(annotation.lookup(PDFName.of("Contents"), PDFHexString).decodeText()).toContain("Opens https://");
    expect(annotation.lookup(PDFName.of("StructParent"), PDFNumber).asNumber()).toBe(pdf.getPageCount());
  });

  test("is read in the order it is seen: down each page, and along each row", () => {
    for (const [n, page] of pdf.getPages().entries()) {
      const first = new Map<number, { x: number; y: number }>();
      for (const { mark, x, y, operator } of drawnOn(page))
        if (mark !== null && operator === "Tj" && !first.has(mark)) first.set(mark, { x, y });
      const order = parts.flatMap(({ marks }) => marks).filter((mark) => mark.page === n);
      const seen = order.flatMap(({ mark }) => first.get(mark) ?? []);
      expect(seen.length).toBeGreaterThan(5);
      for (const [m, at] of seen.slice(1).entries())
        expect(at.y < seen[m]!.y + 0.5 || at.x > seen[m]!.x, `${n} ${m}`).toBe(true);
    }
  });

  test("is heard by another reader as it is meant: headings, cells in their rows, every script in reading order", async () => {
    const told = await heard(bytes);
    expect(told.tagged).toBe(true);
    const texts = told.parts.map(({ type, text }) => `${type} ${text.trim()}`.trim());
    const from = texts.indexOf("H2 Courses");
    expect(texts.slice(from, from + 10)).toEqual([
      "H2 Courses",
      "Table",
      "TR",
      "TH Course",
      "TH Name",
      "TH Institution",
      "TH Completed",
      "TH Semester units",
      "TH Quarter units",
      "TH Class",
    ]);
    expect(texts).toContain("H1 Education & Training Report");
    expect(texts).toContain("TD 幼儿教育学导论");
    expect(texts).toContain("TD علم نفس الطفل والنمو");
    expect(texts.filter((text) => text.includes("continued"))).toEqual([]);
    expect(texts.filter((text) => text.includes("Page 1 of"))).toEqual([]);
    const intro = texts.find((text) => text.startsWith("P This report shows"))!;
    expect(intro).toContain("attended with approved training organizations");
  });
});

test("the writer refuses to draw outside of the structure", async () => {
  const paper = await Paper.open([200, 200], { title: "t", author: "a", subject: "s", at: new Date(0) });
  paper.turn();
  const type = { size: 10, color: [0, 0, 0] } as const;
  expect(() => paper.line("x", 0, 0, type)).toThrow("part of the structure");
  expect(() => paper.artifact("Layout", () => paper.tagged(paper.root, () => {}))).toThrow("does not nest");
});

test("the QR code on the drawn page opens the check of this report's code", async () => {
  expect(await pdfCodes(bytes)).toEqual(["https://registry.example.gov/check/K7QM2RXA9FHTWD4P"]);
});
