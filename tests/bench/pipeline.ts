/**
 * `npm run bench -- pipeline [--size 24]`: pages a second from a 12-megapixel phone photo to its straightened page image
 * (WebP), thumbnail, problems and hash, two in flight, against ImageMagick's `convert` doing the plain part of it (upright
 * grey page of 1600 pixels and a thumbnail, two processes in flight) and against decoding the photo alone. Then pages a
 * second of our recognition against bare tesseract.js with as many workers. The last line is the ratio to ImageMagick and
 * holds the others; every page must come out upright, and both sides of the recognition must read the same words.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { createScheduler, createWorker, OEM, type PSM } from "tesseract.js";
import { drawTranscriptPhoto } from "#db/seed/demo/drawing/transcript.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";
import { makeRecogniser, usualThreads } from "#workers/ocr/recogniser.ts";
import { median, numberOption, printResult, round } from "./measure.ts";

const size = numberOption("size", 16);
const rounds = numberOption("rounds", 3);
const inFlight = 2;
const exec = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "rollbook-bench-pipeline-"));
// Drawn before the sandbox's own modules are loaded: they switch off the drawing of SVG.
const photo = await twelveMegapixels();
const photoPath = join(folder, "photo.jpg");
await writeFile(photoPath, photo);
const { decodePhoto, recognitionSide } = await import("#workers/media/page-image.ts");
const { preparePage } = await import("#workers/media/prepare-page.ts");

/** A drawn photo of a transcript, as a phone stores it: 4032 × 3024, lying on its side by its tag. */
async function twelveMegapixels(): Promise<Buffer> {
  const drawn = await drawTranscriptPhoto(sampleTranscript(makeRandom("bench")), { orientation: 6 });
  return sharp(drawn)
    .keepMetadata()
    .resize({ width: 4032, height: 3024, fit: "fill" })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 85 })
    .toBuffer();
}

const source = async () => ({
  ...(await decodePhoto(photo)),
  words: null,
  large: async () => ({ pixels: (await decodePhoto(photo, recognitionSide)).pixels, side: recognitionSide }),
});

/** Does `job` `count` times, so many at once, and gives how often a second. */
async function rate(count: number, atOnce: number, job: (n: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) await job(n);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return count / ((performance.now() - began) / 1000);
}

/** The stand-in for ImageMagick that some machines have says that it is none. */
async function findConvert(): Promise<string | null> {
  for (const program of ["convert", "/usr/bin/convert", "magick"]) {
    const said = await exec(program, ["-version"]).catch(() => null);
    if (said?.stdout.includes("ImageMagick")) return program;
  }
  return null;
}

async function ours() {
  const { page, image, thumbnail, problems } = await preparePage(await source());
  assert.ok(page.height > page.width && page.height === 1800, "the page stands upright");
  assert.ok(image.length > 20_000 && thumbnail.length > 1_000, "page image and thumbnail are there");
  assert.deepEqual(problems, [], "nothing is wrong with the page");
}

function theirs(program: string) {
  return async (n: number) => {
    const page = join(folder, `${n}.webp`);
    const small = join(folder, `${n}-small.webp`);
    const steps = [
      "-auto-orient",
      "-colorspace",
      "Gray",
      "-normalize",
      "-resize",
      "1600x1600",
      "-quality",
      "75",
    ];
    await exec(program, [photoPath, ...steps, "-write", page, "-resize", "320x", small]);
    assert.ok((await readFile(page)).length > 10_000, "ImageMagick made a page");
  };
}

const decodeOnly = () => sharp(photo, { sequentialRead: true }).raw().toBuffer();

async function recognition() {
  const { data, width, height } = await (await preparePage(await source())).recognition();
  const picture = join(folder, "page.pgm");
  const bytes = Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);
  await writeFile(picture, bytes);
  const threads = usualThreads();
  const pages = Math.max(4, Math.round(size / 2));
  const recogniser = makeRecogniser({ threads, pageMs: 120_000 });
  const scheduler = createScheduler();
  const weights = createRequire(import.meta.url).resolve("@tesseract.js-data/eng/package.json");
  for (let k = 0; k < threads; k++) {
    const worker = await createWorker("eng", OEM.LSTM_ONLY, {
      langPath: join(dirname(weights), "4.0.0_best_int"),
      cacheMethod: "none",
    });
    await worker.setParameters({ tessedit_pageseg_mode: "4" as PSM, user_defined_dpi: "300" });
    scheduler.addWorker(worker);
  }
  const pool = async () => assert.ok(((await recogniser.recognise(picture)) ?? []).length > 100, "words");
  const bare = async () => {
    const { data } = await scheduler.addJob("recognize", bytes, {}, { blocks: true, text: false });
    assert.ok((data.blocks ?? []).length > 0, "words");
  };
  await rate(threads, threads, pool);
  await rate(threads, threads, bare);
  const pairs: { pool: number; bare: number }[] = [];
  for (let n = 0; n < rounds; n++)
    pairs.push({ pool: await rate(pages, threads, pool), bare: await rate(pages, threads, bare) });
  await recogniser.close();
  await scheduler.terminate();
  return { pool: median(pairs.map((each) => each.pool)), bare: median(pairs.map((each) => each.bare)) };
}

try {
  const program = await findConvert();
  if (!program)
    console.log("ImageMagick's `convert` is not on this machine: only the other ratios are measured.");
  await rate(2, inFlight, ours);
  const figures: { ours: number; theirs: number; decode: number }[] = [];
  for (let n = 0; n < rounds; n++) {
    const figure = {
      ours: await rate(size, inFlight, ours),
      theirs: program ? await rate(Math.max(4, size >> 1), inFlight, theirs(program)) : Number.NaN,
      decode: await rate(size, inFlight, decodeOnly),
    };
    figures.push(figure);
    console.log(
      `round ${n + 1}: ours ${round(figure.ours)}, ImageMagick ${round(figure.theirs)}, decoding alone ${round(figure.decode)} pages a second`,
    );
  }
  const [our, their, decode] = (["ours", "theirs", "decode"] as const).map((key) =>
    median(figures.map((each) => each[key])),
  ) as [number, number, number];
  const read = await recognition();
  console.log(
    `recognition: ours ${round(read.pool)}, tesseract.js ${round(read.bare)} pages a second, ${usualThreads()} workers each`,
  );
  printResult(
    {
      bench: "pipeline",
      figure: our,
      unit: "pages/s",
      peer: program ? "ImageMagick convert, two processes in flight" : "decoding alone",
      peer_figure: program ? their : decode,
      better: "higher",
      size,
      rss_mb: Math.round(process.memoryUsage().rss / 1e6),
    },
    {
      ratio_to_decoding: round(our / decode, 3),
      ocr_pages_s: round(read.pool, 3),
      ocr_ratio_to_tesseract: round(read.pool / read.bare, 3),
    },
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
