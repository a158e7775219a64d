import { and, eq, inArray, isNotNull, lt, lte, notInArray } from "drizzle-orm";
import { verifierRoles } from "#api/domains/documents/index.ts";
import { recordAudit } from "#api/kernel/audit.ts";
import { todayIn } from "#api/kernel/calendar.ts";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { accounts, documentRoutings, documents } from "#db/schema/index.ts";
import type { Task } from "./task.ts";

/** Documents put aside until a day that has come stand in the queue again, or with whoever they were handed to. */
async function resumeHeld(tx: Tx, ctx: Ctx): Promise<number> {
  const resumed = await tx
    .update(documents)
    .set({ deskState: "queue", heldUntil: null })
    .where(
      and(
        eq(documents.deskState, "held"),
        lte(documents.heldUntil, todayIn(ctx.jurisdiction.timeZone, ctx.now)),
      ),
    )
    .returning({ id: documents.id, participantId: documents.participantId });
  if (resumed.length === 0) return 0;
  await tx
    .insert(documentRoutings)
    .values(resumed.map(({ id }) => ({ documentId: id, action: "resume" as const })));
  for (const { id, participantId } of resumed) {
    await recordAudit(tx, ctx, {
      action: "document.resumed",
      subject: { type: "documents", id },
      participantId,
      before: { deskState: "held" },
      after: { deskState: "queue" },
    });
  }
  return resumed.length;
}

/** Documents handed to somebody who no longer verifies documents are everybody's again: nobody else may take them. */
async function returnFromLeavers(tx: Tx, ctx: Ctx): Promise<number> {
  const verifiers = tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.status, "active"), inArray(accounts.staffRole, [...verifierRoles])));
  const returned = await tx
    .update(documents)
    .set({ assignedToId: null })
    .where(and(isNotNull(documents.assignedToId), notInArray(documents.assignedToId, verifiers)))
    .returning({ id: documents.id, participantId: documents.participantId });
  if (returned.length === 0) return 0;
  await tx
    .insert(documentRoutings)
    .values(returned.map(({ id }) => ({ documentId: id, action: "return" as const })));
  for (const { id, participantId } of returned) {
    await recordAudit(tx, ctx, {
      action: "document.returned",
      subject: { type: "documents", id },
      participantId,
    });
  }
  return returned.length;
}

/**
 * Gives back documents whose lease ran out, so that a clerk who went home does not keep them, and brings back those that
 * were put aside until today or handed to somebody who has left.
 */
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
    const resumed = await resumeHeld(tx, inner);
    if (resumed > 0) log.info({ count: resumed }, "documents put aside came back");
    const returned = await returnFromLeavers(tx, inner);
    if (returned > 0) log.info({ count: returned }, "documents of people who left returned to the queue");
  });
