import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { textSources } from "#db/enums.ts";
import { openAndRecognise } from "../ocr/open-and-recognise.ts";
import type { Recogniser } from "../ocr/recogniser.ts";
import type { PageWords } from "../reading/index.ts";
import { wordsSchema } from "../sandbox/protocol.ts";
import type { JudgedFile } from "./truth-file.ts";

const keptSchema = z.array(
  z.object({
    ...{ page: z.number(), width: z.number(), height: z.number(), source: z.enum(textSources) },
    words: wordsSchema,
  }),
);

/** The words of every page, by the registry's own pipeline; a reason in words where the file cannot be opened. */
export type ReadWords = { pages: PageWords[] } | { unreadable: string };

/** Words kept beside the file as `NAME.words.json` are taken from there when `keep` is set, and put there otherwise. */
export async function wordsOf(file: JudgedFile, recogniser: Recogniser, keep: boolean): Promise<ReadWords> {
  const path = `${file.stem}.words.json`;
  if (keep) {
    const kept = await readFile(path, "utf8").catch(() => null);
    if (kept !== null) return { pages: keptSchema.parse(JSON.parse(kept)) };
  }
  const opened = await openAndRecognise(file.path, file.mimeType, { recogniser });
  if ("unreadable" in opened) return opened;
  const pages = opened.pages.map(({ page, width, height, source, words }) => ({
    ...{ page, width, height, source, words },
  }));
  if (keep) await writeFile(path, JSON.stringify(pages));
  return { pages };
}
