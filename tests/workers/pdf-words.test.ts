import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument } from "pdf-lib";
import { expect, test } from "vitest";
import { LETTER, makePen, type Pen } from "#db/seed/demo/drawing/sheet.ts";
import { sheetsToPdf } from "#db/seed/demo/drawing/to-pdf.ts";
import { openAndRecognise } from "#workers/ocr/open-and-recognise.ts";
import { makeRecogniser } from "#workers/ocr/recogniser.ts";
import { withOpenedUpload } from "#workers/sandbox/open-upload.ts";

/** Writes a file for the time `use` needs it. */
async function withFile<T>(bytes: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "pdf-words-"));
  try {
    const path = join(folder, "page.pdf");
    await writeFile(path, bytes);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The words of a drawn PDF page, from its text layer. */
async function wordsOf(draw: (pen: Pen) => void): Promise<string[]> {
  const pen = makePen(LETTER, { face: "sans", size: 10, color: "#000000" });
  draw(pen);
  const file = await sheetsToPdf([pen.sheet], { title: "Words", writtenOn: "2026-01-05" });
  return withFile(file, (path) =>
    withOpenedUpload({ path, mimeType: "application/pdf" }, async (opened) => {
      if ("unreadable" in opened) throw new Error(opened.unreadable);
      return opened.pages[0]!.words!.map(({ text }) => text);
    }),
  );
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

test("a letter that a font keeps to itself is told by its looks", async () => {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const face = "@expo-google-fonts/roboto-slab/400Regular/RobotoSlab_400Regular.ttf";
  const font = await pdf.embedFont(await readFile(createRequire(import.meta.url).resolve(face)), {
    subset: true,
  });
  const page = pdf.addPage([612, 792]);
  const lines = [
    "Course receipt of the evening college",
    "Completion date 2021-06-26",
    "Grade for the course B-",
  ];
  for (const [n, line] of lines.entries()) page.drawText(line, { x: 60, y: 700 - n * 30, size: 12, font });
  const bytes = await pdf.save();
  const recogniser = makeRecogniser({ threads: 1 });
  try {
    const opened = await withFile(bytes, (path) => openAndRecognise(path, "application/pdf", { recogniser }));
    if ("unreadable" in opened) throw new Error(opened.unreadable);
    expect(opened.pages[0]!.words.map(({ text }) => text).join(" ")).toBe(lines.join(" "));
  } finally {
    await recogniser.close();
  }
});
