import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { requests } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { reportPair } from "../duplicates/index.ts";
import { personOfNumber, type Request } from "./internal.ts";

/**
 * Puts every pair that a duplicate report names on the worklist, where its numbers are two people or more; else staff look
 * for the second. As the registry, and without a word to whoever asked: nobody learns which numbers exist. S15–S20, M2
 */
export async function openReportedPair(tx: Tx, ctx: Ctx, request: Request): Promise<void> {
  if (request.type !== "duplicate") return;
  await inTransaction(asSystem({ ...ctx, db: tx, inTx: true }, "report_duplicate"), async (inner, system) => {
    const people = new Set<number>();
    if (request.participantId) people.add(request.participantId);
    if (request.otherParticipantId) people.add(request.otherParticipantId);
    for (const number of request.details.numbers ?? []) {
      const id = await personOfNumber(inner, number);
      if (id !== null) people.add(id);
    }
    const named = [...people];
    let candidateId: number | undefined;
    for (const [at, left] of named.entries()) {
      // The first two stand for the report; whoever opens their pair sees the group around it.
      for (const right of named.slice(at + 1)) {
        const id = await reportPair(inner, system, left, right);
        candidateId ??= id;
      }
    }
    if (candidateId === undefined) return;
    await inner.update(requests).set({ candidateId }).where(eq(requests.id, request.id));
  });
}
