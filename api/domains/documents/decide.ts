import { and, eq } from "drizzle-orm";
import { reasonsFor } from "#db/jurisdictions/index.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import type { Box } from "#db/reading.ts";
import { documentDecisions, documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { rememberCourses } from "../course-memory/index.ts";
import { considerSecondLook } from "../second-looks/index.ts";
import { takeNext } from "./claim.ts";
import { countEntries, loadEntries, pagesOf, writeEntries } from "./entries.ts";
import {
  accountIdOf,
  carriesEntries,
  type DocumentRecord,
  lockClaimed,
  offTheDesk,
  refusal,
} from "./internal.ts";
import { type DecideDocument, type DecideResult, decideSchema } from "./schemas.ts";

type Decision = { outcome: string; reasonCode?: string | null; toFix?: string | null };

/** The reason from the catalogue and the thing to fix; nothing for a verified document. S57, M6 */
function reasonOf(ctx: Ctx, document: DocumentRecord, input: Decision) {
  if (input.outcome !== "action_required" && input.outcome !== "not_accepted")
    return { reasonCode: null, toFix: null };
  const reason = reasonsFor(ctx.jurisdiction, input.outcome, document.type).find(
    ({ code }) => code === input.reasonCode,
  );
  if (!reason) {
    const message = "Choose a reason from the list.";
    throw new Invalid(message, { fields: { reasonCode: message } });
  }
  return { reasonCode: reason.code, toFix: input.toFix ?? reason.toFix };
}

/** The place the participant is pointed to lies on a page of the document. */
function checkPointedAt({ page }: Box, pages: ReadonlySet<number>): void {
  if (pages.has(page)) return;
  const message = `The document has no page ${page}.`;
  throw new Invalid(message, { fields: { pointedAt: message } });
}

/**
 * Decides a claimed document: verified (its rows now print, its courses are remembered), action required or not accepted.
 * Appends the decision with the rules in force, gives the claim back, and the participant is e-mailed. With `takeNext`
 * the next document is claimed at once, by `wish` where the clerk works through a list. S54–S57, M7
 * @throws Invalid for a missing reason or a verified document without rows; Conflict where the claim is lost or the
 * version is stale.
 */
export async function decideDocument(ctx: Ctx, raw: DecideDocument): Promise<DecideResult> {
  requirePermission(ctx, "documents:decide");
  const input = decideSchema.parse(raw);
  const me = accountIdOf(ctx);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockClaimed(tx, inner, input.id, input.version);
    const { reasonCode, toFix } = reasonOf(inner, before, input);
    if (input.pointedAt) checkPointedAt(input.pointedAt, await pagesOf(tx, input.id));
    if (input.entries) await writeEntries(tx, inner, before, input.entries);
    const entries = await loadEntries(tx, input.id);
    if (input.outcome === "verified" && carriesEntries(before.type) && countEntries(entries) === 0)
      throw new Invalid("Enter at least one row before the document is verified.");
    const [after] = await tx
      .update(documents)
      .set({
        status: input.outcome,
        decidedAt: inner.now,
        decidedById: me,
        claimedById: null,
        claimedUntil: null,
        ...offTheDesk,
      })
      .where(
        and(eq(documents.id, input.id), eq(documents.status, "unverified"), eq(documents.claimedById, me)),
      )
      .returning();
    if (!after) throw await refusal(tx, inner, input.id, input.version);
    const [decision] = await tx
      .insert(documentDecisions)
      .values({
        documentId: after.id,
        outcome: input.outcome,
        reasonCode,
        toFix,
        internalNote: input.internalNote,
        pointedAt: input.pointedAt,
        rulesVersion: inner.jurisdiction.rulesVersion,
        decidedById: me,
      })
      .returning({ id: documentDecisions.id });
    const memoryChanges = input.outcome === "verified" ? await rememberCourses(tx, inner, after.id) : [];
    await recordAudit(tx, inner, {
      action: "document.decided",
      subject: { type: "documents", id: after.id },
      participantId: after.participantId,
      before: { status: before.status },
      after: { status: after.status, reasonCode, decisionId: decision!.id, rows: countEntries(entries) },
      reason: toFix,
    });
    await enqueue(tx, "notify_document_decision", { decisionId: decision!.id });
    await considerSecondLook(tx, inner, {
      document: after,
      decisionId: decision!.id,
      entries,
      outcome: input.outcome,
    });
    const result: DecideResult = { id: after.id, status: after.status, memoryChanges };
    if (input.takeNext) result.nextId = (await takeNext(tx, inner, input.wish ?? {}))?.id ?? null;
    return result;
  });
}
