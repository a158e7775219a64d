import { createReadStream } from "node:fs";
import { and, eq, ne } from "drizzle-orm";
import { findByCodes } from "#api/domains/coversheets/index.ts";
import { fileIntakeScan, filesItself, loadPages, proposeParts } from "#api/domains/intake/index.ts";
import { recordAudit } from "#api/kernel/audit.ts";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { intakePages, intakePageTexts, intakeScans } from "#db/schema/index.ts";
import { wholeWords } from "../opened-document.ts";
import { openStored } from "../sandbox/open-stored.ts";
import type { OpenedPage } from "../sandbox/open-upload.ts";
import type { Task } from "./task.ts";

type Scan = typeof intakeScans.$inferSelect;
type Stored = { page: OpenedPage; imageKey: string; thumbnailKey: string };

/**
 * Opens a scan of many people's papers in the sandbox and keeps its pages; coversheets say whose documents follow. Where
 * they say it of all of them the scan files itself, else it waits for staff. Running it twice changes nothing. B-D11
 */
export const processIntakeScan: Task<"process_intake_scan"> = async (
  { scanId },
  ctx,
  { log, attempt, signal },
) => {
  const [scan] = await inTransaction(ctx, (tx) =>
    tx
      .select()
      .from(intakeScans)
      .where(and(eq(intakeScans.id, scanId), eq(intakeScans.status, "processing"))),
  );
  if (!scan) return log.info({ scanId }, "no scan to open");
  await openStored(
    ctx,
    scan,
    { attempt, signal, codes: true },
    {
      pages: (pages) => keepPages(ctx, scan, pages),
      unreadable: (reason) => markUnreadable(ctx, scan, reason),
      ifLost: "Please upload it again.",
      ifBroken: "Scan or save it again and upload that.",
    },
  );
};

/** Stores the page images, then writes their rows, the new status and what files itself in one go. */
async function keepPages(ctx: Ctx, scan: Scan, pages: readonly OpenedPage[]): Promise<void> {
  const keys: string[] = [];
  const put = async (path: string) => {
    const { key } = await ctx.files.put(createReadStream(path), { folder: "pages", extension: ".webp" });
    keys.push(key);
    return key;
  };
  const removeAgain = () => Promise.all(keys.map((key) => ctx.files.remove(key)));
  const stored: Stored[] = [];
  try {
    for (const page of pages)
      stored.push({ page, imageKey: await put(page.image), thumbnailKey: await put(page.thumbnail) });
  } catch (error) {
    await removeAgain();
    throw error;
  }
  // After a failed commit the files stay, because the rows may exist: the sweep of leftovers decides.
  const kept = await inTransaction(ctx, (tx, inner) => writePages(tx, inner, scan, stored));
  if (!kept) await removeAgain();
}

async function writePages(tx: Tx, ctx: Ctx, scan: Scan, stored: readonly Stored[]): Promise<boolean> {
  const [ready] = await tx
    .update(intakeScans)
    .set({ status: "ready", unreadableReason: null })
    .where(and(eq(intakeScans.id, scan.id), eq(intakeScans.status, "processing")))
    .returning({ version: intakeScans.version });
  if (!ready) return false;
  const sheets = await findByCodes(
    tx,
    stored.flatMap(({ page }) => page.codes),
  );
  const sheetOf = (page: OpenedPage) => page.codes.map((code) => sheets.get(code)).find(Boolean) ?? null;
  const rows = await tx
    .insert(intakePages)
    .values(
      stored.map(({ page, imageKey, thumbnailKey }) => ({
        scanId: scan.id,
        pageNumber: page.pageNumber,
        width: page.width,
        height: page.height,
        imageKey,
        thumbnailKey,
        problems: page.problems,
        coversheetId: sheetOf(page),
      })),
    )
    .returning({ pageId: intakePages.id, pageNumber: intakePages.pageNumber });
  const wordsOf = new Map(stored.map(({ page }) => [page.pageNumber, wholeWords(page.words)]));
  const texts = rows.flatMap(({ pageId, pageNumber }) => {
    const words = wordsOf.get(pageNumber);
    return words ? [{ pageId, words }] : [];
  });
  if (texts.length > 0) await tx.insert(intakePageTexts).values(texts);
  await recordAudit(tx, ctx, {
    action: "intake_scan.processed",
    subject: { type: "intake_scans", id: scan.id },
    after: { status: "ready", pages: stored.length, coversheets: sheets.size },
  });
  await fileByCoversheets(tx, ctx, scan, ready.version);
  return true;
}

/** Files a scan that says of every page whose it is. One that was here before waits for a person to look. */
async function fileByCoversheets(tx: Tx, ctx: Ctx, scan: Scan, version: number): Promise<void> {
  const parts = proposeParts(await loadPages(tx, scan.id));
  if (!filesItself(parts)) return;
  const again = await tx.$count(
    intakeScans,
    and(eq(intakeScans.sha256, scan.sha256), ne(intakeScans.id, scan.id)),
  );
  if (again > 0) return;
  await fileIntakeScan(ctx, {
    id: scan.id,
    version,
    parts: parts.map(({ pages, coversheet }) => ({
      pages,
      participantId: coversheet.participantId,
      type: coversheet.type,
    })),
  });
}

async function markUnreadable(ctx: Ctx, scan: Scan, reason: string): Promise<void> {
  await inTransaction(ctx, async (tx, inner) => {
    const [moved] = await tx
      .update(intakeScans)
      .set({ status: "unreadable", unreadableReason: reason })
      .where(and(eq(intakeScans.id, scan.id), eq(intakeScans.status, "processing")))
      .returning({ id: intakeScans.id });
    if (!moved) return;
    await recordAudit(tx, inner, {
      action: "intake_scan.unreadable",
      subject: { type: "intake_scans", id: scan.id },
      after: { status: "unreadable" },
      reason,
    });
  });
}
