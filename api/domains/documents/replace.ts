import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { DocumentStatus } from "#db/enums.ts";
import { documentFiles, documents } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { lockDocument } from "./internal.ts";
import { removeDocument } from "./remove.ts";
import { idSchema, type UploadedFile, type UploadResult } from "./schemas.ts";
import { uploadDocument } from "./upload.ts";

const replaceSchema = z.strictObject({ id: idSchema, file: z.custom<UploadedFile>() });
export type ReplaceDocument = z.input<typeof replaceSchema>;

/** Nobody has decided on these: a better picture changes nothing but the picture, so it keeps the place in line. */
const inLine: readonly DocumentStatus[] = ["processing", "unverified"];

/**
 * A better picture of the same document in place of the one that was sent: the old one is taken back and the new one
 * taken in with the same type and stated facts, as hidden as it was, or nothing happens. M6
 * @returns the new document. @throws Invalid for the same file again, Conflict where it is decided, NotFound.
 */
export async function replaceDocument(ctx: Ctx, raw: ReplaceDocument): Promise<UploadResult> {
  requirePermission(ctx, "documents:delete");
  const { id, file } = replaceSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    const same = await tx.$count(
      documentFiles,
      and(eq(documentFiles.documentId, id), eq(documentFiles.sha256, file.sha256)),
    );
    const message = "This is the same file as before. Choose the new one.";
    if (same > 0) throw new Invalid(message, { fields: { file: message } });
    await removeDocument(inner, { id });
    const { type, statedLevel, statedNumber, statedIssuedOn, statedExpiresOn } = before;
    const stated = { statedLevel, statedNumber, statedIssuedOn, statedExpiresOn };
    const sent = await uploadDocument(inner, { participantId: before.participantId, type, ...stated, file });
    const { receivedAt, lane, laneRank, hiddenFromEmployers } = before;
    const place = inLine.includes(before.status) ? { receivedAt, lane, laneRank } : {};
    await tx
      .update(documents)
      .set({ ...place, hiddenFromEmployers })
      .where(eq(documents.id, sent.id));
    return sent;
  });
}
