import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { merges, requests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { sendAnswer } from "./answer.ts";
import { dueDay, insertMessage, type Request } from "./internal.ts";
import { mergedInWords } from "./words.ts";

type Merge = typeof merges.$inferSelect;

/**
 * What a merge says to the inbox, as the registry: reports whose records are all one now are answered, and the envelope of an
 * access request that rests with the retired record is closed. Undone, they are open again. Safe to repeat.
 * @returns how many requests it changed.
 */
export async function settleByMerge(ctx: Ctx, mergeId: number): Promise<number> {
  return inTransaction(ctx, async (tx, inner) => {
    const [merge] = await tx.select().from(merges).where(eq(merges.id, mergeId)).for("update");
    if (merge?.status === "undone") return openAgain(tx, inner, merge);
    if (merge?.status !== "merged") return 0;
    const reports = await reportsThatAreOne(tx, merge);
    for (const report of reports) {
      await close(tx, inner, report, merge);
      await sendAnswer(tx, inner, report, mergedInWords(report.locale));
    }
    const resting = await restingAccess(tx, merge);
    for (const envelope of resting) {
      await close(tx, inner, envelope, merge);
      const body = "The same access is asked for, or granted, on the record that stayed.";
      await insertMessage(tx, inner, envelope.id, { kind: "note", body });
    }
    return reports.length + resting.length;
  });
}

/** Open reports whose pair and whose every number lead to the record that stayed. */
async function reportsThatAreOne(tx: Tx, { survivorId }: Merge): Promise<Request[]> {
  const stays = sql`survivor_of(${survivorId}::int)`;
  return tx
    .select()
    .from(requests)
    .where(
      sql`${requests.type} = 'duplicate' and ${requests.status} in ('open', 'answered') and ${requests.emailVerifiedAt} is not null
        and exists (select 1 from duplicate_candidates c where c.id = ${requests.candidateId}
          and survivor_of(c.left_id) = ${stays} and survivor_of(c.right_id) = ${stays})
        and not exists (select 1 from jsonb_array_elements_text(coalesce(${requests.details} -> 'numbers', '[]')) n
          join participants p on p.registry_number = n where survivor_of(p.id) <> ${stays})`,
    )
    .orderBy(requests.id)
    .for("update");
}

/** Of two requests of one person for one program the retired record's rests there: nobody will decide it. */
async function restingAccess(tx: Tx, { retiredId }: Merge): Promise<Request[]> {
  return tx
    .select()
    .from(requests)
    .where(
      sql`${requests.status} in ('open', 'answered') and exists (select 1 from access_grants g
        where g.id = ${requests.accessGrantId} and g.participant_id = ${retiredId})`,
    )
    .orderBy(requests.id)
    .for("update");
}

async function close(tx: Tx, ctx: Ctx, before: Request, merge: Merge): Promise<void> {
  await tx
    .update(requests)
    .set({
      ...{ status: "resolved", closedAt: ctx.now, closedById: merge.approvedById ?? merge.mergedById },
      settledByMergeId: merge.id,
    })
    .where(eq(requests.id, before.id));
  await recordAudit(tx, ctx, {
    action: "request.resolved",
    subject: { type: "requests", id: before.id },
    participantId: before.participantId,
    before: { status: before.status },
    after: { status: "resolved", settledByMergeId: merge.id },
  });
}

async function openAgain(tx: Tx, ctx: Ctx, { id: settledByMergeId }: Merge): Promise<number> {
  const rows = await tx
    .select()
    .from(requests)
    .where(and(eq(requests.settledByMergeId, settledByMergeId), eq(requests.status, "resolved")))
    .orderBy(requests.id)
    .for("update");
  for (const before of rows) {
    const dueOn = await dueDay(tx, ctx, before.type);
    await tx
      .update(requests)
      .set({ status: "open", closedAt: null, closedById: null, settledByMergeId: null, dueOn })
      .where(eq(requests.id, before.id));
    const body = "The merge that answered this request was undone: it is open again.";
    await insertMessage(tx, ctx, before.id, { kind: "note", body });
    await recordAudit(tx, ctx, {
      action: "request.reopened",
      subject: { type: "requests", id: before.id },
      participantId: before.participantId,
      before: { status: before.status },
      after: { status: "open" },
    });
  }
  return rows.length;
}
