import QRCode from "qrcode";
import { labelOf } from "#db/jurisdictions/index.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { Weight } from "./print/faces.ts";
import { type Color, Paper } from "./print/paper.ts";
import { qrBoxes } from "./print/qr.ts";
import { directionOf, printable, widthOf, wrap } from "./print/text.ts";

const sheet = { width: 612, height: 792, side: 54 };
const inner = sheet.width - 2 * sheet.side;
const qrSize = 250;
const ink: Color = [0, 0, 0];
const quiet: Color = [0.3, 0.3, 0.3];

type Line = { size: number; face?: Weight; color?: Color; gap?: number; center?: boolean };

/** Writes from top to bottom in black: the sheet has to survive a fax. */
class Sheet {
  private readonly paper: Paper;
  private y = sheet.height - 54;

  constructor(paper: Paper) {
    this.paper = paper;
    paper.turn();
  }

  text(given: string, { size, face = "regular", color = ink, gap = 0, center }: Line, heading = false): void {
    const { text } = printable(given);
    const type = { size, weight: face, color, direction: directionOf(text) };
    this.paper.tagged(this.paper.root.child(heading ? "H1" : "P"), () => {
      for (const line of wrap(text, face, size, inner)) {
        this.y -= size * 1.3;
        const x = center ? (sheet.width - widthOf(line.trimEnd(), face, size)) / 2 : sheet.side;
        this.paper.line(line, x, this.y + size * 0.3, type);
      }
    });
    this.y -= gap;
  }

  /** Square and black, with the four empty modules around it that readers need. */
  qr(code: string): void {
    const { modules } = QRCode.create(code, { errorCorrectionLevel: "H" });
    const unit = qrSize / (modules.size + 8);
    const left = (sheet.width - qrSize) / 2 + 4 * unit;
    const box = [left, this.y - qrSize, left + qrSize, this.y] as const;
    const figure = this.paper.root.child("Figure", { alt: "QR code of this coversheet", box });
    this.paper.tagged(figure, () =>
      this.paper.boxes(qrBoxes(modules, left, this.y - 4 * unit, modules.size * unit), ink),
    );
    this.y -= qrSize;
  }

  rule(): void {
    this.paper.artifact("Layout", () =>
      this.paper.rule(sheet.side, sheet.width - sheet.side, this.y, 1, ink),
    );
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
  const paper = await Paper.open([sheet.width, sheet.height], {
    title: "Coversheet",
    author: jurisdiction.registryName,
    subject: "Coversheet",
    at,
  });
  const page = new Sheet(paper);
  page.text("Put this page on top", { size: 30, face: "bold", center: true, gap: 4 }, true);
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
  return paper.save();
}
