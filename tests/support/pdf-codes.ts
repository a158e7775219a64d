import { PDFiumLibrary } from "@hyzyla/pdfium";
import { codesOn } from "#workers/media/page-codes.ts";

/** What the QR codes on the first page of a PDF say, read off the drawn page as a scanner would. */
export async function pdfCodes(bytes: Uint8Array): Promise<string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(bytes));
  const { data, width, height } = await document.getPage(0).render({ scale: 2, render: "bitmap" });
  const codes = await codesOn({ data: Buffer.from(data), width, height, channels: 4 });
  document.destroy();
  library.destroy();
  return codes;
}
