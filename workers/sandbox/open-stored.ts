import { access } from "node:fs/promises";
import type { Ctx } from "#api/kernel/context.ts";
import { type OpenedPage, SandboxFailed, withOpenedUpload } from "./open-upload.ts";

/** Tries after which a file that kills the sandbox, or is not in the store, counts as unreadable. */
const enoughTries = 3;

type Stored = { storageKey: string; mimeType: string };
type Run = { attempt: number; signal?: AbortSignal; codes?: boolean };
type Ends = {
  pages(pages: readonly OpenedPage[]): Promise<void>;
  unreadable(reason: string): Promise<void>;
  /** What to do about it, for who sent the file: follows "The file was lost on our side." and "… cannot be opened." */
  ifLost: string;
  ifBroken: string;
};

/**
 * Opens a stored upload in the sandbox and ends it one way or the other: with its pages, or unreadable with a reason in
 * words. A file that is missing, or whose opening kills the sandbox, is tried again a few times first.
 * @throws Error for the queue to try again.
 */
export async function openStored(
  ctx: Ctx,
  file: Stored,
  { attempt, signal, codes }: Run,
  ends: Ends,
): Promise<void> {
  const path = ctx.files.localPath(file.storageKey);
  const stored = await access(path).then(
    () => true,
    () => false,
  );
  if (!stored) {
    if (attempt < enoughTries) throw new Error("The file is not in the store.");
    return ends.unreadable(`The file was lost on our side. ${ends.ifLost}`.trim());
  }
  try {
    await withOpenedUpload(
      { path, mimeType: file.mimeType },
      (opened) => ("pages" in opened ? ends.pages(opened.pages) : ends.unreadable(opened.unreadable)),
      { codes, signal },
    );
  } catch (error) {
    if (!(error instanceof SandboxFailed) || signal?.aborted || attempt < enoughTries) throw error;
    await ends.unreadable(`The file cannot be opened. ${ends.ifBroken}`.trim());
  }
}
