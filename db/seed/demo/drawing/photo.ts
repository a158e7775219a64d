import sharp, { type Exif } from "sharp";
import { makeRandom, type Random } from "../random.ts";
import { exposeScene } from "./expose.ts";
import type { Quad } from "./perspective.ts";
import type { Sheet } from "./sheet.ts";
import { sheetToSvg } from "./to-svg.ts";

export type PhotoShot = {
  /** Everything that varies (angle, light, table, noise) follows from this text. */
  seed: number | string;
  /** EXIF orientation tag: the stored pixels are turned so that only readers of the tag show it upright. */
  orientation?: 1 | 3 | 6 | 8;
  takenAt?: Date;
  /** Decimal degrees, north and east positive; written as EXIF GPS tags. */
  place?: { latitude: number; longitude: number };
};

const PAGE_ROWS = 1800;
const [SHORT, LONG] = [1512, 2016];

/** Where the page's corners fall: nearly filling the picture, turned by up to four degrees, no two sides parallel. */
function corners(random: Random, sheet: Sheet, width: number, height: number): Quad {
  const fit = Math.min((width * 0.9) / sheet.width, (height * 0.91) / sheet.height);
  const turn = ((random.chance(0.5) ? 1 : -1) * (0.8 + random.next() * 3) * Math.PI) / 180;
  const jitter = () => (random.next() - 0.5) * 0.045 * width;
  const at = (sx: number, sy: number): [number, number] => {
    const [x, y] = [(sx * sheet.width * fit) / 2, (sy * sheet.height * fit) / 2];
    return [
      width / 2 + x * Math.cos(turn) - y * Math.sin(turn) + jitter(),
      height / 2 + x * Math.sin(turn) + y * Math.cos(turn) + jitter(),
    ];
  };
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

const rational = (degrees: number) => {
  const all = Math.abs(degrees);
  const minutes = (all % 1) * 60;
  return `${Math.floor(all)}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 6000)}/100`;
};

function exifOf(shot: PhotoShot): Exif {
  const stamp = (shot.takenAt ?? new Date(0))
    .toISOString()
    .slice(0, 19)
    .replaceAll("-", ":")
    .replace("T", " ");
  const exif: Exif = {
    IFD0: { Make: "Example", Model: "Pocket Camera 7", DateTime: stamp, Software: "Registry demonstration" },
    IFD2: { DateTimeOriginal: stamp },
  };
  if (shot.place) {
    exif.IFD3 = {
      GPSLatitudeRef: shot.place.latitude < 0 ? "S" : "N",
      GPSLatitude: rational(shot.place.latitude),
      GPSLongitudeRef: shot.place.longitude < 0 ? "W" : "E",
      GPSLongitude: rational(shot.place.longitude),
    };
  }
  return exif;
}

/** How far the stored pixels are turned so that a reader of the tag turns them back. */
const STORED_TURN = { 1: 0, 3: 180, 6: 270, 8: 90 } as const;

/** The sheet as somebody's phone photo of it: JPEG, 1512 × 2016 pixels before the orientation tag. */
export async function photographSheet(sheet: Sheet, shot: PhotoShot): Promise<Uint8Array> {
  const random = makeRandom(`photo/${shot.seed}`);
  const page = await sharp(Buffer.from(sheetToSvg(sheet, PAGE_ROWS)))
    .flatten({ background: sheet.paper })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [width, height] = sheet.width > sheet.height ? [LONG, SHORT] : [SHORT, LONG];
  const quad = corners(random, sheet, width, height);
  const pixels = { data: page.data, width: page.info.width, height: page.info.height };
  const scene = exposeScene(pixels, quad, width, height, random);
  const orientation = shot.orientation ?? 6;
  const jpeg = await sharp(scene.data, { raw: { width: scene.width, height: scene.height, channels: 3 } })
    .rotate(STORED_TURN[orientation])
    .blur(0.6 + random.next() * 0.35)
    .withExif(exifOf(shot))
    .withMetadata({ orientation })
    .jpeg({ quality: 74 })
    .toBuffer();
  return new Uint8Array(jpeg);
}
