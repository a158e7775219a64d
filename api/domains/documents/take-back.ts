import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { documentDecisions, documentRoutings, documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { loadEntries, writeEntries } from "./entries.ts";
import { accountIdOf, lockDocument } from "./internal.ts";
import { resetDocument } from "./reset.ts";
import type { Entries } from "./schemas.ts";

/**
 * Takes a decision back for the person who judged it wrong: the document waits again in its lane, as theirs alone, with
 * other rows where some are given. Rows of a waiting document print nowhere; the rows before stand in the audit. M6, M8
 * @throws Conflict where there is no decision to take back, or another than the one judged.
 */
export async function takeBack(
  tx: Tx,
  ctx: Ctx,
  documentId: number,
  given: { decisionId: number; reason: string; entries?: Entries },
): Promise<void> {
  const before = await lockDocument(tx, ctx, documentId);
  const newer = and(eq(documentDecisions.documentId, documentId), gt(documentDecisions.id, given.decisionId));
  if ((await tx.$count(documentDecisions, newer)) > 0)
    throw new Conflict("The document was decided again meanwhile. Look at it again.");
  await resetDocument(ctx, { id: documentId, version: before.version, reason: given.reason });
  const me = accountIdOf(ctx);
  const [document] = await tx
    .update(documents)
    .set({ assignedToId: me, deskState: "queue", heldUntil: null, claimedById: null, claimedUntil: null })
    .where(eq(documents.id, documentId))
    .returning();
  await tx.insert(documentRoutings).values({
    documentId,
    action: "hand_over",
    toAccountId: me,
    note: given.reason,
    routedById: me,
  });
  if (!given.entries) return;
  const rows = await writeEntries(tx, ctx, document!, given.entries);
  if (!rows.changed) return;
  await recordAudit(tx, ctx, {
    action: "document.entries_saved",
    subject: { type: "documents", id: documentId },
    participantId: document!.participantId,
    before: rows.before,
    after: await loadEntries(tx, documentId),
    reason: given.reason,
  });
}
