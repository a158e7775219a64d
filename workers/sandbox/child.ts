import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Word } from "#db/reading.ts";
import { codesOn } from "../media/page-codes.ts";
import { decodePhoto, pageFromPixels } from "../media/page-image.ts";
import { pagesOfPdf } from "../media/pdf-pages.ts";
import { usableWords } from "../media/pdf-words.ts";
import { type Pixels, Unreadable } from "../media/pixels.ts";
import { imageName, type Message, requestSchema, thumbnailName, wordsName } from "./protocol.ts";

// The only process that opens bytes a person sent. It has no environment, no database and no network to speak to, and
// its parent ends it by the clock and by its memory. Where the parent dies first, a thread of its own ends it.
new Worker(
  `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, "SIGKILL"), 1000)`,
  { eval: true },
).unref();

const tell = (message: Message): Promise<void> =>
  new Promise(
    (done, fail) => void process.send!(message, (error: Error | null) => (error ? fail(error) : done())),
  );

type Page = { pixels: Pixels; words: Word[] | null };

async function* pagesOf(bytes: Buffer, mimeType: string): AsyncGenerator<Page> {
  if (mimeType === "application/pdf") {
    for await (const { drawn, text } of pagesOfPdf(bytes))
      yield { pixels: drawn, words: usableWords(text, drawn) };
  } else {
    yield { pixels: await decodePhoto(bytes), words: null };
  }
}

async function open(raw: unknown): Promise<void> {
  const { input, output, mimeType, codes } = requestSchema.parse(raw);
  let pageNumber = 0;
  let blank = true;
  for await (const { pixels, words } of pagesOf(await readFile(input), mimeType)) {
    pageNumber += 1;
    const page = await pageFromPixels(pixels);
    blank &&= page.blank;
    await writeFile(join(output, imageName(pageNumber)), page.image);
    await writeFile(join(output, thumbnailName(pageNumber)), page.thumbnail);
    if (words) await writeFile(join(output, wordsName(pageNumber)), JSON.stringify(words));
    await tell({
      type: "page",
      page: {
        pageNumber,
        width: page.width,
        height: page.height,
        hasWords: words !== null,
        codes: codes ? await codesOn(pixels) : [],
      },
    });
  }
  if (blank) throw new Unreadable("There is nothing on the page. Scan or photograph it again and send that.");
  await tell({ type: "done" });
}

process.once("message", (raw) => {
  open(raw)
    .catch((error: unknown) => {
      if (error instanceof Unreadable) return tell({ type: "unreadable", reason: error.message });
      throw error;
    })
    .then(
      () => process.exit(0),
      () => process.exit(1),
    );
});
await tell({ type: "ready" });
