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
const pageSide = 1800;
const thumbnailWidth = 320;
const mostPixels = 50_000_000;

export type PageImage = {
  image: Buffer;
  thumbnail: Buffer;
  width: number;
  height: number;
  /** Not one pixel differs from the next. */
  blank: boolean;
};

/** Decoded pixels → the stored page: WebP at most {@link pageSide} pixels long, and its thumbnail. */
export async function pageFromPixels({ data, width, height, channels }: Pixels): Promise<PageImage> {
  const raw = { raw: { width, height, channels } };
  const fitted = await sharp(data, raw)
    .flatten({ background: "#ffffff" })
    .resize({ width: pageSide, height: pageSide, fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const page = {
    raw: { width: fitted.info.width, height: fitted.info.height, channels: fitted.info.channels },
  };
  const { channels: statistics } = await sharp(fitted.data, page).stats();
  return {
    image: await sharp(fitted.data, page).webp({ quality: 82 }).toBuffer(),
    thumbnail: await sharp(fitted.data, page)
      .resize({ width: thumbnailWidth, withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer(),
    width: fitted.info.width,
    height: fitted.info.height,
    blank: statistics.every(({ stdev }) => stdev < 0.5),
  };
}

/**
 * A photo (JPEG, PNG, WebP) → pixels, upright; EXIF with its place and everything else is left behind, since
 * only pixels go on.
 * @throws Unreadable
 */
export async function decodePhoto(bytes: Buffer): Promise<Pixels> {
  const pixels = await sharp(bytes, { limitInputPixels: mostPixels, failOn: "error" })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .resize({ width: pageSide, height: pageSide, fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: Error) => {
      if (/pixel limit/i.test(error.message))
        throw new Unreadable("The picture has more than 50 million pixels. Send a smaller one.");
      throw new Unreadable("The picture is broken and cannot be opened. Take it again and send it.");
    });
  const { width, height, channels } = pixels.info;
  return { data: pixels.data, width, height, channels: channels as 3 | 4 };
}
