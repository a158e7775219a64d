import { createReadStream } from "node:fs";
import { and, asc, eq } from "drizzle-orm";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { hashBands } from "#db/page-hash.ts";
import { documentFiles, documentPages, documents } from "#db/schema/index.ts";
import { keepOpened, markUnreadable, wholeWords } from "../opened-document.ts";
import { openStored } from "../sandbox/open-stored.ts";
import type { OpenedPage } from "../sandbox/open-upload.ts";
import type { Task } from "./task.ts";

type StoredPage = Omit<typeof documentPages.$inferInsert, "id">;

/**
 * Opens a stored upload in the sandbox and moves its document on: page images and `unverified`, or `unreadable` with the
 * reason, of which the participant is told. What carries entries is read next. Running it twice leaves the same rows and no file without one. S50, S53
 */
export const processUpload: Task<"process_upload"> = async (
  { documentId },
  ctx,
  { log, attempt, signal },
) => {
  const file = await waitingFile(ctx, documentId);
  if (!file) return log.info({ documentId }, "nothing to process");
  await openStored(
    ctx,
    file,
    { attempt, signal },
    {
      pages: (pages) => keepPages(ctx, documentId, file.id, pages),
      unreadable: (reason) => markUnreadable(ctx, documentId, reason),
      ifLost: "Please send it again.",
      ifBroken: "Save or scan it again and send that.",
    },
  );
};

/** The file of a document that still waits to be processed. */
async function waitingFile(ctx: Ctx, documentId: number) {
  const [file] = await inTransaction(ctx, (tx) =>
    tx
      .select({
        id: documentFiles.id,
        storageKey: documentFiles.storageKey,
        mimeType: documentFiles.mimeType,
      })
      .from(documentFiles)
      .innerJoin(documents, eq(documents.id, documentFiles.documentId))
      .where(and(eq(documents.id, documentId), eq(documents.status, "processing")))
      .orderBy(asc(documentFiles.id))
      .limit(1),
  );
  return file;
}

/**
 * Stores the page images, then writes their rows and the new status in one go. Where the document has moved on meanwhile
 * the images go again; after a failed commit they stay, because the rows may exist, and the sweep of leftovers decides.
 */
async function keepPages(
  ctx: Ctx,
  documentId: number,
  fileId: number,
  pages: readonly OpenedPage[],
): Promise<void> {
  const { rows, removeAgain } = await storePages(ctx, documentId, fileId, pages);
  const kept = await keepOpened(ctx, documentId, async (tx) => {
    const stored = await tx
      .insert(documentPages)
      .values(rows)
      .returning({ pageId: documentPages.id, pageNumber: documentPages.pageNumber });
    const words = new Map(pages.map((page) => [page.pageNumber, wholeWords(page.words)]));
    return stored.map(({ pageId, pageNumber }) => ({ pageId, words: words.get(pageNumber) ?? null }));
  });
  if (!kept) await removeAgain();
}

async function storePages(ctx: Ctx, documentId: number, fileId: number, pages: readonly OpenedPage[]) {
  const keys: string[] = [];
  const removeAgain = () => Promise.all(keys.map((key) => ctx.files.remove(key)));
  const put = async (path: string) => {
    const { key } = await ctx.files.put(createReadStream(path), { folder: "pages", extension: ".webp" });
    keys.push(key);
    return key;
  };
  const rows: StoredPage[] = [];
  try {
    for (const { pageNumber, width, height, image, thumbnail, problems, hash } of pages) {
      const imageKey = await put(image);
      rows.push({
        documentId,
        fileId,
        pageNumber,
        width,
        height,
        imageKey,
        thumbnailKey: await put(thumbnail),
        problems,
        perceptualHash: hash,
        hashBands: hash ? hashBands(hash) : [],
      });
    }
  } catch (error) {
    await removeAgain();
    throw error;
  }
  return { rows, removeAgain };
}
