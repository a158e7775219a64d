import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { textSources } from "#db/enums.ts";
import type { PageWords } from "../reading/index.ts";
import { withOpenedUpload } from "../sandbox/open-upload.ts";
import { wordsSchema } from "../sandbox/protocol.ts";
import type { JudgedFile } from "./truth-file.ts";

const keptSchema = z.array(
  z.object({
    ...{ page: z.number(), width: z.number(), height: z.number(), source: z.enum(textSources) },
    words: wordsSchema,
  }),
);

/** The words of every page, by the registry's own pipeline; a text where the file cannot be opened. */
export type ReadWords = { pages: PageWords[] } | { unreadable: string };

async function recognised({ path, mimeType }: JudgedFile): Promise<ReadWords> {
  return withOpenedUpload({ path, mimeType }, async (opened): Promise<ReadWords> => {
    if ("unreadable" in opened) return opened;
    return {
      pages: opened.pages.map(({ pageNumber: page, width, height, words }) => ({
        ...{ page, width, height, source: "text_layer", words: words ?? [] },
      })),
    };
  });
}

/** Words kept beside the file as `NAME.words.json` are taken from there when `keep` is set, and put there otherwise. */
export async function wordsOf(file: JudgedFile, keep: boolean): Promise<ReadWords> {
  const path = `${file.stem}.words.json`;
  if (keep) {
    const kept = await readFile(path, "utf8").catch(() => null);
    if (kept !== null) return { pages: keptSchema.parse(JSON.parse(kept)) };
  }
  const words = await recognised(file);
  if (keep && "pages" in words) await writeFile(path, JSON.stringify(words.pages));
  return words;
}
