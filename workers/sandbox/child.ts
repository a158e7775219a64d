import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type PageImage, pageFromPhoto, pageFromPixels, Unreadable } from "../media/page-image.ts";
import { pagesOfPdf } from "../media/pdf-pages.ts";
import { imageName, type Message, requestSchema, thumbnailName } from "./protocol.ts";

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

async function* pagesOf(bytes: Buffer, mimeType: string): AsyncGenerator<PageImage> {
  if (mimeType === "application/pdf") {
    for await (const pixels of pagesOfPdf(bytes)) yield await pageFromPixels(pixels);
  } else {
    yield await pageFromPhoto(bytes);
  }
}

async function open(raw: unknown): Promise<void> {
  const { input, output, mimeType } = requestSchema.parse(raw);
  let pageNumber = 0;
  let blank = true;
  for await (const page of pagesOf(await readFile(input), mimeType)) {
    pageNumber += 1;
    blank &&= page.blank;
    await writeFile(join(output, imageName(pageNumber)), page.image);
    await writeFile(join(output, thumbnailName(pageNumber)), page.thumbnail);
    await tell({ type: "page", page: { pageNumber, width: page.width, height: page.height } });
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
