import { access } from "node:fs/promises";
import type { Ctx } from "#api/kernel/context.ts";
import { openSheet, type Sheet } from "./open-sheet.ts";
import { type OpenedPage, withOpenedUpload } from "./open-upload.ts";
import { SandboxFailed } from "./run-child.ts";

/** Tries after which a file that kills the sandbox, or is not in the store, counts as unreadable. */
const enoughTries = 3;

type Stored = { storageKey: string; mimeType: string };
type Run = { attempt: number; signal?: AbortSignal; codes?: boolean };
type Unopened = {
  unreadable(reason: string): Promise<void>;
  /** What to do about it, for who sent the file: follows "The file was lost on our side." and "… cannot be opened." */
  ifLost: string;
  ifBroken: string;
};
type Ends = Unopened & { pages(pages: readonly OpenedPage[]): Promise<void> };

/**
 * Opens a stored upload in the sandbox and ends it one way or the other: with its pages, or unreadable with a reason in
 * words. A file that is missing, or whose opening kills the sandbox, is tried again a few times first.
 * @throws Error for the queue to try again.
 */
export function openStored(ctx: Ctx, file: Stored, run: Run, ends: Ends): Promise<void> {
  const { codes, signal } = run;
  return endWell(ctx, file, run, ends, (path) =>
    withOpenedUpload(
      { path, mimeType: file.mimeType },
      (opened) => ("pages" in opened ? ends.pages(opened.pages) : ends.unreadable(opened.unreadable)),
      { codes, signal },
    ),
  );
}

/** As {@link openStored} for a table: a spreadsheet, or text with separators. */
export function openStoredSheet(
  ctx: Ctx,
  file: Stored,
  run: Run,
  ends: Unopened & { rows(sheet: Sheet): Promise<void> },
): Promise<void> {
  return endWell(ctx, file, run, ends, async (path) => {
    const opened = await openSheet({ path, mimeType: file.mimeType }, run);
    await ("rows" in opened ? ends.rows(opened) : ends.unreadable(opened.unreadable));
  });
}

async function endWell(
  ctx: Ctx,
  file: Stored,
  { attempt, signal }: Run,
  ends: Unopened,
  open: (path: string) => Promise<void>,
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
    await open(path);
  } catch (error) {
    if (!(error instanceof SandboxFailed) || signal?.aborted || attempt < enoughTries) throw error;
    await ends.unreadable(`The file cannot be opened. ${ends.ifBroken}`.trim());
  }
}
