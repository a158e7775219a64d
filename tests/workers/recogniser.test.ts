import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { makeRecogniser, type Recogniser } from "#workers/ocr/recogniser.ts";

let folder: string;
let recogniser: Recogniser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recogniser-"));
});
afterEach(async () => {
  vi.useRealTimers();
  await recogniser.close();
});
afterAll(() => rm(folder, { recursive: true }));

/** A grey map of lines of text, as the sandbox hands pages over. */
async function page(name: string, lines: readonly string[]): Promise<string> {
  const [width, height] = [1200, 80 + lines.length * 44];
  const text = lines.map((line, k) => `<text x="40" y="${70 + k * 44}">${line}</text>`).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#fff"/><g font-family="sans-serif" font-size="30">${text}</g></svg>`;
  const data = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer();
  const path = join(folder, `${name}.pgm`);
  await writeFile(path, Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]));
  return path;
}
const short = () => page("short", ["Infant Care"]);
const long = () =>
  page("long", Array(60).fill("The child in family and community: observation and assessment"));
const texts = (words: Awaited<ReturnType<Recogniser["recognise"]>>) => words?.map(({ text }) => text);

test("a page that takes 30 seconds is given up, not before; its thread is replaced and the next page is read", async () => {
  recogniser = makeRecogniser({ threads: 1 });
  expect(texts(await recogniser.recognise(await short()))).toEqual(["Infant", "Care"]);
  const paths = [await long(), await short()] as const;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const ended: string[] = [];
  const late = recogniser.recognise(paths[0]).finally(() => ended.push("late"));
  while (vi.getTimerCount() === 0) await new Promise(setImmediate);
  const behind = recogniser.recognise(paths[1]).finally(() => ended.push("behind"));
  await vi.advanceTimersByTimeAsync(29_999);
  expect(ended).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  vi.useRealTimers();
  expect(await late).toBeNull();
  expect(texts(await behind)).toEqual(["Infant", "Care"]);
  expect(ended).toEqual(["late", "behind"]);
});

test("what is no picture is given up at once, and the next page is read", async () => {
  recogniser = makeRecogniser({ threads: 1 });
  const broken = join(folder, "broken.pgm");
  await writeFile(broken, "P5\n12 12\n255\nthat is not a page");
  expect((await recogniser.recognise(broken)) ?? []).toEqual([]);
  expect(texts(await recogniser.recognise(await short()))).toEqual(["Infant", "Care"]);
});
