import sharp from "sharp";
import type { Matrix } from "./homography.ts";
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

export type Photo = {
  pixels: Pixels;
  /** Takes fractions of the photo as it was held to fractions of `pixels`, which lie as they were sent; null: the same. */
  upright: Matrix | null;
  /** Longest side as it was sent, in pixels. */
  sentSide: number;
};

/** By the orientation tag of a photo (2 to 8), where fractions of what was seen lie in what was stored. */
const orientations: Record<number, Matrix> = {
  2: [-1, 0, 1, 0, 1, 0, 0, 0, 1],
  3: [-1, 0, 1, 0, -1, 1, 0, 0, 1],
  4: [1, 0, 0, 0, -1, 1, 0, 0, 1],
  5: [0, 1, 0, 1, 0, 0, 0, 0, 1],
  6: [0, 1, 0, -1, 0, 1, 0, 0, 1],
  7: [0, -1, 1, -1, 0, 1, 0, 0, 1],
  8: [0, -1, 1, 1, 0, 0, 0, 0, 1],
};

/**
 * A photo (JPEG, PNG, WebP) → pixels, opaque, at most `side` long; EXIF with its place and everything else is left
 * behind, since only pixels go on. Turning it upright is left to whoever looks at it, since a page is turned anyway. Its
 * colour profile is not applied: that takes twice as long as decoding, and changes a shade of what is paper and ink.
 * @throws Unreadable
 */
export async function decodePhoto(bytes: Buffer, side = pageSide): Promise<Photo> {
  const photo = sharp(bytes, {
    limitInputPixels: mostPixels,
    failOn: "error",
    sequentialRead: true,
    ignoreIcc: true,
  });
  const refuse = (error: Error): never => {
    if (/pixel limit/i.test(error.message))
      throw new Unreadable("The picture has more than 50 million pixels. Send a smaller one.");
    throw new Unreadable("The picture is broken and cannot be opened. Take it again and send it.");
  };
  const sent = await photo.metadata().catch(refuse);
  const sentSide = Math.max(sent.width, sent.height);
  const scale = Math.min(1, side / sentSide);
  const size = (length: number) => Math.max(1, Math.round(length * scale));
  const { data, info } = await photo
    .resize({ width: size(sent.width), height: size(sent.height), fit: "fill", kernel: "cubic" })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(refuse);
  const pixels: Pixels = { data, width: info.width, height: info.height, channels: 4 };
  return { pixels, upright: orientations[sent.orientation ?? 1] ?? null, sentSide };
}

/** Decoded pixels → the stored page: WebP at most {@link pageSide} pixels long, and its thumbnail. */
export async function encodePage({ data, width, height, channels }: Pixels) {
  const opaque = () => sharp(data, { raw: { width, height, channels } }).removeAlpha();
  const [image, thumbnail] = await Promise.all([
    opaque().webp({ quality: 80, effort: 0 }).toBuffer(),
    opaque()
      .resize({ width: thumbnailWidth, withoutEnlargement: true, kernel: "linear" })
      .webp({ quality: 75, effort: 1 })
      .toBuffer(),
  ]);
  return { image, thumbnail };
}
