import { eq } from "drizzle-orm";
import { merges } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf } from "./internal.ts";
import {
  type DecideProposal,
  decideProposalSchema,
  type RefuseProposal,
  refuseProposalSchema,
  type UndoMerge,
  type UndoneMerge,
  undoMergeSchema,
} from "./schemas.ts";
import { keysOf } from "./take-back.ts";
import { laterMerge, lockUndoable, part, refuseUnknown } from "./undo.ts";

type Asked = { id: number; status: string };

/**
 * After the days in which one person may undo: the wish is written down with what is to be kept and put back, and waits for
 * a colleague. @throws Conflict where it is asked already, or a later merge stands on it.
 */
export async function askUndo(ctx: Ctx, raw: UndoMerge): Promise<Asked> {
  requirePermission(ctx, "merges:undo");
  const input = undoMergeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(tx, inner, input);
    if (merge.undoAskedAt) throw new Conflict("A colleague has been asked already to undo this merge.");
    const standsOn = await laterMerge(tx, merge);
    if (standsOn) throw new Conflict(standsOn);
    await refuseUnknown(tx, merge.id, input.restore);
    await tx
      .update(merges)
      .set({
        undoAskedById: accountIdOf(inner),
        undoAskedAt: inner.now,
        undoReason: input.reason,
        undoRestore: input.restore,
      })
      .where(eq(merges.id, merge.id));
    await recordAudit(tx, inner, {
      action: "merge.undo_asked",
      subject: { type: "merges", id: merge.id },
      participantId: merge.survivorId,
      after: { restore: keysOf(input.restore) },
      reason: input.reason,
    });
    return { id: merge.id, status: merge.status };
  });
}

/** The second person agrees, and the records are parted as it was asked. @throws Forbidden for whoever asked. */
export async function approveUndo(ctx: Ctx, raw: DecideProposal): Promise<UndoneMerge> {
  requirePermission(ctx, "merges:approve");
  const input = decideProposalSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(tx, inner, input);
    if (!merge.undoAskedAt) throw new Conflict("Nobody asks for this merge to be undone.");
    if (merge.undoAskedById === accountIdOf(inner))
      throw new Forbidden("You asked for this yourself. A colleague has to look at it.");
    const changedSince = await part(tx, inner, merge, merge.undoReason ?? "", merge.undoRestore ?? []);
    await recordAudit(tx, inner, {
      action: "merge.undo_approved",
      subject: { type: "merges", id: merge.id },
      participantId: merge.survivorId,
      after: { askedById: merge.undoAskedById },
      reason: input.reason,
    });
    return { id: merge.id, changedSince };
  });
}

/** The merge stands: a colleague, or whoever asked, says no. */
export async function refuseUndo(ctx: Ctx, raw: RefuseProposal): Promise<Asked> {
  requirePermission(ctx, "merges:approve");
  const input = refuseProposalSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const merge = await lockUndoable(tx, inner, input);
    if (!merge.undoAskedAt) throw new Conflict("Nobody asks for this merge to be undone.");
    await tx
      .update(merges)
      .set({ undoAskedById: null, undoAskedAt: null, undoReason: null, undoRestore: null })
      .where(eq(merges.id, merge.id));
    await recordAudit(tx, inner, {
      action: "merge.undo_refused",
      subject: { type: "merges", id: merge.id },
      participantId: merge.survivorId,
      reason: input.reason,
    });
    return { id: merge.id, status: merge.status };
  });
}
