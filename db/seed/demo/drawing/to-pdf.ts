import { degrees, LineCapStyle, PDFDocument, type PDFFont, type PDFPage, rgb } from "pdf-lib";
import { type Face, loadFace, PLAIN, sharedFontkit } from "./fonts.ts";
import type { Mark, Paint, Sheet } from "./sheet.ts";

const colorOf = (hex: string) => {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
};

function paintOf(paint: Paint) {
  return {
    color: paint.fill ? colorOf(paint.fill) : undefined,
    borderColor: paint.stroke ? colorOf(paint.stroke) : undefined,
    borderWidth: paint.stroke ? (paint.strokeWidth ?? 1) : undefined,
  };
}

function drawMark(page: PDFPage, mark: Mark, fonts: Map<Face, PDFFont>) {
  const top = page.getHeight();
  switch (mark.kind) {
    case "text":
      page.drawText(mark.text, {
        x: mark.x,
        y: top - mark.y,
        size: mark.size,
        font: fonts.get(mark.face)!,
        color: colorOf(mark.color),
        rotate: mark.turn ? degrees(mark.turn) : undefined,
      });
      return;
    case "line":
      page.drawLine({
        start: { x: mark.x1, y: top - mark.y1 },
        end: { x: mark.x2, y: top - mark.y2 },
        thickness: mark.width,
        color: colorOf(mark.color),
      });
      return;
    case "box": {
      const { x, y, width, height } = mark;
      page.drawRectangle({ x, y: top - y - height, width, height, ...paintOf(mark.paint) });
      return;
    }
    case "oval":
      page.drawEllipse({
        x: mark.x,
        y: top - mark.y,
        xScale: mark.rx,
        yScale: mark.ry,
        ...paintOf(mark.paint),
      });
      return;
    case "path":
      page.drawSvgPath(mark.d, {
        x: mark.x,
        y: top - mark.y,
        borderLineCap: LineCapStyle.Round,
        ...paintOf(mark.paint),
      });
  }
}

/**
 * The sheets as one PDF, a page each; text stays text (embedded DejaVu subsets).
 * The same sheets and title give the same bytes: dates inside the file come from `writtenOn` (YYYY-MM-DD).
 */
export async function sheetsToPdf(
  sheets: Sheet[],
  about: { title: string; writtenOn: string },
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const written = new Date(`${about.writtenOn}T12:00:00Z`);
  pdf.setTitle(about.title);
  pdf.setProducer("Registry demonstration drawings");
  pdf.setCreationDate(written);
  pdf.setModificationDate(written);
  pdf.registerFontkit(sharedFontkit);
  const fonts = new Map<Face, PDFFont>();
  for (const sheet of sheets) {
    const page = pdf.addPage([sheet.width, sheet.height]);
    if (sheet.paper !== "#ffffff") {
      page.drawRectangle({ width: sheet.width, height: sheet.height, color: colorOf(sheet.paper) });
    }
    for (const mark of sheet.marks) {
      if (mark.kind === "text" && !fonts.has(mark.face)) {
        // Inter's outlines come out empty from a subset: it goes in whole.
        const subset = !mark.face.startsWith("grotesk");
        const font = await pdf.embedFont(loadFace(mark.face).bytes, { subset, features: PLAIN });
        fonts.set(mark.face, font);
      }
      drawMark(page, mark, fonts);
    }
  }
  return pdf.save({ useObjectStreams: true, addDefaultPage: false });
}
