import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { and, eq } from "drizzle-orm";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { requestFiles, requestPages } from "#db/schema/index.ts";
import { type OpenedPage, SandboxFailed, withOpenedUpload } from "../sandbox/open-upload.ts";
import type { Task } from "./task.ts";

/** Tries after which a file that kills the sandbox, or is not in the store, counts as unreadable. */
const enoughTries = 3;

const waiting = (id: number) => and(eq(requestFiles.id, id), eq(requestFiles.status, "processing"));

/** Opens proof sent with a request in the sandbox and keeps its pages as pictures. Running it twice changes nothing. G8 */
export const processRequestFile: Task<"process_request_file"> = async (
  { requestFileId },
  ctx,
  { log, attempt, signal },
) => {
  const [file] = await inTransaction(ctx, (tx) =>
    tx.select().from(requestFiles).where(waiting(requestFileId)),
  );
  if (!file) return log.info({ requestFileId }, "nothing to open");
  const path = ctx.files.localPath(file.storageKey);
  const stored = await access(path).then(
    () => true,
    () => false,
  );
  if (!stored) {
    if (attempt < enoughTries) throw new Error("The file is not in the store.");
    return markUnreadable(ctx, requestFileId, "The file was lost on our side.");
  }
  try {
    await withOpenedUpload(
      { path, mimeType: file.mimeType },
      (opened) =>
        "pages" in opened
          ? keepPages(ctx, requestFileId, opened.pages)
          : markUnreadable(ctx, requestFileId, opened.unreadable),
      { signal },
    );
  } catch (error) {
    if (!(error instanceof SandboxFailed) || signal?.aborted || attempt < enoughTries) throw error;
    await markUnreadable(ctx, requestFileId, "The file cannot be opened.");
  }
};

/** Stores the pictures, then writes their rows and the new status in one go. */
async function keepPages(ctx: Ctx, fileId: number, pages: readonly OpenedPage[]): Promise<void> {
  const keys: string[] = [];
  const put = async (path: string) => {
    const { key } = await ctx.files.put(createReadStream(path), { folder: "pages", extension: ".webp" });
    keys.push(key);
    return key;
  };
  const removeAgain = () => Promise.all(keys.map((key) => ctx.files.remove(key)));
  const rows: (typeof requestPages.$inferInsert)[] = [];
  try {
    for (const { pageNumber, width, height, image, thumbnail, problems } of pages) {
      const imageKey = await put(image);
      rows.push({
        fileId,
        pageNumber,
        width,
        height,
        imageKey,
        thumbnailKey: await put(thumbnail),
        problems,
      });
    }
  } catch (error) {
    await removeAgain();
    throw error;
  }
  // After a failed commit the files stay, because the rows may exist: the sweep of leftovers decides.
  const kept = await inTransaction(ctx, async (tx) => {
    const [moved] = await tx
      .update(requestFiles)
      .set({ status: "ready" })
      .where(waiting(fileId))
      .returning({ id: requestFiles.id });
    if (!moved) return false;
    await tx.insert(requestPages).values(rows);
    return true;
  });
  if (!kept) await removeAgain();
}

async function markUnreadable(ctx: Ctx, fileId: number, reason: string): Promise<void> {
  await inTransaction(ctx, (tx) =>
    tx.update(requestFiles).set({ status: "unreadable", unreadableReason: reason }).where(waiting(fileId)),
  );
}
