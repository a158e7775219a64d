import { PDFDocument, StandardFonts } from "pdf-lib";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
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

/** One typed page that nobody else has. */
export async function paperPdf(seed: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([612, 792]);
  for (let line = 0; line < 12; line += 1)
    page.drawText(`Line ${line} of the paper of ${seed}`, { x: 60, y: 700 - line * 40, size: 15, font });
  return pdf.save();
}

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
