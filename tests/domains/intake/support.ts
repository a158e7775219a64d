import { PDFDocument } from "pdf-lib";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { drawTranscriptPdf } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import { drawCoversheet } from "#reports/documents/coversheet.ts";

type Sheet = { code: string; documentType: string; participantName: string; registryNumber: string };

export const coversheetPdf = (sheet: Sheet): Promise<Uint8Array> =>
  drawCoversheet({
    code: sheet.code,
    documentType: sheet.documentType,
    name: sheet.participantName,
    registryNumber: sheet.registryNumber,
    jurisdiction: jurisdictionFor("california"),
    at: new Date("2026-03-02T12:00:00Z"),
  });

/** The pages of a transcript that nobody else has. */
export const transcriptPdf = (seed: string): Promise<Uint8Array> =>
  drawTranscriptPdf(sampleTranscript(makeRandom(seed), { look: "classic" }));

/** Several files one after another; `null` is a blank page. */
export async function scanOf(parts: readonly (Uint8Array | null)[]): Promise<Buffer> {
  const scan = await PDFDocument.create();
  for (const part of parts) {
    if (!part) {
      scan.addPage([612, 792]);
      continue;
    }
    const source = await PDFDocument.load(part);
    for (const page of await scan.copyPages(source, source.getPageIndices())) scan.addPage(page);
  }
  return Buffer.from(await scan.save());
}
