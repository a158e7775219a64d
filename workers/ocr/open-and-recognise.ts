import type { PageProblem } from "#db/enums.ts";
import { hasGaps } from "../media/pdf-words.ts";
import type { PageWords } from "../reading/index.ts";
import { type OpenedPage, withOpenedUpload } from "../sandbox/open-upload.ts";
import { fillGaps } from "./fill-gaps.ts";
import type { Recogniser } from "./recogniser.ts";

export type RecognisedPage = PageWords & { problems: PageProblem[]; hash: string | null };
export type Recognised = { pages: RecognisedPage[] } | { unreadable: string };

type Options = {
  recogniser: Recogniser;
  /** Pages whose words are known already, by number: they are not recognised again. */
  known?: ReadonlySet<number>;
  /** The pages stand straight: take them as they are. */
  asTheyAre?: boolean;
  signal?: AbortSignal;
};

/**
 * Opens a file in the sandbox and gives the words of its pages, from the text layer where it has one that can be used,
 * else by character recognition, several pages at once. Needs no database: the evaluation of the reader calls it too.
 * @throws SandboxFailed, see `withOpenedUpload`.
 */
export function openAndRecognise(path: string, mimeType: string, options: Options): Promise<Recognised> {
  const { recogniser, known, asTheyAre, signal } = options;
  return withOpenedUpload(
    { path, mimeType },
    async (opened) => {
      if ("unreadable" in opened) return opened;
      const wanted = opened.pages.filter(({ pageNumber }) => !known?.has(pageNumber));
      return { pages: await Promise.all(wanted.map((page) => wordsOf(page, recogniser))) };
    },
    { recognition: true, asTheyAre, signal },
  );
}

async function wordsOf(page: OpenedPage, recogniser: Recogniser): Promise<RecognisedPage> {
  const { pageNumber, width, height, problems, hash, words, recognition } = page;
  const shape = { page: pageNumber, width, height, problems, hash };
  if (words && !hasGaps(words)) return { ...shape, source: "text_layer", words };
  const recognised = (recognition && (await recogniser.recognise(recognition))) || [];
  if (words) return { ...shape, source: "text_layer", words: fillGaps(words, recognised) };
  return { ...shape, source: "ocr", words: recognised };
}
