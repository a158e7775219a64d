import type { Word } from "#db/reading.ts";
import type { PageWords } from "#workers/reading/page-words.ts";

/** A page typed as a block of fixed-pitch text: each word gets the box its letters take, as a printer would set it. */
export function pageOfText(text: string, page = 1): PageWords {
  const lines = text.replace(/^\n/, "").split("\n");
  const [columns, rows] = [
    Math.max(80, ...lines.map((line) => line.length)) + 4,
    Math.max(66, lines.length + 4),
  ];
  const words: Word[] = lines.flatMap((line, row) =>
    [...line.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      x: (match.index + 2) / columns,
      y: (row + 2.15) / rows,
      width: match[0].length / columns,
      height: 0.7 / rows,
      confidence: 1,
    })),
  );
  return { page, width: columns * 6, height: rows * 12, source: "text_layer", words };
}

/** The same for several pages. */
export const pagesOfText = (...texts: readonly string[]): PageWords[] =>
  texts.map((text, index) => pageOfText(text, index + 1));
