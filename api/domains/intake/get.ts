import type { Readable } from "node:stream";
import { and, asc, eq, ne } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "#db/client.ts";
import { accounts, documents, intakePages, intakeScans, participants } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { statusSeen } from "../documents/index.ts";
import { loadPages } from "./internal.ts";
import { proposeParts } from "./propose-parts.ts";
import type { IntakeScanView } from "./schemas.ts";

/** One scan: its pages, what they propose, and what was filed from it. @throws NotFound. */
export async function getIntakeScan(ctx: Ctx, id: number): Promise<IntakeScanView> {
  requirePermission(ctx, "intake:read");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .select({ scan: intakeScans, uploadedByName: accounts.displayName })
      .from(intakeScans)
      .leftJoin(accounts, eq(accounts.id, intakeScans.uploadedById))
      .where(eq(intakeScans.id, id));
    if (!row) throw new NotFound("There is no such scan.");
    const { scan } = row;
    const pages = await loadPages(tx, id);
    const filed = await loadDocuments(tx, id);
    const same = await tx
      .select({ scanId: intakeScans.id, receivedAt: intakeScans.receivedAt })
      .from(intakeScans)
      .where(and(eq(intakeScans.sha256, scan.sha256), ne(intakeScans.id, id)))
      .orderBy(asc(intakeScans.id))
      .limit(20);
    return {
      id,
      status: scan.status,
      source: scan.source,
      originalName: scan.originalName,
      pageCount: pages.length,
      documentCount: filed.length,
      uploadedByName: row.uploadedByName,
      receivedAt: scan.receivedAt.toISOString(),
      version: scan.version,
      mimeType: scan.mimeType,
      sizeBytes: scan.sizeBytes,
      unreadableReason: scan.unreadableReason,
      pages: pages.map(({ coversheet: _, ...page }) => page),
      proposed: proposeParts(pages).map((part) => ({
        pages: part.pages,
        coversheetPage: part.coversheetPage,
        participantId: part.coversheet?.participantId ?? null,
        participantName: part.coversheet?.participantName ?? null,
        registryNumber: part.coversheet?.registryNumber ?? null,
        type: part.coversheet?.type ?? null,
      })),
      documents: filed.map((document) => ({
        ...document,
        pages: pages.flatMap((page) => (page.documentId === document.documentId ? [page.pageNumber] : [])),
      })),
      sameFile: same.map(({ scanId, receivedAt }) => ({ scanId, receivedAt: receivedAt.toISOString() })),
    };
  });
}

async function loadDocuments(tx: Tx, scanId: number) {
  const rows = await tx
    .selectDistinct({
      documentId: documents.id,
      participantId: participants.id,
      givenName: participants.givenName,
      familyName: participants.familyName,
      registryNumber: participants.registryNumber,
      type: documents.type,
      status: statusSeen,
    })
    .from(intakePages)
    .innerJoin(documents, eq(documents.id, intakePages.documentId))
    .innerJoin(participants, eq(participants.id, documents.participantId))
    .where(eq(intakePages.scanId, scanId))
    .orderBy(asc(documents.id));
  return rows.map(({ givenName, familyName, ...row }) => ({
    ...row,
    participantName: `${givenName} ${familyName}`,
  }));
}

type ScanFile = {
  stream: Readable;
  sizeBytes: number;
  mimeType: string;
  fileName: string;
  disposition: "inline" | "attachment";
};
const pageSchema = z.object({ id: z.number().int(), page: z.coerce.number().int().positive() });
type PageOf = z.input<typeof pageSchema>;

async function pageFile(ctx: Ctx, raw: PageOf, column: "imageKey" | "thumbnailKey"): Promise<ScanFile> {
  requirePermission(ctx, "intake:read");
  const wanted = pageSchema.safeParse(raw);
  if (!wanted.success) throw new NotFound("There is no such page.");
  const { id, page } = wanted.data;
  const [row] = await inTransaction(ctx, (tx) =>
    tx
      .select({ key: intakePages[column] })
      .from(intakePages)
      .where(and(eq(intakePages.scanId, id), eq(intakePages.pageNumber, page))),
  );
  if (!row) throw new NotFound("There is no such page.");
  const file = await ctx.files.read(row.key);
  return { ...file, mimeType: "image/webp", fileName: `scan-${id}-${page}.webp`, disposition: "inline" };
}

export const readScanPage = (ctx: Ctx, raw: PageOf): Promise<ScanFile> => pageFile(ctx, raw, "imageKey");
export const readScanThumbnail = (ctx: Ctx, raw: PageOf): Promise<ScanFile> =>
  pageFile(ctx, raw, "thumbnailKey");

/** The file as it came, never shown in place. */
export async function readScanOriginal(ctx: Ctx, { id }: { id: number }): Promise<ScanFile> {
  requirePermission(ctx, "intake:read");
  const [row] = await inTransaction(ctx, (tx) => tx.select().from(intakeScans).where(eq(intakeScans.id, id)));
  if (!row) throw new NotFound("There is no such scan.");
  const { storageKey, mimeType, originalName: fileName } = row;
  return { ...(await ctx.files.read(storageKey)), mimeType, fileName, disposition: "attachment" };
}
