import type { Readable } from "node:stream";
import { and, asc, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { documentFiles, documentPages, documents } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { idSchema } from "./entry-schemas.ts";
import { type ById, byIdSchema } from "./schemas.ts";

/** A file as the router streams it. */
type DocumentFile = {
  stream: Readable;
  sizeBytes: number;
  mimeType: string;
  fileName: string;
  disposition: "inline" | "attachment";
};

const pageSchema = z.strictObject({ id: idSchema, page: z.coerce.number().int().positive() });
type PageOf = z.input<typeof pageSchema>;

async function pageFile(ctx: Ctx, raw: PageOf, column: "imageKey" | "thumbnailKey"): Promise<DocumentFile> {
  requirePermission(ctx, "documents:read");
  const wanted = pageSchema.safeParse(raw);
  if (!wanted.success) throw new NotFound("There is no such page.");
  const { id, page } = wanted.data;
  const [row] = await inTransaction(ctx, (tx) =>
    tx
      .select({ key: documentPages[column] })
      .from(documentPages)
      .innerJoin(documents, eq(documents.id, documentPages.documentId))
      .where(and(eq(documents.id, id), eq(documentPages.pageNumber, page), ne(documents.status, "deleted"))),
  );
  if (!row) throw new NotFound("There is no such page.");
  // Made by the registry from decoded pixels, never the bytes somebody sent: safe to show in place.
  const file = await ctx.files.read(row.key);
  return { ...file, mimeType: "image/webp", fileName: `document-${id}-${page}.webp`, disposition: "inline" };
}

/** One page as an upright WebP image. Throws NotFound outside the actor's reach. */
export const readPageImage = (ctx: Ctx, raw: PageOf): Promise<DocumentFile> => pageFile(ctx, raw, "imageKey");

/** One page 320 pixels wide. Throws NotFound outside the actor's reach. */
export const readPageThumbnail = (ctx: Ctx, raw: PageOf): Promise<DocumentFile> =>
  pageFile(ctx, raw, "thumbnailKey");

/** The bytes as they were sent, always as an attachment. S46 @throws NotFound outside the actor's reach. */
export async function readOriginal(ctx: Ctx, raw: ById): Promise<DocumentFile> {
  requirePermission(ctx, "documents:read");
  const { id } = byIdSchema.parse(raw);
  const [row] = await inTransaction(ctx, (tx) =>
    tx
      .select({
        key: documentFiles.storageKey,
        mimeType: documentFiles.mimeType,
        fileName: documentFiles.originalName,
      })
      .from(documentFiles)
      .innerJoin(documents, eq(documents.id, documentFiles.documentId))
      .where(and(eq(documents.id, id), ne(documents.status, "deleted")))
      .orderBy(asc(documentFiles.id))
      .limit(1),
  );
  if (!row) throw new NotFound("There is no such document.");
  const { key, ...facts } = row;
  return { ...(await ctx.files.read(key)), ...facts, disposition: "attachment" };
}
