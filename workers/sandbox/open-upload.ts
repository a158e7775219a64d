import { fork } from "node:child_process";
import { mkdtemp, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Word } from "#db/reading.ts";
import { watchMemory } from "./memory.ts";
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

export type Limits = {
  /** From the fork until the child has loaded its libraries. */
  startMs: number;
  /** For opening the file, and for each page. */
  pageMs: number;
  memoryBytes: number;
};
const usual: Limits = { startMs: 60_000, pageMs: 10_000, memoryBytes: 512 * 1024 * 1024 };

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

/** The child ended without a verdict for a reason that may lie outside the file. */
export class SandboxFailed extends Error {}

const prefix = "registry-sandbox-";
const hourMs = 3_600_000;
const mostSide = 4000;
const mostWordBytes = 8_000_000;
const child = fileURLToPath(new URL("child.ts", import.meta.url));
const tooLong = "The file takes too long to open. Save or scan it again, or send a photo of each page.";
const tooBig = "The file needs too much memory to open. Save or scan it again, or send a photo of each page.";

/**
 * Opens one stored upload in a child process with an empty environment, {@link usual} limits of time and memory, and
 * hands the pages it made to `use` while their files exist. The bytes never come into this process.
 * @param file path and sniffed type of the stored bytes.
 * @throws SandboxFailed where the child died by itself or `signal` stopped it.
 */
export async function withOpenedUpload<T>(
  file: { path: string; mimeType: string },
  use: (opened: Opened) => Promise<T>,
  options: Options = {},
): Promise<T> {
  const { codes = false, recognition = false, asTheyAre = false } = options;
  const wishes = { codes, recognition, asTheyAre };
  await removeAbandoned();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  try {
    const opened = await runChild(
      { input: file.path, output: folder, mimeType: file.mimeType, ...wishes },
      { ...usual, ...options.limits },
      options.signal,
    );
    return await use(opened);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A worker that was killed leaves page images of people's documents behind: the next upload removes them. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(tmpdir(), name);
    const info = await stat(folder).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > hourMs) await rm(folder, { recursive: true, force: true });
  }
}

function runChild(request: OpenRequest, limits: Limits, signal?: AbortSignal): Promise<Opened> {
  const process = fork(child, [], {
    execArgv: ["--max-old-space-size=256", "--import", import.meta.resolve("tsx")],
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return new Promise<Opened>((done, fail) => {
    const pages: MadePage[] = [];
    let verdict: { unreadable: string } | "done" | undefined;
    let clock: NodeJS.Timeout | undefined;
    const end = (reason?: string) => {
      if (reason) verdict ??= { unreadable: reason };
      process.kill("SIGKILL");
    };
    const allow = (ms: number, reason?: string) => {
      clearTimeout(clock);
      clock = setTimeout(() => end(reason), ms);
    };
    const stopWatching = process.pid
      ? watchMemory(process.pid, limits.memoryBytes, () => end(tooBig))
      : () => {};
    const aborted = () => end();
    signal?.addEventListener("abort", aborted, { once: true });
    // A machine too busy to start it says nothing about the file.
    allow(limits.startMs);
    process.on("message", (raw) => {
      const message = messageSchema.safeParse(raw);
      if (!message.success) return end();
      const told = message.data;
      if (told.type === "ready") {
        process.send(request);
        allow(limits.pageMs, tooLong);
      } else if (told.type === "page") {
        pages.push(told.page);
        allow(limits.pageMs, tooLong);
      } else verdict ??= told.type === "done" ? "done" : { unreadable: told.reason };
    });
    const settle = async (): Promise<Opened> => {
      if (signal?.aborted) throw new SandboxFailed("Opening the file was stopped.");
      if (!verdict) throw new SandboxFailed("The process that opens files ended by itself.");
      return verdict === "done" ? { pages: await checkPages(request.output, pages) } : verdict;
    };
    const finish = () => {
      clearTimeout(clock);
      stopWatching();
      signal?.removeEventListener("abort", aborted);
      settle().then(done, fail);
    };
    process.once("error", finish);
    process.once("close", finish);
    if (signal?.aborted) end();
  });
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
