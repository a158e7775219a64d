import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codesOn } from "../media/page-codes.ts";
import { decodePhoto, recognitionSide } from "../media/page-image.ts";
import { pagesOfPdf } from "../media/pdf-pages.ts";
import { hasGaps, usableWords } from "../media/pdf-words.ts";
import { Unreadable } from "../media/pixels.ts";
import { type PageSource, preparePage } from "../media/prepare-page.ts";
import { answerOnce, tell } from "./child-frame.ts";
import {
  imageName,
  type Message,
  recognitionName,
  requestSchema,
  thumbnailName,
  wordsName,
} from "./protocol.ts";

async function* pagesOf(bytes: Buffer, mimeType: string): AsyncGenerator<PageSource> {
  if (mimeType === "application/pdf") {
    for await (const { drawn, text, drawLarge } of pagesOfPdf(bytes)) {
      const large = async () => {
        const pixels = await drawLarge();
        return { pixels, side: Math.max(pixels.width, pixels.height) };
      };
      yield { pixels: drawn, upright: null, sentSide: 0, words: usableWords(text, drawn), large };
    }
  } else {
    const large = async () => ({
      pixels: (await decodePhoto(bytes, recognitionSide)).pixels,
      side: recognitionSide,
    });
    yield { ...(await decodePhoto(bytes)), words: null, large };
  }
}

async function open(raw: unknown): Promise<void> {
  const { input, output, mimeType, codes, recognition, asTheyAre } = requestSchema.parse(raw);
  let pageNumber = 0;
  let empty = true;
  for await (const source of pagesOf(await readFile(input), mimeType)) {
    pageNumber += 1;
    const { words } = source;
    const prepared = await preparePage(source, asTheyAre);
    empty &&= prepared.empty;
    await writeFile(join(output, imageName(pageNumber)), prepared.image);
    await writeFile(join(output, thumbnailName(pageNumber)), prepared.thumbnail);
    if (words) await writeFile(join(output, wordsName(pageNumber)), JSON.stringify(words));
    const recognise = recognition && (!words || hasGaps(words));
    if (recognise) {
      const { data, width, height } = await prepared.recognition();
      await writeFile(join(output, recognitionName(pageNumber)), [`P5\n${width} ${height}\n255\n`, data]);
    }
    const message: Message = {
      type: "page",
      page: {
        pageNumber,
        width: prepared.page.width,
        height: prepared.page.height,
        hasWords: words !== null,
        hasRecognition: recognise,
        problems: prepared.problems,
        hash: prepared.hash,
        codes: codes ? await codesOn(prepared.page) : [],
      },
    };
    await tell(message);
  }
  if (empty) throw new Unreadable("There is nothing on the page. Scan or photograph it again and send that.");
}

await answerOnce(open);
