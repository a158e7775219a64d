import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import sharp, { type Sharp } from "sharp";
import type { Sheet } from "./drawing/sheet.ts";
import { sheetToSvg } from "./drawing/to-svg.ts";
import type { Random } from "./random.ts";

export type ShelvedFile = { key: string; sizeBytes: number; sha256: string };
export type ShelvedPage = { imageKey: string; thumbnailKey: string; width: number; height: number };

/** Writes drawn files where the registry's file store looks for them, under keys of its shape. */
export type FileShelf = {
  put(bytes: Uint8Array, folder: string, extension: string, random: Random): Promise<ShelvedFile>;
  /** The page images the queue shows: upright, the long side `longest` pixels, with a thumbnail of 320. */
  putSheetPage(sheet: Sheet, longest: number, random: Random): Promise<ShelvedPage>;
  putPhotoPage(jpeg: Uint8Array, longest: number, random: Random): Promise<ShelvedPage>;
  written(): number;
};

const THUMBNAIL = 320;

export function makeShelf(filesDir: string): FileShelf {
  let written = 0;
  const put: FileShelf["put"] = async (bytes, folder, extension, random) => {
    const name = random.uuid();
    const key = `${folder}/${name.slice(0, 2)}/${name}${extension}`;
    const path = join(filesDir, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    written += 1;
    return { key, sizeBytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  const putImage = async (image: Sharp, random: Random): Promise<ShelvedPage> => {
    const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: 3 } as const;
    const [page, small] = await Promise.all([
      sharp(data, { raw }).webp({ quality: 75, effort: 0 }).toBuffer(),
      sharp(data, { raw })
        .resize(THUMBNAIL, THUMBNAIL, { fit: "inside" })
        .webp({ quality: 70, effort: 0 })
        .toBuffer(),
    ]);
    const stored = await put(page, "pages", ".webp", random);
    const thumbnail = await put(small, "pages", ".webp", random);
    return { imageKey: stored.key, thumbnailKey: thumbnail.key, width: info.width, height: info.height };
  };
  return {
    put,
    putSheetPage: (sheet, longest, random) => {
      const rows = sheet.width > sheet.height ? Math.round((longest * sheet.height) / sheet.width) : longest;
      const svg = Buffer.from(sheetToSvg(sheet, rows));
      return putImage(sharp(svg).flatten({ background: sheet.paper }), random);
    },
    putPhotoPage: (jpeg, longest, random) =>
      putImage(sharp(jpeg).autoOrient().resize(longest, longest, { fit: "inside" }), random),
    written: () => written,
  };
}

/** Runs the jobs a few at a time, results in their order: drawing and encoding then share the processors. */
export async function fewAtATime<In, Out>(
  items: readonly In[],
  job: (item: In, at: number) => Promise<Out>,
): Promise<Out[]> {
  const out: Out[] = new Array(items.length);
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const at = next++;
      out[at] = await job(items[at]!, at);
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  return out;
}
