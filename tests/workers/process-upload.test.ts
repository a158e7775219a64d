import { existsSync } from "node:fs";
import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { PDFDocument } from "pdf-lib";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "#api/kernel/context.ts";
import type { Db } from "#db/client.ts";
import { documentFiles, documentPages, documents } from "#db/schema/index.ts";
import { sampleCertificate } from "#db/seed/demo/certificates.ts";
import { drawCertificatePhoto } from "#db/seed/demo/drawing/certificate.ts";
import { drawTranscriptPdf, drawTranscriptPhoto } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import { withOpenedUpload } from "#workers/sandbox/open-upload.ts";
import { processUpload } from "#workers/tasks/process-upload.ts";
import { testDb } from "../setup/db.ts";
import { systemCtx, testFiles } from "../support/ctx.ts";
import { makeDocument, makeParticipant } from "../support/factories.ts";
import {
  blankPdf,
  bombPdf,
  bombPng,
  linedPdf,
  lockedPdf,
  pdfWithoutPages,
  svg,
} from "../support/hostile-files.ts";

let db: Db;
let ctx: Ctx;
beforeAll(async () => {
  db = await testDb();
  ctx = systemCtx(db, "process_upload");
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const run = (documentId: number, attempt = 1) => processUpload({ documentId }, ctx, { log: quiet, attempt });

async function arrived(bytes: Uint8Array, mimeType: string) {
  const person = await makeParticipant(db);
  const document = await makeDocument(db, { participantId: person.id, status: "processing" });
  const stored = await testFiles.put(Buffer.from(bytes), { folder: "uploads" });
  await db.insert(documentFiles).values({
    documentId: document.id,
    storageKey: stored.key,
    originalName: "upload",
    mimeType,
    sizeBytes: stored.sizeBytes,
    sha256: stored.sha256,
  });
  return { id: document.id, key: stored.key };
}

async function processed(bytes: Uint8Array, mimeType: string) {
  const { id } = await arrived(bytes, mimeType);
  await run(id);
  const [document] = await db.select().from(documents).where(eq(documents.id, id));
  const pages = await db
    .select()
    .from(documentPages)
    .where(eq(documentPages.documentId, id))
    .orderBy(documentPages.pageNumber);
  return { document: document!, pages };
}

async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of testFiles.entries()) keys.push(key);
  return keys.sort();
}

const photo = () =>
  drawTranscriptPhoto(sampleTranscript(makeRandom("photo"), { look: "modern" }), {
    orientation: 6,
    place: { latitude: 37.7749, longitude: -122.4194 },
  });

describe("what arrives in order", () => {
  test("a transcript of several pages becomes upright page images with thumbnails and waits in the queue", async () => {
    const { document, pages } = await processed(
      await drawTranscriptPdf(sampleTranscript(makeRandom("p2"), { look: "ledger" })),
      "application/pdf",
    );
    expect(document).toMatchObject({ status: "unverified", unreadableReason: null });
    expect(pages.map((page) => page.pageNumber)).toEqual([1, 2]);
    for (const page of pages) {
      const image = await sharp(await testFiles.readAll(page.imageKey)).metadata();
      expect([image.format, image.width, image.height]).toEqual(["webp", page.width, page.height]);
      expect(Math.max(page.width, page.height)).toBe(1800);
      const thumbnail = await sharp(await testFiles.readAll(page.thumbnailKey)).metadata();
      expect([thumbnail.format, thumbnail.width]).toEqual(["webp", 320]);
    }
  });

  test("a phone photo lying on its side is shown upright, and where it was taken is gone", async () => {
    const jpeg = await photo();
    expect((await sharp(jpeg).metadata()).exif?.length).toBeGreaterThan(100);
    const { pages } = await processed(jpeg, "image/jpeg");
    const [page] = pages;
    // The sheet fills the page: the table around it is gone, and it has the shape of letter paper.
    expect(page!.height).toBe(1800);
    expect(page!.width / page!.height).toBeCloseTo(8.5 / 11, 2);
    const bytes = await testFiles.readAll(page!.imageKey);
    const facts = await sharp(bytes).metadata();
    expect([facts.exif, facts.xmp, facts.orientation]).toEqual([undefined, undefined, undefined]);
    expect(bytes.includes("EXIF")).toBe(false);
    // The coloured band of this transcript is at the top of the paper.
    const lightness = async (top: number) => {
      const strip = { left: 650, top, width: 250, height: 30 };
      const pixels = await sharp(bytes).extract(strip).greyscale().raw().toBuffer();
      return pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    };
    expect(await lightness(60)).toBeLessThan((await lightness(1580)) - 40);
  });

  test("what was typed into a fillable form is drawn", async () => {
    const pdf = await PDFDocument.create();
    const sheet = pdf.addPage([400, 300]);
    const field = pdf.getForm().createTextField("hours");
    field.setText("12 hours");
    field.addToPage(sheet, { x: 40, y: 100, width: 300, height: 40 });
    expect((await processed(await pdf.save(), "application/pdf")).document.status).toBe("unverified");
  });

  test("a PNG with a transparent ground is shown on white", async () => {
    const png = await sharp(
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect x="100" width="80" height="80"/></svg>',
      ),
    )
      .png()
      .toBuffer();
    const { pages } = await processed(png, "image/png");
    const [red] = await sharp(await testFiles.readAll(pages[0]!.imageKey))
      .extract({ left: 5, top: 150, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(red).toBeGreaterThan(250);
  });
});

describe("what cannot be shown is unreadable for good, with a reason, and the process lives on", () => {
  const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2);
  const cases: [string, string, RegExp, () => Promise<Uint8Array> | Uint8Array][] = [
    ["a locked PDF", "application/pdf", /locked with a password/, lockedPdf],
    ["a PDF without pages", "application/pdf", /has no pages/, pdfWithoutPages],
    ["a PDF with an empty page", "application/pdf", /nothing on the page/, blankPdf],
    ["a PDF of 61 pages", "application/pdf", /61 pages/, () => linedPdf(61)],
    ["a PDF bomb", "application/pdf", /too much memory|takes too long/, bombPdf],
    [
      "a PDF broken off half way",
      "application/pdf",
      /PDF is broken/,
      async () => half(await drawTranscriptPdf(sampleTranscript(makeRandom("p2"), { look: "ledger" }))),
    ],
    [
      "text after a PDF's first bytes",
      "application/pdf",
      /PDF is broken/,
      () => Buffer.from("%PDF-1.7 hello"),
    ],
    ["a photo that claims to be a PDF", "application/pdf", /PDF is broken/, photo],
    ["a photo broken off half way", "image/jpeg", /picture is broken/, async () => half(await photo())],
    ["a picture bomb", "image/png", /50 million pixels/, bombPng],
    ["a drawing (SVG) that claims to be a photo", "image/png", /picture is broken/, () => svg],
  ];
  test.each(cases)("%s", async (_what, mimeType, reason, bytes) => {
    const { document, pages } = await processed(await bytes(), mimeType);
    expect(document.status).toBe("unreadable");
    expect(document.unreadableReason).toMatch(reason);
    expect(pages).toEqual([]);
  });

  test("a page that takes longer than its time, or more than its memory, is given up", async () => {
    const { key } = await arrived(await photo(), "image/jpeg");
    const file = { path: testFiles.localPath(key), mimeType: "image/jpeg" };
    const slow = await withOpenedUpload(file, async (opened) => opened, { limits: { pageMs: 1 } });
    expect(slow).toEqual({ unreadable: expect.stringContaining("takes too long") });
    const large = await withOpenedUpload(file, async (opened) => opened, {
      limits: { memoryBytes: 20_000_000 },
    });
    expect(large).toEqual({ unreadable: expect.stringContaining("too much memory") });
  });
});

describe("the task may run again", () => {
  test("twice, one after the other and both at once: the same rows, and no file without one", async () => {
    const bytes = await drawCertificatePhoto(sampleCertificate(makeRandom(5)));
    const before = await storedKeys();
    const { id, key } = await arrived(bytes, "image/jpeg");
    await Promise.all([run(id), run(id)]);
    const rows = await db.select().from(documentPages).where(eq(documentPages.documentId, id));
    await run(id);
    expect(await db.select().from(documentPages).where(eq(documentPages.documentId, id))).toEqual(rows);
    expect(rows).toHaveLength(1);
    const added = (await storedKeys()).filter((each) => !before.includes(each));
    expect(added).toEqual([key, rows[0]!.imageKey, rows[0]!.thumbnailKey].sort());
  });

  test("a document deleted meanwhile, or gone, is left alone", async () => {
    const { id } = await arrived(await photo(), "image/jpeg");
    await db.update(documents).set({ status: "deleted" }).where(eq(documents.id, id));
    await run(id);
    await run(2_000_000_000);
    const [document] = await db.select().from(documents).where(eq(documents.id, id));
    expect(document!.status).toBe("deleted");
  });

  test("a file missing from the store is tried again before it counts as lost", async () => {
    const { id, key } = await arrived(await photo(), "image/jpeg");
    await testFiles.remove(key);
    await expect(run(id, 1)).rejects.toThrow("not in the store");
    await run(id, 3);
    const [document] = await db.select().from(documents).where(eq(documents.id, id));
    expect(document).toMatchObject({
      status: "unreadable",
      unreadableReason: expect.stringContaining("lost"),
    });
  });

  test("pages that a killed worker left in the temp folder are removed by the next upload", async () => {
    const left = await mkdtemp(join(tmpdir(), "registry-sandbox-"));
    const young = await mkdtemp(join(tmpdir(), "registry-sandbox-"));
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(left, longAgo, longAgo);
    await processed(linedPdf(), "application/pdf");
    expect([existsSync(left), existsSync(young)]).toEqual([false, true]);
    await rm(young, { recursive: true });
  });

  test("stopping the worker stops the child and leaves the document to be tried again", async () => {
    const { id } = await arrived(await photo(), "image/jpeg");
    const stop = new AbortController();
    const task = processUpload({ documentId: id }, ctx, { log: quiet, attempt: 5, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(task).rejects.toThrow("stopped");
    const [document] = await db.select().from(documents).where(eq(documents.id, id));
    expect(document!.status).toBe("processing");
  });
});
