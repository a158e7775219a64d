import sharp from "sharp";
import { type Pixels, Unreadable } from "./pixels.ts";

// One picture at a time in a process that lives for one upload: no threads to spare, nothing worth caching.
sharp.concurrency(1);
sharp.cache(false);
// Everything but the three photo formats is off: an SVG named .png, TIFF, HEIF and the rest are never decoded.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"],
});

/** Longest side of a page image and width of its thumbnail, in pixels. */
export const pageSide = 1800;
/** Longest side of the picture character recognition reads from a photo: larger ones take longer and give no more. */
export const recognitionSide = 2400;
const thumbnailWidth = 320;
const mostPixels = 50_000_000;

export type Photo = { pixels: Pixels /** Longest side as it was sent, in pixels. */; sentSide: number };

/**
 * A photo (JPEG, PNG, WebP) → pixels, upright, at most `side` long; EXIF with its place and everything else is left
 * behind, since only pixels go on.
 * @throws Unreadable
 */
export async function decodePhoto(bytes: Buffer, side = pageSide): Promise<Photo> {
  const photo = sharp(bytes, { limitInputPixels: mostPixels, failOn: "error", sequentialRead: true });
  const refuse = (error: Error): never => {
    if (/pixel limit/i.test(error.message))
      throw new Unreadable("The picture has more than 50 million pixels. Send a smaller one.");
    throw new Unreadable("The picture is broken and cannot be opened. Take it again and send it.");
  };
  const { width: sentWidth, height: sentHeight, orientation = 1 } = await photo.metadata().catch(refuse);
  // Shrinking before turning lets the decoder leave out what is not needed.
  const sideways = orientation >= 5;
  const [most, least] = [Math.max(sentWidth, sentHeight), Math.min(sentWidth, sentHeight)];
  const scale = Math.min(1, side / most);
  const [long, short] = [Math.round(most * scale), Math.max(1, Math.round(least * scale))];
  const lying = sentWidth > sentHeight !== sideways;
  const { data, info } = await photo
    .resize({ width: lying ? long : short, height: lying ? short : long, fit: "fill", kernel: "cubic" })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(refuse);
  const channels = info.channels as 3 | 4;
  return { pixels: { data, width: info.width, height: info.height, channels }, sentSide: most };
}

/** Decoded pixels → the stored page: WebP at most {@link pageSide} pixels long, and its thumbnail. */
export async function encodePage({ data, width, height, channels }: Pixels) {
  const raw = { raw: { width, height, channels } };
  const [image, thumbnail] = await Promise.all([
    sharp(data, raw).flatten({ background: "#ffffff" }).webp({ quality: 80, effort: 0 }).toBuffer(),
    sharp(data, raw)
      .flatten({ background: "#ffffff" })
      .resize({ width: thumbnailWidth, withoutEnlargement: true })
      .webp({ quality: 75, effort: 1 })
      .toBuffer(),
  ]);
  return { image, thumbnail };
}
