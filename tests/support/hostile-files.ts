import { deflateSync } from "node:zlib";
import sharp from "sharp";

/** A PDF written by hand: numbered objects, a correct cross-reference table, and what else the trailer holds. */
export function handmadePdf(objects: readonly string[], trailer = ""): Buffer {
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF`,
    "latin1",
  );
}

const catalog = "<< /Type /Catalog /Pages 2 0 R >>";
const onePage = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const page = (rest = "") => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] ${rest} >>`;
const stream = (content: string, rest = "") =>
  `<< /Length ${content.length} ${rest} >>\nstream\n${content}\nendstream`;

export const blankPdf = () => handmadePdf([catalog, onePage, page()]);
export const pdfWithoutPages = () => handmadePdf([catalog, "<< /Type /Pages /Kids [] /Count 0 >>"]);

/** One line drawn on each of so many pages. */
export const linedPdf = (pages = 1) =>
  handmadePdf([
    catalog,
    `<< /Type /Pages /Kids [${"3 0 R ".repeat(pages)}] /Count ${pages} >>`,
    page("/Contents 4 0 R"),
    stream("20 w 30 150 m 270 150 l S"),
  ]);

/** Asks for a password nobody knows. */
export const lockedPdf = () =>
  handmadePdf(
    [
      catalog,
      onePage,
      page(),
      `<< /Filter /Standard /V 1 /R 2 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> /P -4 >>`,
    ],
    `/Encrypt 4 0 R /ID [<${"43".repeat(16)}> <${"43".repeat(16)}>]`,
  );

/** Two kilobytes that unfold, twice deflated, to forty million line segments. */
export function bombPdf(): Buffer {
  const lines = Buffer.from("0 0 m 10 10 l S\n".repeat(40_000_000 / 4));
  const packed = deflateSync(deflateSync(Buffer.concat([lines, lines, lines, lines]), { level: 9 }), {
    level: 9,
  });
  return handmadePdf([
    catalog,
    onePage,
    page("/Contents 4 0 R"),
    stream(packed.toString("latin1"), "/Filter [/FlateDecode /FlateDecode]"),
  ]);
}

/** 256 million pixels in under a megabyte. */
export const bombPng = () =>
  sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: "#ffffff" } })
    .png({ compressionLevel: 9 })
    .toBuffer();

export const svg = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"><script>alert(1)</script></svg>',
);
