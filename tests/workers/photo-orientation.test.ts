import sharp from "sharp";
import { expect, test } from "vitest";
import { decodePhoto } from "#workers/media/page-image.ts";
import { plainFrame, sizeOf } from "#workers/media/straighten.ts";
import { warpColour } from "#workers/media/warp.ts";

/** Four plain quarters of different colours and another in the middle, so that no turn or mirror image is like another. */
const picture = sharp({ create: { width: 96, height: 64, channels: 3, background: "#802020" } }).composite(
  (
    [
      [0, 0, "#20a040"],
      [48, 0, "#f0f0f0"],
      [0, 32, "#101010"],
    ] as const
  ).map(([left, top, background]) => ({
    input: { create: { width: 48, height: 32, channels: 3 as const, background } },
    left,
    top,
  })),
);

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "a photo tagged as held in way %d is seen upright",
  async (orientation) => {
    const photo = await picture.clone().withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
    const expected = await sharp(photo).autoOrient().raw().toBuffer({ resolveWithObject: true });
    const { pixels, upright } = await decodePhoto(photo);
    const { aspect, matrix } = plainFrame(pixels, upright);
    const [width, height] = sizeOf(aspect, 96);
    expect([width, height]).toEqual([expected.info.width, expected.info.height]);
    const seen = matrix ? warpColour(pixels, matrix, width, height) : pixels;
    let off = 0;
    for (let at = 0; at < width * height; at++)
      for (let channel = 0; channel < 3; channel++)
        off = Math.max(
          off,
          Math.abs(seen.data[at * seen.channels + channel]! - expected.data[at * 3 + channel]!),
        );
    expect(off).toBeLessThan(4);
  },
);

test.each([
  [1, 40],
  [40, 1],
  [1, 1],
])("a photo of %d × %d pixels is seen too", async (width, height) => {
  const create = { width, height, channels: 3 as const, background: "#305070" };
  const photo = await sharp({ create }).withMetadata({ orientation: 6 }).png().toBuffer();
  const { pixels, upright } = await decodePhoto(photo);
  const { aspect, matrix } = plainFrame(pixels, upright);
  const seen = warpColour(pixels, matrix!, ...sizeOf(aspect, 60));
  const middle = ((seen.height >> 1) * seen.width + (seen.width >> 1)) * 3;
  expect([...seen.data.subarray(middle, middle + 3)]).toEqual([0x30, 0x50, 0x70]);
});
