/** One process of the pipeline benchmark: makes the page of a photo each time it is told to, and says what it cost (ms). */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { decodePhoto } from "#workers/media/page-image.ts";
import { preparePage } from "#workers/media/prepare-page.ts";

const photo = await readFile(process.argv[2]!);

process.on("message", async () => {
  const before = process.cpuUsage();
  const source = await decodePhoto(photo);
  const { page, image, thumbnail, problems } = await preparePage({
    ...source,
    words: null,
    large: async () => ({ pixels: source.pixels, side: source.sentSide }),
  });
  assert.ok(page.height > page.width && page.height === 1800, "the page stands upright");
  assert.ok(image.length > 20_000 && thumbnail.length > 1_000, "page image and thumbnail are there");
  assert.deepEqual(problems, [], "nothing is wrong with the page");
  const { user, system } = process.cpuUsage(before);
  process.send!((user + system) / 1000);
});
process.send!(0);
