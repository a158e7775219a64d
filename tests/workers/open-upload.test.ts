import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { degrees, PDFDocument, rgb, StandardFonts, setTextRenderingMode, TextRenderingMode } from "pdf-lib";
import { toBuffer } from "qrcode";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenedPage, withOpenedUpload } from "#workers/sandbox/open-upload.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "registry-test-open-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened(bytes: Uint8Array, mimeType: string, codes = false): Promise<OpenedPage[]> {
  const path = join(folder, "upload");
  await writeFile(path, bytes);
  return withOpenedUpload(
    { path, mimeType },
    async (result) => {
      if (!("pages" in result)) throw new Error(result.unreadable);
      return result.pages;
    },
    { codes },
  );
}

const lines = ["ECE 101 Principles and Practices 3.0 A-", "CD 2 Child Growth and Development 3.0 B+"];

/** A letter page with two lines whose first word starts at 72, 700 points. */
async function textPdf(shape: { rotate?: number; crop?: boolean; hidden?: boolean; white?: boolean } = {}) {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([612, 792]);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  page.drawRectangle({ x: 72, y: 300, width: 300, height: 20 });
  if (shape.hidden) page.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
  for (const [index, line] of lines.entries())
    page.drawText(line, {
      x: 72,
      y: 700 - index * 24,
      size: 12,
      font,
      color: shape.white ? rgb(1, 1, 1) : rgb(0, 0, 0),
    });
  if (shape.rotate) page.setRotation(degrees(shape.rotate));
  if (shape.crop) page.setCropBox(36, 396, 540, 396);
  return pdf.save();
}

describe("the text layer of a PDF", () => {
  test("is the page's words, each with its place as a fraction of the page image", async () => {
    const [page] = await opened(await textPdf(), "application/pdf");
    expect(page!.words!.map((word) => word.text).join(" ")).toBe(lines.join(" "));
    const [first] = page!.words!;
    expect(first!.x).toBeCloseTo(72 / 612, 2);
    expect(first!.y + first!.height / 2).toBeCloseTo((792 - 704) / 792, 2);
    expect(first!.confidence).toBe(1);
  });

  test.each([
    ["turned by a quarter", { rotate: 90 }, (x: number, y: number) => [y / 792, x / 612]],
    ["turned by a half", { rotate: 180 }, (x: number, y: number) => [1 - x / 612, y / 792]],
    ["cropped", { crop: true }, (x: number, y: number) => [(x - 36) / 540, (792 - y) / 396]],
  ])("has its places on the page as it is shown: %s", async (_how, shape, expected) => {
    const [page] = await opened(await textPdf(shape), "application/pdf");
    const first = page!.words!.find((word) => word.text === "ECE")!;
    const [x, y] = expected(72 + 12, 704);
    expect(first.x + first.width / 2).toBeCloseTo(x!, 1);
    expect(first.y + first.height / 2).toBeCloseTo(y!, 1);
  });

  test.each([
    ["nobody can see", { hidden: true }],
    ["is white on white", { white: true }],
  ])("that %s is not taken for the page's words", async (_what, shape) => {
    const [page] = await opened(await textPdf(shape), "application/pdf");
    expect(page!.words).toBeNull();
  });

  test("is missing on a photo", async () => {
    const png = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#ffffff" } })
      .composite([{ input: Buffer.from('<svg width="99" height="99"><rect width="80" height="80"/></svg>') }])
      .png()
      .toBuffer();
    const [page] = await opened(png, "image/png");
    expect(page!.words).toBeNull();
  });
});

describe("QR codes", () => {
  const sheet = async (code: string) => {
    const pdf = await PDFDocument.create();
    for (const text of [code, null]) {
      const page = pdf.addPage([612, 792]);
      page.drawRectangle({ x: 72, y: 300, width: 300, height: 20 });
      if (!text) continue;
      const qr = await pdf.embedPng(await toBuffer(text, { margin: 4, scale: 6 }));
      page.drawImage(qr, { x: 400, y: 600, width: 120, height: 120, rotate: degrees(4) });
    }
    return pdf.save();
  };

  test("are read from every page of a scan when they are asked for", async () => {
    const bytes = await sheet("RB1:k3J9-abc");
    const pages = await opened(bytes, "application/pdf", true);
    expect(pages.map((page) => page.codes)).toEqual([["RB1:k3J9-abc"], []]);
    expect((await opened(bytes, "application/pdf")).map((page) => page.codes)).toEqual([[], []]);
  });

  test("are read from a photo lying upside down", async () => {
    const photo = await sharp({ create: { width: 1200, height: 1600, channels: 3, background: "#f4f1ea" } })
      .composite([{ input: await toBuffer("SHEET-42", { margin: 4, scale: 8 }), left: 700, top: 120 }])
      .rotate(180)
      .jpeg({ quality: 60 })
      .toBuffer();
    expect((await opened(photo, "image/jpeg", true)).map((page) => page.codes)).toEqual([["SHEET-42"]]);
  });
});
