import { PDFiumLibrary, type PDFiumPage } from "@hyzyla/pdfium";
import { type TextLayer, textLayerOf } from "./pdf-words.ts";
import { type Pixels, Unreadable } from "./pixels.ts";

/** More pages than any transcript has. */
const mostPages = 60;
const longestSide = 1800;
/** Pages are recognised at this resolution, but never larger than `mostSide` pixels: letter at 300 dpi. */
const recognitionDpi = 300;
const mostSide = 3300;

export type PdfPage = {
  drawn: Pixels;
  text: TextLayer;
  /** The page once more at {@link recognitionDpi}, within limits. */
  drawLarge(): Promise<Pixels>;
};

function refusal(error: unknown): Unreadable {
  const message = error instanceof Error ? error.message : "";
  if (/password|security/i.test(message))
    return new Unreadable(
      "The PDF is locked with a password. Save a copy without the password and send that.",
    );
  return new Unreadable("The PDF is broken and cannot be opened. Save or scan it again and send that.");
}

/**
 * Reads the text layer of every page of a PDF and draws it, one at a time, at most {@link longestSide} pixels long.
 * @throws Unreadable for a locked, broken, empty or very long PDF.
 */
export async function* pagesOfPdf(bytes: Buffer): AsyncGenerator<PdfPage> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes).catch((error: unknown) => {
    throw refusal(error);
  });
  const count = document.getPageCount();
  if (count === 0) throw new Unreadable("The PDF has no pages.");
  if (count > mostPages)
    throw new Unreadable(`The PDF has ${count} pages. Send at most ${mostPages} at a time.`);
  for (let index = 0; index < count; index++) {
    let page: ReturnType<typeof document.getPage>;
    try {
      page = document.getPage(index);
    } catch {
      throw new Unreadable(`Page ${index + 1} of the PDF is broken. Save or scan it again and send that.`);
    }
    const { originalWidth, originalHeight } = page.getOriginalSize();
    if (!(originalWidth > 0 && originalHeight > 0))
      throw new Unreadable(`Page ${index + 1} of the PDF has no size. Save or scan it again and send that.`);
    const text = textLayerOf(page);
    const longest = Math.max(originalWidth, originalHeight);
    const draw = async (from: PDFiumPage, side: number): Promise<Pixels> => {
      const { data, width, height } = await from.render({
        width: Math.max(1, Math.floor((originalWidth * side) / longest)),
        height: Math.max(1, Math.floor((originalHeight * side) / longest)),
        scale: 1,
        render: "bitmap",
        // What was typed into a fillable certificate is part of it.
        renderFormFields: true,
      });
      return { data, width, height, channels: 4 };
    };
    const side = Math.round((longest / 72) * recognitionDpi);
    yield {
      drawn: await draw(page, longestSide),
      text,
      // Drawing closes a page: it is opened anew.
      drawLarge: () => draw(document.getPage(index), Math.max(longestSide, Math.min(mostSide, side))),
    };
  }
}
