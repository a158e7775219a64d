import { eq } from "drizzle-orm";
import type { Ctx } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { documents, reviewRequests } from "#db/schema/index.ts";
import { addresseeOf } from "./notify.ts";
import { documentTypeLabel } from "./words.ts";

/** A requested review with whom to tell and the words every e-mail about it has; undefined where there is nobody. */
export async function reviewOf(tx: Tx, ctx: Ctx, id: number) {
  const [row] = await tx
    .select({ review: reviewRequests, document: documents })
    .from(reviewRequests)
    .innerJoin(documents, eq(documents.id, reviewRequests.documentId))
    .where(eq(reviewRequests.id, id));
  const to = row && (await addresseeOf(tx, row.review.participantId));
  if (!row || !to) return undefined;
  const values = {
    name: to.name,
    documentId: String(row.document.id),
    documentType: documentTypeLabel(ctx.jurisdiction, row.document.type, to.locale),
  };
  return { review: row.review, to, values };
}
