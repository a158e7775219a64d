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

/** A page tree that is its own child. */
const pdfTreeLoop = () => handmadePdf([catalog, "<< /Type /Pages /Kids [2 0 R] /Count 9 >>", page()]);
/** A page whose parent is itself, and a resource that names itself. */
const pdfParentLoop = () =>
  handmadePdf([
    catalog,
    onePage,
    page("/Parent 3 0 R /Resources 4 0 R /Contents 3 0 R"),
    "<< /XObject 4 0 R >>",
  ]);
/** A form that draws itself. */
const pdfFormLoop = () =>
  handmadePdf([
    catalog,
    onePage,
    page("/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"),
    stream("/X Do 20 w 30 150 m 270 150 l S"),
    stream(
      "q 0.9 0 0 0.9 9 9 cm /X Do /X Do Q",
      "/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << /XObject << /X 5 0 R >> >>",
    ),
  ]);
/** A cross-reference table that sends the reader to itself, and one that claims two billion objects. */
const pdfXrefLoop = () => {
  const bytes = linedPdf();
  const at = bytes.lastIndexOf("xref\n0");
  return Buffer.from(bytes.toString("latin1").replace("/Root 1 0 R", `/Prev ${at} /Root 1 0 R`), "latin1");
};
const pdfHugeSize = () =>
  Buffer.from(
    linedPdf()
      .toString("latin1")
      .replace(/\/Size \d+/, "/Size 2147483647"),
    "latin1",
  );
const pdfHugePage = () =>
  handmadePdf([
    catalog,
    onePage,
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99999999 3] /Contents 4 0 R >>",
    stream("0 0 m 9 9 l S"),
  ]);
const pdfDeepArray = () =>
  handmadePdf([catalog, onePage, page(`/Annots ${"[".repeat(60_000)}${"]".repeat(60_000)}`)]);
/** Runs a script, starts a program and asks the network as it is opened. */
const pdfWithScript = () =>
  handmadePdf([
    "<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R /AA << /WC 6 0 R >> >>",
    onePage,
    page("/Contents 4 0 R"),
    stream("20 w 30 150 m 270 150 l S"),
    "<< /S /JavaScript /JS (while \\(true\\) { app.alert\\('x'\\) }) >>",
    "<< /S /Launch /F (cmd.exe) /Next << /S /URI /URI (http://127.0.0.1:1/) >> >>",
  ]);

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

/** The size of a picture, rewritten in its header alone. */
function pngThatClaims(width: number, height: number, png: Buffer): Buffer {
  const out = Buffer.from(png);
  out.writeUInt32BE(width, 16);
  out.writeUInt32BE(height, 20);
  out.writeUInt32BE(crc32(out.subarray(12, 29)), 29);
  return out;
}

function jpegThatClaims(width: number, height: number, jpeg: Buffer): Buffer {
  const out = Buffer.from(jpeg);
  const at = Math.max(out.indexOf(Buffer.from([0xff, 0xc0])), out.indexOf(Buffer.from([0xff, 0xc2])));
  out.writeUInt16BE(height, at + 5);
  out.writeUInt16BE(width, at + 7);
  return out;
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const flat = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#e8e4da" }, limitInputPixels: false });

/** A text-like page to break off: noise does not compress, so every kilobyte holds something of it. */
async function picturesToBreak() {
  const width = 640;
  const height = 820;
  const data = Buffer.alloc(width * height, 235);
  for (let row = 40; row < height - 40; row += 22)
    for (let x = 50; x < width - 60; x += 9)
      for (let y = 0; y < 10; y++)
        for (let k = 0; k < 6; k++) data[(row + y) * width + x + k] = ((row * x * 7 + y * k * 13) % 97) * 2;
  const raw = { raw: { width, height, channels: 1 as const } };
  return {
    jpeg: await sharp(data, raw).jpeg({ quality: 60 }).toBuffer(),
    png: await sharp(data, raw).png().toBuffer(),
  };
}

export type HostileFile = { name: string; bytes: Uint8Array };

/**
 * Files that try to break the registry: loops, scripts, two formats in one, false names, and a PDF, a JPEG and a
 * PNG broken off at every `everyBytes`. The same call gives the same files.
 * @param pdf a sound PDF of some pages, to be broken off and dressed up.
 */
export async function hostileCorpus(pdf: Uint8Array, everyBytes: number): Promise<HostileFile[]> {
  const { jpeg, png } = await picturesToBreak();
  const files: HostileFile[] = [];
  const add = (name: string, bytes: Uint8Array | string) =>
    files.push({ name, bytes: typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes });
  add("empty.pdf", "");
  add("one-byte.pdf", "%");
  add("pdf-head-alone.pdf", "%PDF-1.7");
  add("jpeg-head-alone.jpg", jpeg.subarray(0, 3));
  add("png-head-alone.png", png.subarray(0, 8));
  add("zeros.pdf", Buffer.alloc(200_000));
  add("locked.pdf", lockedPdf());
  add("no-pages.pdf", pdfWithoutPages());
  add("empty-page.pdf", blankPdf());
  add("500-pages.pdf", linedPdf(500));
  add("60-pages.pdf", linedPdf(60));
  add("tree-loop.pdf", pdfTreeLoop());
  add("parent-loop.pdf", pdfParentLoop());
  add("form-loop.pdf", pdfFormLoop());
  add("xref-loop.pdf", pdfXrefLoop());
  add("huge-size.pdf", pdfHugeSize());
  add("huge-page.pdf", pdfHugePage());
  add("deep-array.pdf", pdfDeepArray());
  add("script.pdf", pdfWithScript());
  add("claims-2-billion.png", pngThatClaims(0x7fffffff, 0x7fffffff, png));
  add("claims-1-high.png", pngThatClaims(45_000_000, 1, png));
  add("claims-65535.jpg", jpegThatClaims(65_535, 65_535, jpeg));
  add("claims-nothing.jpg", jpegThatClaims(0, 0, jpeg));
  add("drawing.png", svg);
  add("drawing-after-comment.png", `<!-- -->${svg.toString()}`);
  add("web-page.pdf", "<!doctype html><script>alert(1)</script>");
  add("phone.heic", "\0\0\0\x18ftypheic\0\0\0\0mif1heic");
  add("gif.png", "GIF89a\x01\0\x01\0\0\0\0;");
  add("tiff.jpg", "II*\0\x08\0\0\0");
  add("zip.pdf", "PK\x03\x04");
  add("program.pdf", "MZ\x90\0");
  const text = Buffer.from(pdf).toString("latin1");
  add("pdf-and-web-page.pdf", `${text}<html><script>alert(1)</script></html>`);
  add("web-page-in-pdf-head.pdf", text.replace("%PDF-1.7", "%PDF-1.7<script>alert(1)</script>"));
  add("jpeg-and-zip.jpg", Buffer.concat([jpeg, Buffer.from("PK\x03\x04evil.exe", "latin1")]));
  add("jpeg-and-php.jpg", Buffer.concat([jpeg, Buffer.from("<?php system($_GET[0]); ?>")]));
  add("png-and-pdf.png", Buffer.concat([png, pdf]));
  add("jpeg-named.pdf", jpeg);
  add("pdf-named.jpg", Buffer.concat([pdf, Buffer.from("% named a photo")]));
  add("../../../etc/passwd\u202egpj.pdf", Buffer.concat([pdf, Buffer.from("% a name with a path")]));
  for (const [kind, bytes] of [
    ["pdf", pdf],
    ["jpg", jpeg],
    ["png", png],
  ] as const)
    for (let at = everyBytes; at < bytes.length; at += everyBytes)
      add(`broken-at-${at}.${kind}`, bytes.subarray(0, at));
  return files;
}

/** Small files that unfold to hundreds of megabytes. Making them takes seconds and much memory. */
export async function hostileBombs(): Promise<HostileFile[]> {
  return [
    { name: "stream-bomb.pdf", bytes: bombPdf() },
    { name: "pixel-bomb.png", bytes: await bombPng() },
    { name: "pixel-bomb.jpg", bytes: await flat(16_000, 16_000).jpeg({ quality: 1 }).toBuffer() },
    {
      name: "pixel-bomb.webp",
      bytes: await flat(9_000, 9_000).webp({ lossless: true, effort: 0 }).toBuffer(),
    },
  ];
}
