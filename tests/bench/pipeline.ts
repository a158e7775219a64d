/**
 * `npm run bench -- pipeline [--size 24]`: pages a second from a 12-megapixel phone photo to its straightened page image
 * (WebP), thumbnail, problems and hash, in two processes, against ImageMagick's `convert` doing the plain part of it (upright
 * grey page of 1600 pixels and a thumbnail, two processes in flight) and against decoding the photo alone, as sharp does
 * it by itself and without applying its colour profile, as ours does. Then pages a second of our recognition against bare
 * tesseract.js with as many workers (`--recognition 0` leaves it out). The last line is the ratio to ImageMagick and holds
 * the others; every page must come out upright, and both sides of the recognition must find words.
 */
import assert from "node:assert/strict";
import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
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
const withRecognition = numberOption("recognition", 1) > 0;
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

type Rate = { aSecond: number; cpuMs: number };

/** Does `job` `count` times, so many at once: how often a second, and what of the processor one takes if `job` says so. */
async function rate(count: number, atOnce: number, job: (n: number) => Promise<unknown>): Promise<Rate> {
  const began = performance.now();
  let next = 0;
  let cpu = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) {
      const took = Number(await job(n));
      cpu += took;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { aSecond: count / ((performance.now() - began) / 1000), cpuMs: cpu / count };
}

/** The stand-in for ImageMagick that some machines have says that it is none. */
async function findConvert(): Promise<string | null> {
  for (const program of ["convert", "/usr/bin/convert", "magick"]) {
    const said = await exec(program, ["-version"]).catch(() => null);
    if (said?.stdout.includes("ImageMagick")) return program;
  }
  return null;
}

const idle: ChildProcess[] = [];
async function startProcesses(): Promise<void> {
  const program = fileURLToPath(new URL("pipeline-page.ts", import.meta.url));
  for (let n = 0; n < inFlight; n++) {
    const child = fork(program, [photoPath]);
    child.once("exit", (code) => assert.equal(code, null, "every page is made as it should be"));
    await once(child, "message");
    idle.push(child);
  }
}

async function ours(): Promise<number> {
  const child = idle.pop()!;
  const made = once(child, "message");
  child.send("make");
  const [cpuMs] = (await made) as [number];
  idle.push(child);
  return cpuMs;
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
    const command = [program, photoPath, ...steps, "-write", page, "-resize", "320x", small];
    // The shell's second line of `times` is what its children took.
    const { stdout } = await exec("sh", ["-c", '"$@" && times', "sh", ...command]);
    assert.ok((await readFile(page)).length > 10_000, "ImageMagick made a page");
    const times = [
      ...stdout
        .trim()
        .split("\n")
        .at(-1)!
        .matchAll(/(\d+)m([\d.]+)s/g),
    ];
    return times.reduce(
      (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
      0,
    );
  };
}

async function decoding(ignoreIcc: boolean): Promise<Rate> {
  const before = process.cpuUsage();
  const { aSecond } = await rate(size, inFlight, async () => {
    await sharp(photo, { sequentialRead: true, ignoreIcc }).raw().toBuffer();
  });
  const { user, system } = process.cpuUsage(before);
  return { aSecond, cpuMs: (user + system) / 1000 / size };
}

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
    pairs.push({
      pool: (await rate(pages, threads, pool)).aSecond,
      bare: (await rate(pages, threads, bare)).aSecond,
    });
  await recogniser.close();
  await scheduler.terminate();
  return { pool: median(pairs.map((each) => each.pool)), bare: median(pairs.map((each) => each.bare)) };
}

try {
  const program = await findConvert();
  if (!program)
    console.log("ImageMagick's `convert` is not on this machine: only the other ratios are measured.");
  await startProcesses();
  await rate(6, inFlight, ours);
  const sides = {
    ours: () => rate(size, inFlight, ours),
    theirs: () => rate(program ? Math.max(4, size >> 1) : 0, inFlight, theirs(program ?? "")),
    decode: () => decoding(false),
    plain: () => decoding(true),
  };
  const names = {
    ours: "ours",
    theirs: "ImageMagick",
    decode: "decoding alone",
    plain: "without its profile",
  };
  const found: Record<keyof typeof sides, Rate[]> = { ours: [], theirs: [], decode: [], plain: [] };
  for (let n = 0; n < rounds; n++) {
    const line: string[] = [];
    for (const side of ["ours", "theirs", "decode", "plain"] as const) {
      const figure = await sides[side]();
      found[side].push(figure);
      line.push(
        `${names[side]} ${round(figure.aSecond)} (${Math.round(figure.cpuMs)} ms of processor a page)`,
      );
    }
    console.log(`round ${n + 1}, pages a second: ${line.join(", ")}`);
  }
  for (const child of idle) child.kill();
  const middle = (side: keyof typeof sides, key: keyof Rate) => median(found[side].map((each) => each[key]));
  const ratio = (peer: keyof typeof sides) => round(middle("ours", "aSecond") / middle(peer, "aSecond"), 3);
  const cpuRatio = (peer: keyof typeof sides) => round(middle(peer, "cpuMs") / middle("ours", "cpuMs"), 3);
  const read = withRecognition ? await recognition() : { pool: Number.NaN, bare: Number.NaN };
  if (withRecognition)
    console.log(
      `recognition: ours ${round(read.pool)}, tesseract.js ${round(read.bare)} pages a second, ${usualThreads()} workers each`,
    );
  printResult(
    {
      bench: "pipeline",
      figure: middle("ours", "aSecond"),
      unit: "pages/s",
      peer: program ? "ImageMagick convert, two processes in flight" : "decoding alone",
      peer_figure: middle(program ? "theirs" : "decode", "aSecond"),
      better: "higher",
      size,
      rss_mb: Math.round(process.memoryUsage().rss / 1e6),
    },
    {
      ratio_to_decoding: ratio("decode"),
      ratio_to_decoding_without_profile: ratio("plain"),
      // Of processor time for a page: steadier than the clock where a machine has other work.
      cpu_ratio: cpuRatio("theirs"),
      cpu_ratio_to_decoding: cpuRatio("decode"),
      cpu_ratio_to_decoding_without_profile: cpuRatio("plain"),
      ocr_pages_s: round(read.pool, 3),
      ocr_ratio_to_tesseract: round(read.pool / read.bare, 3),
    },
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
