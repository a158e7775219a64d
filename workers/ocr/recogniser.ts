import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import type { Worker as Thread } from "node:worker_threads";
import { createWorker, OEM, type PSM, type Worker } from "tesseract.js";
import type { Word } from "#db/reading.ts";
import { blotsOf, letterHeight } from "../media/ink.ts";
import type { Grey } from "../media/pixels.ts";
import { withPoints } from "./points.ts";
import { collagesOf, merge, pictureOf, wordsByStrip } from "./second-look.ts";
import { stripsOf } from "./strips.ts";
import { wordsOfBlocks } from "./words.ts";

/** Character recognition on threads of its own, as many pages at once as it has threads. */
export type Recogniser = {
  /**
   * The words of a page picture (a grey map made by the sandbox, never bytes a person sent), or null where the page took
   * too long or could not be recognised.
   */
  recognise(path: string): Promise<Word[] | null>;
  /** Ends every thread; a later call starts new ones. */
  close(): Promise<void>;
};

export type RecogniserOptions = {
  /** Threads, each with some 300 MB of memory. */
  threads?: number;
  /** For one page; a thread that takes longer is ended. */
  pageMs?: number;
  /** A thread without work for so long is ended. */
  idleMs?: number;
};

export const usualThreads = (): number => Math.min(2, availableParallelism());

/** A thread's memory grows with the largest page it has seen and is never given back: it is replaced now and then. */
const mostPages = 100;
/** The weights for English come with the registry: nothing is fetched. */
const langPath = join(
  dirname(createRequire(import.meta.url).resolve("@tesseract.js-data/eng/package.json")),
  "4.0.0_best_int",
);
/** Lines of any length in one column, whatever stands between them: nothing is left out as a table or a picture. */
const page = "4" as PSM;
/** A strip of a page holds one line. */
const line = "7" as PSM;

type Hand = { worker: Worker; pages: number; idle?: NodeJS.Timeout };

export function makeRecogniser(options: RecogniserOptions = {}): Recogniser {
  const { threads = usualThreads(), pageMs = 30_000, idleMs = 60_000 } = options;
  const free: Hand[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  async function take(): Promise<Hand> {
    if (busy >= threads) await new Promise<void>((go) => waiting.push(go));
    else busy += 1;
    const hand = free.pop();
    if (!hand) return { worker: await startWorker(), pages: 0 };
    clearTimeout(hand.idle);
    thread(hand.worker).ref();
    return hand;
  }
  /** Hands the place on to who waits longest. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
  function giveBack(hand: Hand): void {
    if (hand.pages >= mostPages) void hand.worker.terminate();
    else {
      free.push(hand);
      // A thread that only waits must not keep the process alive.
      thread(hand.worker).unref();
      hand.idle = setTimeout(() => {
        const at = free.indexOf(hand);
        if (at >= 0) free.splice(at, 1);
        void hand.worker.terminate();
      }, idleMs).unref();
    }
  }

  async function once(picture: Buffer): Promise<Word[] | "late"> {
    const hand = await take();
    let clock: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<"late">((done) => {
        clock = setTimeout(() => done("late"), pageMs);
      });
      const crashed = new Promise<never>((_, fail) => {
        thread(hand.worker).once("error", fail);
      });
      crashed.catch(() => {});
      const reading = readTwice(hand.worker, picture, performance.now() + pageMs / 2);
      const result = await Promise.race([reading, late, crashed]);
      if (result === "late") {
        reading.catch(() => {});
        await hand.worker.terminate();
        return "late";
      }
      hand.pages += 1;
      giveBack(hand);
      return result;
    } catch (error) {
      await hand.worker.terminate();
      throw error;
    } finally {
      clearTimeout(clock);
      thread(hand.worker).removeAllListeners("error");
      leave();
    }
  }

  return {
    async recognise(path) {
      const picture = await readFile(path);
      // A thread may die of what the page before it left behind: the page gets a second, fresh one.
      const words = await once(picture).catch(() => once(picture).catch(() => "late" as const));
      return words === "late" ? null : words;
    },
    async close() {
      for (const hand of free.splice(0)) {
        clearTimeout(hand.idle);
        await hand.worker.terminate();
      }
    },
  };
}

/** tesseract.js hides that its worker is a thread of Node's. */
const thread = (worker: Worker): Thread => (worker as Worker & { worker: Thread }).worker;

async function startWorker(): Promise<Worker> {
  const worker = await createWorker("eng", OEM.LSTM_ONLY, {
    langPath,
    cacheMethod: "none",
    gzip: true,
    // Without it a failure is thrown where nobody can catch it; the promise that fails tells it too.
    errorHandler: () => {},
  });
  await worker.setParameters({ tessedit_pageseg_mode: page, user_defined_dpi: "300" });
  return worker;
}

/**
 * The words of a page, and of what was missed on it when it was read as a whole; nothing is read a second time `until`
 * has passed, so that a slow machine keeps what it has.
 */
async function readTwice(worker: Worker, bytes: Buffer, until: number): Promise<Word[]> {
  const whole = greyOf(bytes);
  const blots = blotsOf(whole);
  let words = await read(worker, bytes, whole);
  const letter = letterHeight(blots, Math.max(whole.width, whole.height));
  const strips = stripsOf(whole, blots, words);
  if (strips.length === 0) return withPoints(words, blots, whole);
  await worker.setParameters({ tessedit_pageseg_mode: line });
  for (const collage of collagesOf(strips, letter)) {
    if (performance.now() > until) break;
    const picture = pictureOf(whole, collage);
    const again = wordsByStrip(collage, await read(worker, greyMap(picture), picture), whole);
    for (const [strip, there] of again) words = merge(words, strip, there);
  }
  await worker.setParameters({ tessedit_pageseg_mode: page });
  return withPoints(words, blots, whole);
}

async function read(worker: Worker, bytes: Buffer, size: { width: number; height: number }) {
  const { data } = await worker.recognize(bytes, {}, { blocks: true, text: false });
  return wordsOfBlocks(data.blocks ?? [], size);
}

const greyMap = ({ data, width, height }: Grey): Buffer =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);

/** The pixels of a grey map, where they stand. */
function greyOf(bytes: Buffer): Grey {
  const [header, width, height] = /^P5\n(\d+) (\d+)\n255\n/.exec(bytes.toString("latin1", 0, 24)) ?? [];
  return { data: bytes.subarray(header?.length ?? 0), width: Number(width), height: Number(height) };
}
