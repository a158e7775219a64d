import { PDFDocument } from "pdf-lib";
import sharp from "sharp";
import { exposeScene } from "../demo/drawing/expose.ts";
import type { Quad } from "../demo/drawing/perspective.ts";
import type { Sheet } from "../demo/drawing/sheet.ts";
import { sheetsToPdf } from "../demo/drawing/to-pdf.ts";
import { sheetToSvg } from "../demo/drawing/to-svg.ts";
import type { Random } from "../demo/random.ts";

const SCAN_DPI = 200;
const PHOTO = { short: 3024, long: 4032 } as const;
const PHOTO_PAGE_DPI = 300;

/** Rows of a sheet's picture at a resolution; sheets measure in points, 72 to the inch. */
const rowsAt = (sheet: Sheet, dpi: number): number => Math.round((sheet.height * dpi) / 72);

const raster = (sheet: Sheet, dpi: number) =>
  sharp(Buffer.from(sheetToSvg(sheet, rowsAt(sheet, dpi))), { limitInputPixels: false }).flatten({
    background: sheet.paper,
  });

/** The document as the college's own file: text stays text. */
export const asPdf = (sheets: Sheet[], writtenOn: string): Promise<Uint8Array> =>
  sheetsToPdf(sheets, { title: "Document", writtenOn });

/** A rubber stamp's ring and words, pale and turned. */
function stamp(random: Random, width: number, height: number): string {
  const [x, y] = [width * (0.2 + random.next() * 0.6), height * (0.35 + random.next() * 0.5)];
  const turn = random.int(-25, 25);
  const tone = random.int(165, 205);
  const ink = `rgb(${tone},${tone},${tone})`;
  return `<g transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${turn})" fill="none" stroke="${ink}" stroke-width="7"><rect x="-230" y="-70" width="460" height="140" rx="14"/><rect x="-212" y="-54" width="424" height="108" rx="8" stroke-width="3"/><path d="M-170,30 v-60 h40 v60 m-40,-30 h40 m40,30 v-60 h45 m-45,28 h36 m-36,32 h45 m40,0 v-60 l45,60 v-60 m40,0 v60" stroke-width="8"/></g>`;
}

/** Dust and toner specks, and the faint line a dirty scanner glass leaves. */
function specks(random: Random, width: number, height: number): string {
  const dots = Array.from({ length: random.int(40, 160) }, () => {
    const tone = random.int(20, 150);
    return `<circle cx="${random.int(0, width)}" cy="${random.int(0, height)}" r="${(0.6 + random.next() * 2.2).toFixed(1)}" fill="rgb(${tone},${tone},${tone})"/>`;
  });
  const streak = random.chance(0.3)
    ? `<rect x="${random.int(0, width)}" y="0" width="2" height="${height}" fill="rgb(196,196,196)"/>`
    : "";
  return dots.join("") + streak;
}

async function scanPage(sheet: Sheet, random: Random): Promise<{ jpeg: Buffer; skew: number }> {
  const flat = await raster(sheet, SCAN_DPI).greyscale().toBuffer({ resolveWithObject: true });
  const { width, height } = flat.info;
  const skew = (random.next() * 2 - 1) * 1.5;
  const turned = await sharp(flat.data)
    .rotate(skew, { background: "#f4f4f4" })
    .toBuffer({ resolveWithObject: true });
  const dirt = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${specks(random, width, height)}${random.chance(0.35) ? stamp(random, width, height) : ""}</svg>`;
  const { data } = await sharp(turned.data)
    .extract({
      left: Math.floor((turned.info.width - width) / 2),
      top: Math.floor((turned.info.height - height) / 2),
      ...{ width, height },
    })
    .composite([{ input: Buffer.from(dirt), blend: "multiply" }])
    .greyscale()
    .blur(0.5 + random.next() * 0.25)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grain = Int8Array.from({ length: 65_521 }, () => Math.max(-30, Math.min(30, random.normal(0, 5))));
  const contrast = 0.86 + random.next() * 0.12;
  for (let at = 0; at < data.length; at++) {
    const value = 250 - (250 - data[at]!) * contrast + grain[(at * 7) % 65_521]!;
    data[at] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  const jpeg = await sharp(data, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: random.int(45, 70) })
    .toBuffer();
  return { jpeg, skew };
}

/** As an office scanner makes it: pictures of 200 dots an inch in grey, a little crooked, inside a PDF without text. */
export async function asScan(sheets: Sheet[], writtenOn: string, random: Random): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setCreationDate(new Date(`${writtenOn}T12:00:00Z`));
  pdf.setModificationDate(new Date(`${writtenOn}T12:00:00Z`));
  for (const [at, sheet] of sheets.entries()) {
    const { jpeg } = await scanPage(sheet, random.fork(`scan/${at}`));
    const picture = await pdf.embedJpg(jpeg);
    const page = pdf.addPage([sheet.width, sheet.height]);
    page.drawImage(picture, { x: 0, y: 0, width: sheet.width, height: sheet.height });
  }
  return pdf.save({ addDefaultPage: false });
}

/** Where the page's corners fall in the picture: nearly filling it, turned by up to 2.5 degrees, not quite parallel. */
function corners(random: Random, sheet: Sheet, width: number, height: number): Quad {
  const fill = 0.88 + random.next() * 0.06;
  const fit = Math.min((width * fill) / sheet.width, (height * fill) / sheet.height);
  const turn = ((random.next() * 2 - 1) * 2.5 * Math.PI) / 180;
  const jitter = () => (random.next() - 0.5) * 0.05 * width;
  const at = (sx: number, sy: number): [number, number] => {
    const [x, y] = [(sx * sheet.width * fit) / 2, (sy * sheet.height * fit) / 2];
    return [
      width / 2 + x * Math.cos(turn) - y * Math.sin(turn) + jitter(),
      height / 2 + x * Math.sin(turn) + y * Math.cos(turn) + jitter(),
    ];
  };
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

/** How far the stored pixels are turned so that a reader of the EXIF tag turns them back. */
const STORED_TURN = { 1: 0, 3: 180, 6: 270, 8: 90 } as const;

/** One page as a phone of 12 megapixels takes it, lying on a table: JPEG with an EXIF orientation. */
export async function asPhoto(sheet: Sheet, random: Random): Promise<Uint8Array> {
  const page = await raster(sheet, PHOTO_PAGE_DPI).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [width, height] =
    sheet.width > sheet.height ? [PHOTO.long, PHOTO.short] : ([PHOTO.short, PHOTO.long] as const);
  const quad = corners(random, sheet, width, height);
  const pixels = { data: page.data, width: page.info.width, height: page.info.height };
  const scene = exposeScene(pixels, quad, width, height, random);
  const orientation = random.weighted([
    [6, 6],
    [1, 3],
    [8, 1],
    [3, 1],
  ] as const);
  const jpeg = await sharp(scene.data, { raw: { width, height, channels: 3 } })
    .rotate(STORED_TURN[orientation])
    .blur(0.8 + random.next() * 0.7)
    .withMetadata({ orientation })
    .jpeg({ quality: random.int(62, 82) })
    .toBuffer();
  return new Uint8Array(jpeg);
}
