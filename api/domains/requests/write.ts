import { eq } from "drizzle-orm";
import { requests } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import type { UploadedFile } from "../documents/schemas.ts";
import { readAsAsker } from "./get.ts";
import { checkFile, noSuchRequest, receiveFromAsker } from "./internal.ts";
import { type AskerView, type WriteRequest, writeRequestSchema } from "./schemas.ts";

/** The person writes more to their own request, which waits for the office again. @throws NotFound, Invalid, TooMany */
export async function writeToOwnRequest(
  ctx: Ctx,
  raw: WriteRequest,
  file?: UploadedFile,
): Promise<AskerView> {
  requirePermission(ctx, "requests:submit");
  const { id, body } = writeRequestSchema.parse(raw);
  if (file) checkFile(file);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .select({ participantId: requests.participantId })
      .from(requests)
      .where(eq(requests.id, id));
    if (!row || own === null || row.participantId !== own) throw new NotFound(noSuchRequest);
  });
  await receiveFromAsker(ctx, id, { body, files: file ? [file] : [] });
  return inTransaction(ctx, (tx) => readAsAsker(tx, id));
}
