import type { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { requestFiles, requestPages, requests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { uploadDocument } from "../documents/index.ts";
import { attachFile, checkFile, lockRequest } from "./internal.ts";
import {
  type AddRequestFile,
  addRequestFileSchema,
  type KeepRequestFile,
  type KeptAs,
  keepRequestFileSchema,
} from "./schemas.ts";

type FileAnswer = {
  stream: Readable;
  sizeBytes: number;
  mimeType: string;
  fileName: string;
  disposition: "inline" | "attachment";
};
const place = z.object({
  id: z.number().int(),
  file: z.coerce.number().int().positive(),
  page: z.coerce.number().int().positive().default(1),
});
type Place = z.input<typeof place>;
const noSuchPage = "There is no such page.";

/** The picture of one page of proof, made in the sandbox. @throws NotFound */
export async function readRequestPage(ctx: Ctx, raw: Place): Promise<FileAnswer> {
  requirePermission(ctx, "requests:read");
  const wanted = place.safeParse(raw);
  if (!wanted.success) throw new NotFound(noSuchPage);
  const { id, file, page } = wanted.data;
  const [row] = await inTransaction(ctx, (tx) =>
    tx
      .select({ key: requestPages.imageKey })
      .from(requestPages)
      .innerJoin(requestFiles, eq(requestFiles.id, requestPages.fileId))
      .where(
        and(eq(requestFiles.requestId, id), eq(requestFiles.id, file), eq(requestPages.pageNumber, page)),
      ),
  );
  if (!row) throw new NotFound(noSuchPage);
  const answer = await ctx.files.read(row.key);
  return {
    ...answer,
    mimeType: "image/webp",
    fileName: `request-${id}-${file}-${page}.webp`,
    disposition: "inline",
  };
}

/** The file as it came, never shown in place. @throws NotFound */
export async function readRequestOriginal(ctx: Ctx, raw: Place): Promise<FileAnswer> {
  requirePermission(ctx, "requests:read");
  const wanted = place.safeParse(raw);
  if (!wanted.success) throw new NotFound("There is no such file.");
  const { id, file } = wanted.data;
  const [row] = await inTransaction(ctx, (tx) =>
    tx
      .select()
      .from(requestFiles)
      .where(and(eq(requestFiles.requestId, id), eq(requestFiles.id, file))),
  );
  if (!row) throw new NotFound("There is no such file.");
  const { storageKey, mimeType, originalName: fileName } = row;
  return { ...(await ctx.files.read(storageKey)), mimeType, fileName, disposition: "attachment" };
}

/** Keeps what came by letter or hand with its request, for staff. @throws Invalid at `file`, Conflict where it is closed */
export async function addRequestFile(ctx: Ctx, raw: AddRequestFile): Promise<{ id: number }> {
  requirePermission(ctx, "requests:work");
  const { requestId } = addRequestFileSchema.parse(raw);
  checkFile(raw.file);
  return inTransaction(ctx, async (tx, inner) => {
    const request = await lockRequest(tx, inner, requestId);
    if (request.status !== "open" && request.status !== "answered")
      throw new Conflict("This request is closed. Open it again first.");
    await attachFile(tx, { requestId, messageId: null }, raw.file);
    await recordAudit(tx, inner, {
      action: "request.file_added",
      subject: { type: "requests", id: requestId },
      participantId: request.participantId,
    });
    return { id: requestId };
  });
}

/**
 * Makes proof that came with a request a document of the linked record, as every document is taken in, so that a name
 * change can rest on it. Once for each file. @throws Conflict where no record is linked or it is kept already.
 */
export async function keepRequestFile(ctx: Ctx, raw: KeepRequestFile): Promise<KeptAs> {
  requirePermission(ctx, "requests:work");
  const { id, fileId } = keepRequestFileSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const request = await lockRequest(tx, inner, id);
    const [file] = await tx
      .select()
      .from(requestFiles)
      .where(and(eq(requestFiles.id, fileId), eq(requestFiles.requestId, id)));
    if (!file) throw new NotFound("There is no such file.");
    if (!request.participantId) throw new Conflict("Link the request with a record first.");
    if (file.documentId) throw new Conflict(`This file is document ${file.documentId} already.`);
    const type = request.type === "name_change" ? "name_change_evidence" : "other";
    const { stream } = await inner.files.read(file.storageKey);
    const copy = await inner.files.put(stream, { folder: "uploads" });
    try {
      const head = (await inner.files.readAll(copy.key)).subarray(0, 4096);
      const made = await uploadDocument(inner, {
        type,
        source: "email",
        participantId: request.participantId,
        file: { ...copy, head, originalName: file.originalName },
      });
      await tx.update(requestFiles).set({ documentId: made.id }).where(eq(requestFiles.id, file.id));
      await tx.update(requests).set({ documentId: made.id }).where(eq(requests.id, id));
      await recordAudit(tx, inner, {
        action: "request.file_kept",
        subject: { type: "requests", id },
        participantId: request.participantId,
        after: { documentId: made.id },
      });
      return { documentId: made.id, type };
    } catch (error) {
      await inner.files.remove(copy.key);
      throw error;
    }
  });
}
