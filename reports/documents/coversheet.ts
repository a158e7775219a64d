import { PDFDocument, type PDFFont, type PDFPage, rgb } from "pdf-lib";
import QRCode from "qrcode";
import { labelOf } from "#db/jurisdictions/index.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import { cachedFontkit, drawable, type Face, loadFace, noLigatures, widthOf, wrap } from "./fonts.ts";

const sheet = { width: 612, height: 792, side: 54 };
const inner = sheet.width - 2 * sheet.side;
const qrSize = 250;
const ink = rgb(0, 0, 0);
const quiet = rgb(0.3, 0.3, 0.3);

type Line = { size: number; face?: Face; color?: typeof ink; gap?: number; center?: boolean };

/** Writes from top to bottom in black: the sheet has to survive a fax. */
class Sheet {
  y = sheet.height - 54;
  private readonly page: PDFPage;
  private readonly fonts: Record<Face, PDFFont>;

  constructor(page: PDFPage, fonts: Record<Face, PDFFont>) {
    this.page = page;
    this.fonts = fonts;
  }

  text(text: string, { size, face = "regular", color = ink, gap = 0, center }: Line): void {
    for (const line of wrap(drawable(text).text, face, size, inner)) {
      this.y -= size * 1.3;
      const x = center ? (sheet.width - widthOf(line, face, size)) / 2 : sheet.side;
      this.page.drawText(line, { x, y: this.y + size * 0.3, size, font: this.fonts[face], color });
    }
    this.y -= gap;
  }

  /** Square and black, with the four empty modules around it that readers need. */
  qr(code: string): void {
    const { modules } = QRCode.create(code, { errorCorrectionLevel: "H" });
    const unit = qrSize / (modules.size + 8);
    const left = (sheet.width - qrSize) / 2 + 4 * unit;
    const top = this.y - 4 * unit;
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (!modules.get(row, column)) continue;
        let run = 1;
        while (column + run < modules.size && modules.get(row, column + run)) run += 1;
        const y = top - (row + 1) * unit;
        this.page.drawRectangle({
          x: left + column * unit,
          y,
          width: run * unit,
          height: unit + 0.05,
          color: ink,
        });
        column += run;
      }
    }
    this.y -= qrSize;
  }

  rule(): void {
    const end = { x: sheet.width - sheet.side, y: this.y };
    this.page.drawLine({ start: { x: sheet.side, y: this.y }, end, thickness: 1, color: ink });
    this.y -= 10;
  }
}

/**
 * One page to lay on top of papers that are mailed, faxed or scanned: the QR code holds the sheet's code and nothing
 * about the person; name, number and type stand beside it for people to read. B-D6, B-D11
 * @returns the PDF file.
 */
export async function drawCoversheet(given: {
  code: string;
  documentType: string;
  name: string;
  registryNumber: string;
  jurisdiction: Jurisdiction;
  at: Date;
}): Promise<Uint8Array> {
  const { jurisdiction, at } = given;
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.registerFontkit(cachedFontkit);
  pdf.setTitle("Coversheet", { showInWindowTitleBar: true });
  pdf.setAuthor(jurisdiction.registryName);
  pdf.setProducer(jurisdiction.registryName);
  pdf.setLanguage("en-US");
  pdf.setCreationDate(at);
  pdf.setModificationDate(at);
  const embed = (face: Face) => pdf.embedFont(loadFace(face).bytes, { subset: true, features: noLigatures });
  const fonts = { regular: await embed("regular"), bold: await embed("bold") };
  const page = new Sheet(pdf.addPage([sheet.width, sheet.height]), fonts);
  page.text("Put this page on top", { size: 30, face: "bold", center: true, gap: 4 });
  page.text(
    "One coversheet for each document, then the pages of that document. Nothing is written on this page.",
    {
      size: 11,
      center: true,
      gap: 6,
    },
  );
  page.qr(given.code);
  page.text(given.code, { size: 9, color: quiet, center: true, gap: 14 });
  page.rule();
  page.text(labelOf(jurisdiction.documentTypes, given.documentType), { size: 22, face: "bold", gap: 4 });
  page.text(given.name, { size: 18, gap: 2 });
  page.text(`Registry number ${given.registryNumber}`, { size: 18, face: "bold", gap: 12 });
  page.rule();
  page.text(`By mail: ${jurisdiction.mailingAddress.join(", ")}`, { size: 11, gap: 3 });
  page.text(`By fax: ${jurisdiction.faxNumber}`, { size: 11, gap: 3 });
  page.text(`By e-mail, as one PDF: ${jurisdiction.helpEmail}`, { size: 11, gap: 3 });
  page.text(`${jurisdiction.registryName} · ${jurisdiction.helpPhone}`, { size: 11, color: quiet });
  return pdf.save();
}
