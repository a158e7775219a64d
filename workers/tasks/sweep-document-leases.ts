import { lt } from "drizzle-orm";
import { recordAudit } from "#api/kernel/audit.ts";
import { inTransaction } from "#api/kernel/context.ts";
import { documents } from "#db/schema/index.ts";
import type { Task } from "./task.ts";

/** Gives back documents whose lease ran out, so that a clerk who went home does not keep them. */
export const sweepDocumentLeases: Task<"sweep_document_leases"> = (_payload, ctx, { log }) =>
  inTransaction(ctx, async (tx, inner) => {
    const released = await tx
      .update(documents)
      .set({ claimedById: null, claimedUntil: null })
      .where(lt(documents.claimedUntil, ctx.now))
      .returning({ id: documents.id, participantId: documents.participantId });
    for (const { id, participantId } of released) {
      await recordAudit(tx, inner, {
        action: "document.lease_expired",
        subject: { type: "documents", id },
        participantId,
      });
    }
    if (released.length > 0) log.info({ count: released.length }, "leases ended");
  });
