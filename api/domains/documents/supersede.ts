import { and, asc, eq, inArray, ne } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type DocumentRecord, inWords, lockDocument, refuseOwnRecord } from "./internal.ts";
import { type SupersedeDocument, supersedeSchema } from "./schemas.ts";

type Superseded = { id: number; version: number; status: string; supersededById: number | null };

/**
 * Marks a verified document as replaced by a newer verified one of the same person and type: its rows stop printing,
 * nothing is deleted. `byDocumentId: null` takes that back. Why is kept in the audit. S61, G7
 * @throws Invalid where the other document cannot replace it; Conflict for a stale version or a document that is neither
 * verified nor superseded.
 */
export async function supersedeDocument(ctx: Ctx, raw: SupersedeDocument): Promise<Superseded> {
  requirePermission(ctx, "documents:decide");
  const { id, version, byDocumentId, reason } = supersedeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    // In one order for everybody, so that two clerks who replace each other's choice wait instead of locking each other out.
    await tx
      .select({ id: documents.id })
      .from(documents)
      .where(inArray(documents.id, [id, byDocumentId ?? id]))
      .orderBy(asc(documents.id))
      .for("update");
    const before = await lockDocument(tx, inner, id);
    refuseOwnRecord(inner, before.participantId);
    if (before.version !== version) throw stale(before);
    const from = byDocumentId === null ? "superseded" : "verified";
    if (before.status !== from)
      throw new Conflict(`That is not possible: the document ${inWords(before.status)}.`, {
        details: { current: before },
      });
    if (byDocumentId !== null) await checkNewer(tx, before, byDocumentId);
    const [after] = await tx
      .update(documents)
      .set({ status: byDocumentId === null ? "verified" : "superseded", supersededById: byDocumentId })
      .where(and(eq(documents.id, id), eq(documents.version, version), eq(documents.status, from)))
      .returning({
        id: documents.id,
        version: documents.version,
        status: documents.status,
        supersededById: documents.supersededById,
      });
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: byDocumentId === null ? "document.reinstated" : "document.superseded",
      subject: { type: "documents", id },
      participantId: before.participantId,
      before: { status: before.status, supersededById: before.supersededById },
      after: { status: after.status, supersededById: after.supersededById },
      reason,
    });
    return after;
  });
}

async function checkNewer(tx: Tx, before: DocumentRecord, byDocumentId: number): Promise<void> {
  const [row] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.id, byDocumentId),
        ne(documents.id, before.id),
        eq(documents.participantId, before.participantId),
        eq(documents.type, before.type),
        eq(documents.status, "verified"),
      ),
    );
  if (row) return;
  const message = "Choose a verified document of the same person and type.";
  throw new Invalid(message, { fields: { byDocumentId: message } });
}

/** What a document replaced prints again once the document's own decision is taken back. */
export async function reinstateReplaced(tx: Tx, ctx: Ctx, byDocumentId: number): Promise<void> {
  const rows = await tx
    .update(documents)
    .set({ status: "verified", supersededById: null })
    .where(and(eq(documents.supersededById, byDocumentId), eq(documents.status, "superseded")))
    .returning({ id: documents.id, participantId: documents.participantId });
  for (const { id, participantId } of rows) {
    await recordAudit(tx, ctx, {
      action: "document.reinstated",
      subject: { type: "documents", id },
      participantId,
      before: { status: "superseded", supersededById: byDocumentId },
      after: { status: "verified", supersededById: null },
    });
  }
}
