import { loadRecord, type PrintableRecord, printableRecord } from "#reports/rules/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { loadParticipant } from "./get.ts";

/**
 * What one person's Education & Training Report would print today, and what it would not and why: the rule of the PDF
 * itself. S66–S76
 * @throws NotFound out of reach
 */
export async function participantRecord(ctx: Ctx, input: { id: number }): Promise<PrintableRecord> {
  requirePermission(ctx, "education:read");
  const rows = await inTransaction(ctx, async (tx) => {
    await loadParticipant(tx, input.id);
    return loadRecord(tx, input.id);
  });
  return printableRecord(rows, ctx.jurisdiction, todayIn(ctx.jurisdiction.timeZone, ctx.now));
}
