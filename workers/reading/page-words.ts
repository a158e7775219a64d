import type { TextSource } from "#db/enums.ts";
import type { Word } from "#db/reading.ts";

/**
 * The words of one page, boxes as fractions of the page (origin top left). `page` counts from one; `width` and `height`
 * give the page's shape in any one unit (points or pixels). Words of a text layer have confidence 1.
 */
export type PageWords = {
  page: number;
  width: number;
  height: number;
  source: TextSource;
  words: readonly Word[];
};
