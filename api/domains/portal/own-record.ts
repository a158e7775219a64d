import { loadRecord, type PrintableRecord, printableRecord } from "#reports/rules/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";

/**
 * What the actor's own Education & Training Report would print today, and what it would not and why: the rule of the
 * PDF itself. S66–S76
 */
export async function ownRecord(ctx: Ctx): Promise<PrintableRecord> {
  requirePermission(ctx, "education:read");
  const participantId = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (participantId === null) throw new Forbidden("You have no record of your own.");
  const rows = await inTransaction(ctx, (tx) => loadRecord(tx, participantId));
  return printableRecord(rows, ctx.jurisdiction, todayIn(ctx.jurisdiction.timeZone, ctx.now));
}
