import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashBands, hashDistance, nearDuplicateDistance } from "#db/page-hash.ts";
import { drawTranscriptPhoto } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import { type OpenedPage, withOpenedUpload } from "#workers/sandbox/open-upload.ts";

let folder: string;
let photo: Buffer;
let upright: OpenedPage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "registry-test-pictures-"));
  photo = await drawn("pictures", "first");
  upright = await opened(photo);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A phone photo of the ledger look's first page: `who` decides what it says, `shot` how it was taken. */
async function drawn(who: string, shot: string): Promise<Buffer> {
  const record = sampleTranscript(makeRandom(who), { look: "ledger" });
  const jpeg = await drawTranscriptPhoto(record, { orientation: 1, seed: shot });
  return Buffer.from(jpeg);
}

async function opened(bytes: Buffer): Promise<OpenedPage> {
  const path = join(folder, "photo");
  await writeFile(path, bytes);
  return withOpenedUpload({ path, mimeType: "image/jpeg" }, async (result) => {
    if (!("pages" in result)) throw new Error(result.unreadable);
    return result.pages[0]!;
  });
}

const jpeg = (picture: Sharp) => picture.jpeg({ quality: 80 }).toBuffer();
const far = (one: OpenedPage, other: OpenedPage) => hashDistance(one.hash!, other.hash!);

describe("the page in a photo", () => {
  test("is cut out of the table and has the shape of its paper", () => {
    expect(upright.width / upright.height).toBeCloseTo(8.5 / 11, 1);
    expect(upright.problems).toEqual([]);
  });

  test.each([90, 180, 270])("is set upright when it was taken turned by %d degrees", async (degrees) => {
    const page = await opened(await jpeg(sharp(photo).rotate(degrees)));
    expect(page.width).toBeLessThan(page.height);
    // On its head it would differ in about every second bit.
    expect(far(page, upright)).toBeLessThan(90);
  });

  const spoiled: [string, string[], (photo: Sharp) => Sharp][] = [
    ["blurred", ["blurred"], (it) => it.blur(5)],
    ["taken in the dark", ["too_dark"], (it) => it.linear(0.25, 0)],
    ["taken from too far away", ["too_small"], (it) => it.resize(540)],
    ["cut off at the side", ["cut_off"], (it) => it.extract({ left: 0, top: 0, width: 1150, height: 2016 })],
  ];
  test.each(spoiled)("that is %s is told so", async (_how, problems, spoil) => {
    expect((await opened(await jpeg(spoil(sharp(photo))))).problems).toEqual(problems);
  });

  test.each([
    ["a little darker", (it: Sharp) => it.linear(0.6, 0)],
    ["a little softer", (it: Sharp) => it.blur(1.2)],
    [
      "taken close, without its edges",
      (it: Sharp) => it.extract({ left: 120, top: 130, width: 1270, height: 1750 }),
    ],
  ])("that is %s is good enough", async (_how, change) => {
    expect((await opened(await jpeg(change(sharp(photo))))).problems).toEqual([]);
  });
});

describe("the perceptual hash", () => {
  test("of the same page, photographed again or compressed again, is near and shares a band", async () => {
    const again = [
      await opened(await drawn("pictures", "second")),
      await opened(await jpeg(sharp(photo).resize(1300))),
    ];
    for (const page of again) {
      expect(far(page, upright)).toBeLessThanOrEqual(nearDuplicateDistance);
      const bands = new Set(hashBands(upright.hash!));
      expect(hashBands(page.hash!).some((band) => bands.has(band))).toBe(true);
    }
  });

  test("of another transcript from the same office is not", async () => {
    for (const who of ["another", "a third"])
      expect(far(await opened(await drawn(who, "first")), upright)).toBeGreaterThan(nearDuplicateDistance);
  });

  test("is missing on a page with next to nothing on it", async () => {
    const line = Buffer.from('<svg width="300" height="20"><rect width="300" height="4" y="8"/></svg>');
    const sheet = sharp({ create: { width: 1000, height: 1300, channels: 3, background: "#ffffff" } });
    const page = await opened(await jpeg(sheet.composite([{ input: line, left: 300, top: 600 }])));
    expect(page.hash).toBeNull();
  });
});
