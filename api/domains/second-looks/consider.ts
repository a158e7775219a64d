import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { SecondLookReason } from "#db/enums.ts";
import { type documents, secondLooks } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import { readDeskSettings } from "../desk-settings/index.ts";
import type { DocumentEntries } from "../documents/schemas.ts";
import { hasPassBoundary } from "./risk.ts";

type Decided = {
  document: Pick<typeof documents.$inferSelect, "id" | "type" | "participantId">;
  decisionId: number;
  /** The rows as they stand with the decision. */
  entries: DocumentEntries;
  outcome: string;
};
type Facts = {
  reasonCode: string | null;
  /** Decisions of the clerk, this one counted, up to one more than is asked about. */
  decided: number;
  foreign: boolean;
  /** Read, and no college was found for it. */
  unmatched: boolean;
  /** It was put right after a second look or a review already. */
  corrected: boolean;
};

async function factsOf(tx: Tx, { decisionId, entries }: Decided, enough: number): Promise<Facts> {
  const colleges = [...entries.degrees, ...entries.courses].flatMap((row) => row.institutionId ?? []);
  const [facts] = (await tx.execute(sql`
    select c.reason_code as "reasonCode",
      (select count(*)::int from (select 1 from document_decisions o
        where o.decided_by_id = c.decided_by_id and o.outcome <> 'reset' limit ${enough + 1}) own) as decided,
      exists (select 1 from institutions i
        where i.id = any (${`{${colleges.join(",")}}`}::integer[]) and i.country <> 'US') as foreign,
      exists (select 1 from document_readings r
        where r.document_id = c.document_id and r.reading is not null and r.institution_id is null) as unmatched,
      exists (select 1 from second_looks s
        where s.document_id = c.document_id and s.settlement = 'corrected') or exists (select 1 from review_requests q
        where q.document_id = c.document_id and q.status = 'changed') as corrected
    from document_decisions c where c.id = ${decisionId}`)) as unknown as Facts[];
  return facts!;
}

/** Why a document is looked at again whatever the sample says; the gravest reason first. */
function riskOf(ctx: Ctx, decided: Decided, facts: Facts, newVerifierDocuments: number) {
  const { entries, outcome } = decided;
  const rows = [...entries.degrees, ...entries.courses];
  const verified = outcome === "verified";
  if (facts.decided <= newVerifierDocuments) return "new_verifier";
  if (facts.foreign || facts.reasonCode?.startsWith("foreign")) return "foreign_evaluation";
  if (verified && rows.some((row) => row.institutionId === null)) return "unknown_institution";
  if (verified && rows.length > 0 && facts.unmatched) return "unknown_institution";
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  if (verified && hasPassBoundary(ctx.jurisdiction, entries, today)) return "pass_boundary";
  return undefined;
}

/**
 * In the transaction of a decision: whether a second clerk reads the document blind. Risky documents always do; of the
 * rest a share drawn by chance, so that nobody knows which. One that a second look or a review has put right is not
 * drawn again. M8
 * @param draw a number from 0 up to, not including, 1; tests give their own.
 */
export async function considerSecondLook(
  tx: Tx,
  ctx: Ctx,
  decided: Decided,
  draw: () => number = () => randomInt(1_000_000) / 1_000_000,
): Promise<SecondLookReason | null> {
  if (decided.document.type === "name_change_evidence") return null;
  const settings = await readDeskSettings(tx);
  const facts = await factsOf(tx, decided, settings.newVerifierDocuments);
  if (facts.corrected) return null;
  const drawn = draw() * 100 < settings.secondLookPercent;
  const reason = riskOf(ctx, decided, facts, settings.newVerifierDocuments) ?? (drawn ? "sample" : null);
  if (!reason) return null;
  const [look] = await tx
    .insert(secondLooks)
    .values({ documentId: decided.document.id, decisionId: decided.decisionId, reason })
    .returning({ id: secondLooks.id });
  await recordAudit(tx, ctx, {
    action: "second_look.asked",
    subject: { type: "second_looks", id: look!.id },
    participantId: decided.document.participantId,
    after: { documentId: decided.document.id, decisionId: decided.decisionId },
  });
  return reason;
}
