import { PDFiumLibrary } from "@hyzyla/pdfium";

/** The text of a PDF as a reader finds it, pages and lines joined by blanks. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(bytes));
  const text = [...document.pages()].map((page) => page.getText().replace(/\s+/g, " ")).join(" ");
  document.destroy();
  library.destroy();
  return text;
}
