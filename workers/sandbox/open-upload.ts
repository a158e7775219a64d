import { open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Word } from "#db/reading.ts";
import {
  imageName,
  type MadePage,
  messageSchema,
  type OpenRequest,
  recognitionName,
  thumbnailName,
  wordsName,
  wordsSchema,
} from "./protocol.ts";
import { inSandbox, type Limits, SandboxFailed } from "./run-child.ts";

/**
 * A page with the paths of its image, thumbnail and, where it was asked for and is needed, the picture for character
 * recognition; `words` is its text layer where it has one that can be used; `codes` what its QR codes say.
 */
export type OpenedPage = Omit<MadePage, "hasWords" | "hasRecognition"> & {
  image: string;
  thumbnail: string;
  words: Word[] | null;
  recognition: string | null;
};
export type Opened = { pages: OpenedPage[] } | { unreadable: string };

type Options = {
  /** Read the QR codes of each page too. */
  codes?: boolean;
  /** Make pictures for character recognition of the pages whose words are not in the file. */
  recognition?: boolean;
  /** The pages stand straight already: leave them as they are. */
  asTheyAre?: boolean;
  signal?: AbortSignal;
  limits?: Partial<Limits>;
};

const mostSide = 4000;
const mostWordBytes = 8_000_000;
const tooLong = "The file takes too long to open. Save or scan it again, or send a photo of each page.";
const tooBig = "The file needs too much memory to open. Save or scan it again, or send a photo of each page.";

/**
 * Opens one stored upload in a child process with an empty environment and limits of time and memory, and hands the pages
 * it made to `use` while their files exist. The bytes never come into this process.
 * @param file path and sniffed type of the stored bytes.
 * @throws SandboxFailed where the child died by itself or `signal` stopped it.
 */
export async function withOpenedUpload<T>(
  file: { path: string; mimeType: string },
  use: (opened: Opened) => Promise<T>,
  options: Options = {},
): Promise<T> {
  const { codes = false, recognition = false, asTheyAre = false, signal, limits } = options;
  const pages: MadePage[] = [];
  return inSandbox(
    {
      script: "child.ts",
      request: (output): OpenRequest => ({
        input: file.path,
        output,
        mimeType: file.mimeType,
        ...{ codes, recognition, asTheyAre },
      }),
      messages: messageSchema,
      heard: (told) => {
        if (told.type === "page") pages.push(told.page);
      },
      ...{ tooLong, tooBig, signal, limits },
    },
    async (folder, verdict) => use(verdict === "done" ? { pages: await checkPages(folder, pages) } : verdict),
  );
}

/** The pages are what they should be: numbered from one, each a WebP file. */
async function checkPages(folder: string, pages: readonly MadePage[]): Promise<OpenedPage[]> {
  const checked: OpenedPage[] = [];
  for (const [index, { hasWords, hasRecognition, ...page }] of pages.entries()) {
    const image = join(folder, imageName(page.pageNumber));
    const thumbnail = join(folder, thumbnailName(page.pageNumber));
    if (page.pageNumber !== index + 1 || !(await isWebp(image)) || !(await isWebp(thumbnail)))
      throw new SandboxFailed("The process that opens files gave something else than pages.");
    const words = hasWords ? await readWords(join(folder, wordsName(page.pageNumber))) : null;
    const recognition = hasRecognition ? join(folder, recognitionName(page.pageNumber)) : null;
    if (recognition && !(await isGreyMap(recognition)))
      throw new SandboxFailed(
        "The process that opens files gave something else than a picture to recognise.",
      );
    checked.push({ ...page, image, thumbnail, words, recognition });
  }
  return checked;
}

async function isWebp(path: string): Promise<boolean> {
  const handle = await open(path, "r");
  try {
    const { buffer } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.toString("latin1", 0, 4) === "RIFF" && buffer.toString("latin1", 8, 12) === "WEBP";
  } finally {
    await handle.close();
  }
}

/** Exactly as many bytes as its header says, and of a size that a page may have. */
async function isGreyMap(path: string): Promise<boolean> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(24), 0, 24, 0);
    const header = /^P5\n(\d{1,4}) (\d{1,4})\n255\n/.exec(buffer.toString("latin1", 0, bytesRead));
    const [width, height] = [Number(header?.[1]), Number(header?.[2])];
    if (!header || width < 1 || height < 1 || width > mostSide || height > mostSide) return false;
    return (await handle.stat()).size === header[0].length + width * height;
  } finally {
    await handle.close();
  }
}

async function readWords(path: string): Promise<Word[]> {
  const { size } = await stat(path);
  if (size > mostWordBytes) throw new SandboxFailed("The process that opens files gave too much text.");
  const words = wordsSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
  if (!words.success) throw new SandboxFailed("The process that opens files gave something else than words.");
  return words.data;
}
