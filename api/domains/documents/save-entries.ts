import { eq } from "drizzle-orm";
import { documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { loadEntries, writeEntries } from "./entries.ts";
import { viewDocument } from "./get.ts";
import { leaseEnd, lockClaimed } from "./internal.ts";
import { type DocumentView, type SaveEntries, saveEntriesSchema } from "./schemas.ts";

/**
 * Saves the whole set of rows read from a claimed document and renews the claim; they print once it is verified. S54–S55
 * @throws Invalid with keys such as `courses.3.units`; Conflict where the claim is lost or the version is stale.
 */
export async function saveDocumentEntries(ctx: Ctx, raw: SaveEntries): Promise<DocumentView> {
  requirePermission(ctx, "documents:enter");
  const { id, version, ...entries } = saveEntriesSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const document = await lockClaimed(tx, inner, id, version);
    const { before, changed } = await writeEntries(tx, inner, document, entries);
    await tx
      .update(documents)
      .set(changed ? { claimedUntil: leaseEnd, updatedAt: inner.now } : { claimedUntil: leaseEnd })
      .where(eq(documents.id, id));
    if (changed) {
      await recordAudit(tx, inner, {
        action: "document.entries_saved",
        subject: { type: "documents", id },
        participantId: document.participantId,
        before,
        after: await loadEntries(tx, id),
      });
    }
    return viewDocument(tx, inner, id);
  });
}
