import type { Word } from "#db/reading.ts";
import { measure } from "#db/seed/demo/drawing/fonts.ts";
import type { Sheet } from "#db/seed/demo/drawing/sheet.ts";
import type { PageWords } from "#workers/reading/page-words.ts";

/** The words of drawn sheets with the boxes a PDF's text layer would have; turned text (watermarks) is left out. */
export function pagesOfSheets(sheets: readonly Sheet[]): PageWords[] {
  return sheets.map((sheet, index) => {
    const words: Word[] = [];
    for (const mark of sheet.marks) {
      if (mark.kind !== "text" || mark.turn) continue;
      for (const match of mark.text.matchAll(/\S+/g)) {
        const from = measure(mark.text.slice(0, match.index), mark.face, mark.size);
        const width = measure(match[0], mark.face, mark.size);
        words.push({
          text: match[0],
          x: (mark.x + from) / sheet.width,
          y: (mark.y - mark.size * 0.78) / sheet.height,
          width: width / sheet.width,
          height: mark.size / sheet.height,
          confidence: 1,
        });
      }
    }
    return { page: index + 1, width: sheet.width, height: sheet.height, source: "text_layer", words };
  });
}
