import { and, asc, eq } from "drizzle-orm";
import { PDFDocument } from "pdf-lib";
import sharp from "sharp";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { NotFound } from "#api/kernel/errors.ts";
import { hashBands } from "#db/page-hash.ts";
import type { Word } from "#db/reading.ts";
import {
  documentFiles,
  documentPages,
  documents,
  intakePages,
  intakePageTexts,
  intakeScans,
} from "#db/schema/index.ts";
import { pageHash } from "../media/page-hash.ts";
import { plainLook } from "../media/straighten.ts";
import { keepOpened, markUnreadable } from "../opened-document.ts";
import type { Task } from "./task.ts";

/** Tries after which a page picture that is not in the store counts as lost. */
const enoughTries = 3;
/** The longer side of a page in the written file, in points: US Letter. */
const letterHeight = 792;

type Made = {
  bytes: Uint8Array /** One a page; null where there is next to nothing on it. */;
  hashes: (string | null)[];
};
type Page = typeof intakePages.$inferSelect & { words: Word[] | null };
type Scan = Pick<typeof intakeScans.$inferSelect, "originalName" | "receivedAt">;

/**
 * Writes the file of a document that was filed from a scan: its page pictures as a PDF, nothing of the bytes somebody
 * sent. The page images are the scan's own, named by both rows, and so are the words of its text layer. Running it twice leaves one file and the same rows.
 */
export const fileIntakePart: Task<"file_intake_part"> = async ({ documentId }, ctx, { log, attempt }) => {
  const { pages, scan } = await waitingPages(ctx, documentId);
  if (!scan) return log.info({ documentId }, "nothing to file");
  let made: Made;
  try {
    made = await pagesAsPdf(ctx, pages, scan);
  } catch (error) {
    const lost = error instanceof NotFound || (error as NodeJS.ErrnoException).code === "ENOENT";
    if (!lost || attempt < enoughTries) throw error;
    return markUnreadable(ctx, documentId, "A page was lost on our side. Please send it again.");
  }
  const { bytes, hashes } = made;
  const file = await ctx.files.put(Buffer.from(bytes), { folder: "uploads" });
  const kept = await keepOpened(ctx, documentId, async (tx) => {
    const [row] = await tx
      .insert(documentFiles)
      .values({
        documentId,
        storageKey: file.key,
        originalName: nameOf(scan, pages),
        mimeType: "application/pdf",
        sizeBytes: file.sizeBytes,
        sha256: file.sha256,
      })
      .returning({ id: documentFiles.id });
    const stored = await tx
      .insert(documentPages)
      .values(
        pages.map(({ imageKey, thumbnailKey, width, height, problems }, index) => ({
          documentId,
          fileId: row!.id,
          pageNumber: index + 1,
          imageKey,
          thumbnailKey,
          width,
          height,
          problems,
          perceptualHash: hashes[index],
          hashBands: hashes[index] ? hashBands(hashes[index]) : [],
        })),
      )
      .returning({ pageId: documentPages.id, pageNumber: documentPages.pageNumber });
    return stored.map(({ pageId, pageNumber }) => ({ pageId, words: pages[pageNumber - 1]!.words }));
  });
  if (!kept) await ctx.files.remove(file.key);
};

/** The scan's pages of a document that has no file yet. */
async function waitingPages(ctx: Ctx, documentId: number): Promise<{ pages: Page[]; scan?: Scan }> {
  const rows = await inTransaction(ctx, (tx) =>
    tx
      .select({ page: intakePages, scan: intakeScans, words: intakePageTexts.words })
      .from(intakePages)
      .leftJoin(intakePageTexts, eq(intakePageTexts.pageId, intakePages.id))
      .innerJoin(intakeScans, eq(intakeScans.id, intakePages.scanId))
      .innerJoin(documents, eq(documents.id, intakePages.documentId))
      .where(and(eq(intakePages.documentId, documentId), eq(documents.status, "processing")))
      .orderBy(asc(intakePages.pageNumber)),
  );
  return { pages: rows.map(({ page, words }) => ({ ...page, words })), scan: rows[0]?.scan };
}

/** The same pages always make the same bytes, so that a repeat is seen as the same file. */
async function pagesAsPdf(ctx: Ctx, pages: readonly Page[], scan: Scan): Promise<Made> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setCreationDate(scan.receivedAt);
  pdf.setModificationDate(scan.receivedAt);
  const hashes: (string | null)[] = [];
  for (const { imageKey, width, height } of pages) {
    const picture = sharp(await ctx.files.readAll(imageKey));
    const { data, info } = await picture.clone().removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const { letters } = plainLook({ data, width: info.width, height: info.height, channels: 3 });
    hashes.push(pageHash(letters));
    const jpeg = await picture.jpeg({ quality: 85 }).toBuffer();
    const image = await pdf.embedJpg(jpeg);
    const scale = letterHeight / Math.max(width, height);
    const size = { width: width * scale, height: height * scale };
    pdf.addPage([size.width, size.height]).drawImage(image, { x: 0, y: 0, ...size });
  }
  return { bytes: await pdf.save(), hashes };
}

function nameOf({ originalName }: Scan, pages: readonly Page[]): string {
  const numbers = pages.map(({ pageNumber }) => pageNumber);
  const [first, last] = [numbers[0]!, numbers.at(-1)!];
  const whole = last - first === numbers.length - 1;
  const which =
    numbers.length === 1 ? `page ${first}` : `pages ${whole ? `${first}-${last}` : numbers.join(", ")}`;
  return `${originalName.replace(/\.\w{2,5}$/, "").slice(0, 150)}, ${which.slice(0, 40)}.pdf`;
}
