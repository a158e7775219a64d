import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LETTER, makePen, type Pen } from "#db/seed/demo/drawing/sheet.ts";
import { sheetsToPdf } from "#db/seed/demo/drawing/to-pdf.ts";
import { withOpenedUpload } from "#workers/sandbox/open-upload.ts";

/** The words of a drawn PDF page, from its text layer. */
async function wordsOf(draw: (pen: Pen) => void): Promise<string[]> {
  const pen = makePen(LETTER, { face: "sans", size: 10, color: "#000000" });
  draw(pen);
  const folder = await mkdtemp(join(tmpdir(), "pdf-words-"));
  try {
    const path = join(folder, "page.pdf");
    await writeFile(path, await sheetsToPdf([pen.sheet], { title: "Words", writtenOn: "2026-01-05" }));
    return await withOpenedUpload({ path, mimeType: "application/pdf" }, async (opened) => {
      if ("unreadable" in opened) throw new Error(opened.unreadable);
      return opened.pages[0]!.words!.map(({ text }) => text);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("hyphens stay wherever they stand: in dates, numbers, grades and at the end of a line", async () => {
  const words = await wordsOf((pen) => {
    pen.text(60, 100, "2021-06-26");
    pen.text(60, 130, "ECE-101 Infant-Toddler Care");
    pen.text(60, 160, "PSYC 2 General Psychology B-");
  });
  expect(words).toEqual("2021-06-26 ECE-101 Infant-Toddler Care PSYC 2 General Psychology B-".split(" "));
});

test("a watermark across the page puts no word into its lines", async () => {
  const words = await wordsOf((pen) => {
    pen.text(60, 400, "HIST 17 History of the United States");
    pen.text(150, 520, "ISSUED TO STUDENT", { size: 40, turn: 40, color: "#999999" });
    pen.text(60, 430, "MATH 9 Elementary Algebra");
  });
  expect(words).toEqual("HIST 17 History of the United States MATH 9 Elementary Algebra".split(" "));
});
