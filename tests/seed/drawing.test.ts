import { createHash } from "node:crypto";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleCertificate, samplePermit } from "#db/seed/demo/certificates.ts";
import {
  drawCertificatePdf,
  drawCertificatePhoto,
  drawNameEvidencePdf,
} from "#db/seed/demo/drawing/certificate.ts";
import { drawPermitPdf, drawPermitPhoto } from "#db/seed/demo/drawing/permit.ts";
import { FOOTNOTE } from "#db/seed/demo/drawing/sheet.ts";
import {
  drawTranscriptPdf,
  drawTranscriptPhoto,
  transcriptSheets,
} from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript, TRANSCRIPT_LOOKS } from "#db/seed/demo/transcripts.ts";
import { readExif } from "./read-exif.ts";

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

let pdfium: PDFiumLibrary;
beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
});
afterAll(() => pdfium.destroy());

async function textOf(pdf: Uint8Array): Promise<string[]> {
  const document = await pdfium.loadDocument(pdf);
  try {
    return [...document.pages()].map((page) => page.getText());
  } finally {
    document.destroy();
  }
}

describe("transcripts as PDF", () => {
  test.each(TRANSCRIPT_LOOKS)(
    "look %s: the stated pages, the student's name and every course can be read",
    async (look) => {
      const student = { name: "Nguyễn Thị Hương", birthDate: "1984-07-13", studentNumber: "881234567" };
      const record = sampleTranscript(makeRandom(`long-${look}`), { look, student });
      const pages = await textOf(await drawTranscriptPdf(record));
      expect(pages).toHaveLength(transcriptSheets(record).length);
      const text = pages.join("\n");
      expect(text.toLocaleLowerCase("vi")).toContain(student.name.toLocaleLowerCase("vi"));
      for (const course of record.terms.flatMap((term) => term.courses))
        expect(text).toContain(course.number);
      // The reader drops a page's last letter.
      for (const page of pages) expect(page).toContain(FOOTNOTE.slice(0, -1));
    },
  );

  test("a long study history runs over several pages and loses no term", async () => {
    const short = sampleTranscript(makeRandom("many"), { look: "modern" });
    const terms = Array.from({ length: 14 }, (_, k) => ({
      ...short.terms[0]!,
      label: `Term number ${k + 1}`,
    }));
    const pages = await textOf(await drawTranscriptPdf({ ...short, terms }));
    expect(pages.length).toBeGreaterThan(2);
    for (const term of terms) expect(pages.join("\n")).toContain(term.label);
  });

  test("the same record gives the same bytes, another record others", async () => {
    const draw = (seed: string) => drawTranscriptPdf(sampleTranscript(makeRandom(seed), { look: "classic" }));
    expect(hash(await draw("one"))).toBe(hash(await draw("one")));
    expect(hash(await draw("one"))).not.toBe(hash(await draw("two")));
  });
});

describe("photos", () => {
  test("carry EXIF orientation and GPS, and are upright once the orientation is applied", async () => {
    const record = sampleTranscript(makeRandom("photo"), { look: "modern" });
    const place = { latitude: 37.7749, longitude: -122.4194 };
    const jpeg = await drawTranscriptPhoto(record, { orientation: 6, place });
    const facts = readExif(jpeg);
    expect(facts.orientation).toBe(6);
    expect(facts.latitude).toBeCloseTo(place.latitude, 3);
    expect(facts.longitude).toBeCloseTo(place.longitude, 3);

    const stored = await sharp(jpeg).metadata();
    expect([stored.width, stored.height]).toEqual([2016, 1512]);
    const upright = await sharp(jpeg).autoOrient().toBuffer({ resolveWithObject: true });
    expect([upright.info.width, upright.info.height]).toEqual([1512, 2016]);
    // The coloured band of this look is at the top of the upright picture, white paper at its bottom.
    const lightness = async (top: number) => {
      const strip = { left: 760, top, width: 280, height: 40 };
      const pixels = await sharp(upright.data).extract(strip).greyscale().raw().toBuffer();
      return pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    };
    const [top, bottom] = [await lightness(235), await lightness(1770)];
    expect(top).toBeLessThan(bottom - 40);
  });

  test("the same shot gives the same file; a photo without a place has no GPS tags", async () => {
    const record = sampleCertificate(makeRandom(5));
    const [one, again] = await Promise.all([drawCertificatePhoto(record), drawCertificatePhoto(record)]);
    expect(hash(one)).toBe(hash(again));
    expect(readExif(one).latitude).toBeUndefined();
  });
});

test("a permit in landscape is photographed in landscape", async () => {
  const jpeg = await drawPermitPhoto(samplePermit(makeRandom(3)), { orientation: 8 });
  const upright = await sharp(jpeg).autoOrient().toBuffer({ resolveWithObject: true });
  expect(readExif(jpeg).orientation).toBe(8);
  expect([upright.info.width, upright.info.height]).toEqual([2016, 1512]);
});

describe("permits, certificates and evidence", () => {
  test("print the number, the dates and the hours a clerk has to type", async () => {
    const permit = samplePermit(makeRandom(9), { issuedOn: "2024-03-05", expiresOn: "2029-03-05" });
    const [face] = await textOf(await drawPermitPdf(permit));
    for (const part of [permit.number, permit.holder, "03/05/2024", "03/05/2029"]) {
      expect(face).toContain(part);
    }
    const certificate = sampleCertificate(makeRandom(9), { hours: 1, number: "PD-000123" });
    const [sheet] = await textOf(await drawCertificatePdf(certificate));
    for (const part of [certificate.holder, "1 hour", "PD-000123", certificate.title])
      expect(sheet).toContain(part);
  });

  test("name evidence prints both names", async () => {
    const [sheet] = await textOf(
      await drawNameEvidencePdf({
        kind: "marriage",
        before: "Guadalupe Hernández García",
        after: "Guadalupe Hernández de Ortiz",
        county: "Fresno",
        state: "California",
        date: "2026-05-02",
        fileNumber: "M-20261234",
      }),
    );
    expect(sheet).toContain("Guadalupe Hernández García");
    expect(sheet).toContain("Guadalupe Hernández de Ortiz");
  });
});
