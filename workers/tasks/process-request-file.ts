import { createReadStream } from "node:fs";
import { and, eq } from "drizzle-orm";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import { requestFiles, requestPages } from "#db/schema/index.ts";
import { openStored } from "../sandbox/open-stored.ts";
import type { OpenedPage } from "../sandbox/open-upload.ts";
import type { Task } from "./task.ts";

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
  await openStored(
    ctx,
    file,
    { attempt, signal },
    {
      pages: (pages) => keepPages(ctx, requestFileId, pages),
      unreadable: (reason) => markUnreadable(ctx, requestFileId, reason),
      ifLost: "",
      ifBroken: "",
    },
  );
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
