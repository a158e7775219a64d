import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accounts, documentDecisions, secondLooks } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { viewDocument, viewReading } from "../documents/index.ts";
import type { DocumentReading } from "../documents/schemas.ts";
import { secondLookList } from "./list.ts";
import type { BlindDocument, SecondLookRow, SecondLookView } from "./schemas.ts";

async function blindDocument(tx: Tx, ctx: Ctx, id: number): Promise<BlindDocument> {
  const document = await viewDocument(tx, ctx, id);
  return {
    id: document.id,
    participantId: document.participantId,
    participantName: document.participantName,
    registryNumber: document.registryNumber,
    type: document.type,
    source: document.source,
    receivedAt: document.receivedAt,
    stated: document.stated,
    files: document.files,
    pages: document.pages,
    participant: document.participant,
  };
}

/** The reading without what was remembered from this very document: that is what the first clerk entered. */
async function blindReading(tx: Tx, documentId: number): Promise<DocumentReading> {
  const reading = await viewReading(tx, documentId);
  return { ...reading, memory: reading.memory.filter((hit) => hit.documentId !== documentId) };
}

/** Nobody upholds their own view: each of the two may give way, anybody else decides for either, save on their own record. */
export function settlementsFor(
  ctx: Ctx,
  look: { status: string; reviewerId: number | null },
  firstId: number | null,
  participantId: number,
): SecondLookView["maySettle"] {
  if (look.status !== "disagreed" || ctx.actor.type !== "account") return [];
  if (!scopeOf(ctx, "second_looks:do") || ctx.actor.participantId === participantId) return [];
  if (ctx.actor.accountId === firstId) return ["corrected"];
  if (ctx.actor.accountId === look.reviewerId) return ["first_stands"];
  return ["first_stands", "corrected"];
}

/**
 * One second look. Until it is done it is blind: the document's pages and what is known of the person, nothing of what
 * the first clerk entered, decided or noted. Afterwards both sides and where they differ. M8
 * @throws NotFound
 */
export async function getSecondLook(ctx: Ctx, id: number): Promise<SecondLookView> {
  requirePermission(ctx, "second_looks:read");
  return inTransaction(ctx, async (tx, inner) => {
    const page = await runList(inner, tx, secondLookList, { filter: { id } });
    const [row] = rowsOf<SecondLookRow>(page);
    const [found] = await tx
      .select({ look: secondLooks, decision: documentDecisions, decidedByName: accounts.displayName })
      .from(secondLooks)
      .innerJoin(documentDecisions, eq(documentDecisions.id, secondLooks.decisionId))
      .leftJoin(accounts, eq(accounts.id, documentDecisions.decidedById))
      .where(eq(secondLooks.id, id));
    if (!row || !found) throw new NotFound("There is no such second look, or its decision was taken back.");
    const { look, decision, decidedByName } = found;
    const done = look.status !== "waiting";
    const me = inner.actor.type === "account" ? inner.actor.accountId : null;
    return {
      ...row,
      document: await blindDocument(tx, inner, look.documentId),
      reading: done ? null : await blindReading(tx, look.documentId),
      mine: !done && look.claimedById === me,
      maySettle: settlementsFor(inner, look, decision.decidedById, row.participantId),
      first:
        done && decision.outcome !== "reset"
          ? {
              outcome: decision.outcome,
              reasonCode: decision.reasonCode,
              decidedByName,
              decidedAt: decision.createdAt.toISOString(),
            }
          : null,
      second: done ? { outcome: look.outcome as NonNullable<SecondLookView["second"]>["outcome"] } : null,
      differences: done ? look.differences : null,
      settledNote: look.settledNote,
    };
  });
}
