import { inArray } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { participants } from "#db/schema/index.ts";
import {
  contentSha256,
  loadRecords,
  printableRecord,
  printedLines,
  printedName,
} from "#reports/rules/index.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import type { ReportVersionState } from "./schemas.ts";

type Issued = { participantId: number; contentSha256: string; withdrawnAt: Date | string | null };

/**
 * What each person's report would say if it were printed now, as its sha-256; null for a record that was merged away,
 * whose number prints no more. Nothing is kept: the answer is as true as the record.
 */
export async function contentsNow(
  tx: Tx,
  ctx: Ctx,
  participantIds: readonly number[],
): Promise<Map<number, string | null>> {
  const ids = [...new Set(participantIds)];
  if (ids.length === 0) return new Map();
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  const people = await tx.select().from(participants).where(inArray(participants.id, ids));
  const records = await loadRecords(tx, ids);
  return new Map(
    people.map((person) => {
      const record = printableRecord(records.get(person.id)!, ctx.jurisdiction, today);
      const said = contentSha256(
        { name: printedName(person), registryNumber: person.registryNumber },
        printedLines(record),
      );
      return [person.id, person.mergedIntoId === null ? said : null];
    }),
  );
}

/** The state of an issued report: taken back, or measured against what would print now. M7 */
export function stateOf(issued: Issued, now: ReadonlyMap<number, string | null>): ReportVersionState {
  if (issued.withdrawnAt !== null) return "withdrawn";
  return now.get(issued.participantId) === issued.contentSha256 ? "current" : "superseded";
}
