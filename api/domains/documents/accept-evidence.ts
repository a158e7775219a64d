import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { documentDecisions, documents } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { offTheDesk } from "./internal.ts";

/**
 * Marks the proof of an approved name change as verified, in the transaction that approves it, so that it cannot be
 * deleted any more (S52). Quiet where the document was decided already.
 */
export async function acceptEvidence(tx: Tx, ctx: Ctx, documentId: number): Promise<void> {
  const decidedById = ctx.actor.type === "account" ? ctx.actor.accountId : null;
  const [row] = await tx
    .update(documents)
    .set({
      status: "verified",
      decidedAt: ctx.now,
      decidedById,
      claimedById: null,
      claimedUntil: null,
      ...offTheDesk,
    })
    .where(and(eq(documents.id, documentId), inArray(documents.status, ["processing", "unverified"])))
    .returning({ id: documents.id });
  if (row)
    await tx
      .insert(documentDecisions)
      .values({ documentId, outcome: "verified", rulesVersion: ctx.jurisdiction.rulesVersion, decidedById });
}
