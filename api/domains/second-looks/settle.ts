import { and, eq, sql } from "drizzle-orm";
import { documentDecisions, documents, secondLooks } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf, refuseOwnRecord, takeBack } from "../documents/index.ts";
import type { Entries } from "../documents/schemas.ts";
import { settlementsFor } from "./get.ts";
import { decisionHolds, looks, s } from "./internal.ts";
import { type SettleResult, type SettleSecondLook, settleSchema } from "./schemas.ts";

/**
 * Settles a disagreement. `first_stands` leaves the decision; `corrected` takes it back (decisions are append-only): the
 * document waits again in its lane as the settler's own, with the second clerk's rows in place of the first's, and is
 * decided anew, which also corrects the course memory. Each of the two may give way; nobody upholds their own view. M8
 * @throws Forbidden for one's own view, Conflict where it is settled, stale, or the decision no longer holds.
 */
export async function settleSecondLook(ctx: Ctx, raw: SettleSecondLook): Promise<SettleResult> {
  requirePermission(ctx, "second_looks:do");
  const { id, version, settlement, note } = settleSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .select({
        look: secondLooks,
        firstId: documentDecisions.decidedById,
        participantId: documents.participantId,
      })
      .from(secondLooks)
      .innerJoin(documents, eq(documents.id, secondLooks.documentId))
      .innerJoin(documentDecisions, eq(documentDecisions.id, secondLooks.decisionId))
      .where(eq(s.id, id))
      .for("update", { of: secondLooks });
    if (!row) throw new NotFound("There is no such second look.");
    const { look, firstId, participantId } = row;
    if (look.status !== "disagreed")
      throw new Conflict(
        look.status === "settled" ? "This disagreement is settled already." : "There is nothing to settle.",
      );
    refuseOwnRecord(inner, participantId);
    if (!settlementsFor(inner, look, firstId, participantId).includes(settlement))
      throw new Forbidden(
        "You are one of the two. You may give way to the other; to uphold your own view takes a third person.",
      );
    const [after] = await tx
      .update(secondLooks)
      .set({
        status: "settled",
        settlement,
        settledById: accountIdOf(inner),
        settledAt: inner.now,
        settledNote: note,
      })
      .where(and(eq(s.id, id), eq(s.version, version), eq(s.status, "disagreed")))
      .returning();
    if (!after) throw stale({ id, version: look.version });
    if (settlement === "corrected") {
      const [standing] = (await tx.execute(sql`
        select ${decisionHolds} as holds from ${looks} where ${s.id} = ${id}`)) as unknown as {
        holds: boolean;
      }[];
      if (!standing?.holds)
        throw new Conflict(
          "The decision was taken back or replaced meanwhile: there is nothing left to correct. Let the first stand.",
        );
      const rows = look.outcome === "verified" ? (look.entries as Entries) : undefined;
      const { decisionId } = look;
      await takeBack(tx, inner, look.documentId, {
        decisionId,
        reason: `Second look: ${note}`,
        entries: rows,
      });
    }
    await recordAudit(tx, inner, {
      action: "second_look.settled",
      subject: { type: "second_looks", id },
      before: { status: look.status },
      after: { status: after.status, settlement, documentId: look.documentId },
      reason: note,
    });
    return { id, status: "settled", documentId: look.documentId };
  });
}
