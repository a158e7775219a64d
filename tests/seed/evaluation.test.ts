import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import type { Sheet } from "#db/seed/demo/drawing/sheet.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { generateDocuments, makeDocument } from "#db/seed/evaluation/generate.ts";
import { layouts } from "#db/seed/evaluation/layouts.ts";
import type { TrueRow } from "#db/seed/evaluation/truth.ts";
import { foldText } from "#workers/reading-evaluation/compare.ts";
import { loadFolder } from "#workers/reading-evaluation/truth-file.ts";
import { importsOf, read, sources } from "../structure/source-tree.ts";

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const count = (kind: string, split: string) =>
  layouts.filter((layout) => layout.kind === kind && layout.split === split).length;

/** Everything drawn, word by word, as a reader of the page meets it. */
function wordsOn(sheets: readonly Sheet[]): string {
  const texts = sheets.flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : [])),
  );
  return ` ${foldText(texts.join(" "))} `;
}

let pdfium: PDFiumLibrary;
beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
});
afterAll(() => pdfium.destroy());

test("the looks are enough, and every one belongs to one split", () => {
  expect(new Set(layouts.map(({ name }) => name)).size).toBe(layouts.length);
  expect(count("transcript", "tune")).toBeGreaterThanOrEqual(8);
  expect(count("transcript", "test")).toBeGreaterThanOrEqual(4);
  expect(count("certificate", "tune")).toBeGreaterThanOrEqual(4);
  expect(count("credential", "tune")).toBeGreaterThanOrEqual(3);
  expect([count("certificate", "test"), count("credential", "test")]).toEqual([2, 2]);
});

describe.each(layouts.map((layout) => [layout.name, layout] as const))("look %s", (_name, layout) => {
  test("opens with as many pages as were drawn, the same bytes for the same seed", async () => {
    const { bytes, drawn } = await makeDocument(layout, "pdf", 5, 0);
    const file = await pdfium.loadDocument(bytes);
    try {
      expect([...file.pages()]).toHaveLength(drawn.sheets.length);
    } finally {
      file.destroy();
    }
    expect(hash((await makeDocument(layout, "pdf", 5, 0)).bytes)).toBe(hash(bytes));
    expect(hash((await makeDocument(layout, "pdf", 5, 1)).bytes)).not.toBe(hash(bytes));
  });

  test("prints what its truth says, inside the page", () => {
    for (const seed of ["one", "two", "three", "four"]) {
      const drawn = layout.draw(makeRandom(seed));
      const words = wordsOn(drawn.sheets);
      const missing = [
        drawn.person,
        drawn.institution,
        drawn.institutionCity,
        ...drawn.rows.flatMap(printedCells),
      ]
        .map((text) => foldText(text ?? ""))
        .filter((text) => !text.split(" ").every((word) => word === "" || words.includes(` ${word} `)));
      expect(missing).toEqual([]);
      expect(drawn.rows.length).toBeGreaterThan(0);
      expect(drawn.rows.every(({ page }) => page >= 1 && page <= drawn.sheets.length)).toBe(true);
      for (const { width, height, marks } of drawn.sheets) {
        const off = marks.filter(
          (mark) => mark.kind === "text" && (mark.x < 0 || mark.x > width || mark.y > height),
        );
        expect(off).toEqual([]);
      }
    }
  });
});

/** Cells of a true row that stand on the page in these words; codes, dates and numbers have a form of their own. */
function printedCells({ section, cells }: { section: string; cells: TrueRow }): (string | undefined)[] {
  if (section === "courses") return [cells.courseNumber, cells.title, cells.grade, cells.institutionName];
  if (section === "degrees") return [cells.title, cells.major];
  if (section === "credentials") return [cells.documentNumber];
  return [cells.title, cells.certificateNumber];
}

test("nothing that runs in production reaches the looks or their typefaces", () => {
  const reaches = sources().filter((path) => {
    if (/^(tests|db\/seed\/evaluation)\//.test(path)) return false;
    return importsOf(path, read(path)).some(
      ({ target, typeOnly }) => target.startsWith("db/seed/evaluation/") && !typeOnly,
    );
  });
  expect(reaches).toEqual(["bin/commands/read.ts"]);
  const [eager] = read("bin/registry.ts").split("const program");
  expect(eager).not.toContain("commands/read");
});

test("credentials are named by codes of their jurisdiction", () => {
  for (const layout of layouts.filter(({ kind }) => kind === "credential")) {
    const { jurisdiction, rows } = layout.draw(makeRandom("codes"));
    const rules = jurisdictionFor(jurisdiction);
    for (const { cells } of rows) {
      expect(rules.credentialNames.map(({ code }) => code)).toContain(cells.name);
      if (cells.level) expect(rules.permitLevels.map(({ code }) => code)).toContain(cells.level);
    }
  }
});

describe("files", () => {
  const [look] = layouts;

  test("a scan is pictures of 200 dots an inch without text, the same for the same seed", async () => {
    const { bytes, drawn } = await makeDocument(look!, "scan", 3, 0);
    const file = await pdfium.loadDocument(bytes);
    try {
      const pages = [...file.pages()];
      expect(pages).toHaveLength(drawn.sheets.length);
      expect(pages[0]!.getText().trim()).toBe("");
      const [picture] = [...pages[0]!.objects()];
      expect(picture).toMatchObject({ type: "image" });
    } finally {
      file.destroy();
    }
    expect(hash((await makeDocument(look!, "scan", 3, 0)).bytes)).toBe(hash(bytes));
  });

  test("a photo is a JPEG of 12 megapixels that stands upright, with the rows of its one page", async () => {
    const { bytes, drawn, truth } = await makeDocument(look!, "photo", 3, 0);
    const { info } = await sharp(bytes).autoOrient().toBuffer({ resolveWithObject: true });
    expect([info.format, info.width, info.height]).toEqual(["jpeg", 3024, 4032]);
    const shown = drawn.rows.filter(({ page, section }) => page === 1 && section === "courses");
    expect(truth.rows.courses).toHaveLength(shown.length);
  });

  test("a folder of them loads with its truths", async () => {
    const folder = await mkdtemp(join(tmpdir(), "evaluation-"));
    try {
      const wish = { split: "tune", kind: "certificate", variant: "pdf", seed: 2, count: 2 } as const;
      const documents = 2 * count("certificate", "tune");
      expect(await generateDocuments(folder, wish)).toBe(documents);
      expect(await readdir(folder)).toHaveLength(2 * documents);
      const files = await loadFolder(folder);
      expect(files.map(({ truth }) => truth.split)).toEqual(Array(documents).fill("tune"));
      expect((await readFile(files[0]!.path)).subarray(0, 5).toString()).toBe("%PDF-");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
