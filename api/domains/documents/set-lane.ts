import { eq } from "drizzle-orm";
import { documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { inWords, laneRanks, lockDocument, refuseOwnRecord } from "./internal.ts";
import { type SetLane, setLaneSchema } from "./schemas.ts";

/** Moves a waiting document to another lane of the queue. S51 @throws Conflict once it no longer waits. */
export async function setDocumentLane(ctx: Ctx, raw: SetLane): Promise<{ id: number; version: number }> {
  requirePermission(ctx, "documents:prioritize");
  const { id, lane } = setLaneSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    refuseOwnRecord(inner, before.participantId);
    if (before.status !== "unverified" && before.status !== "processing") {
      throw new Conflict(`The lane cannot change any more: the document ${inWords(before.status)}.`, {
        details: { current: before },
      });
    }
    if (before.lane === lane) return { id, version: before.version };
    const [after] = await tx
      .update(documents)
      .set({ lane, laneRank: laneRanks[lane] })
      .where(eq(documents.id, id))
      .returning();
    await recordAudit(tx, inner, {
      action: "document.lane_set",
      subject: { type: "documents", id },
      participantId: before.participantId,
      before: { lane: before.lane },
      after: { lane },
    });
    return { id, version: after!.version };
  });
}
