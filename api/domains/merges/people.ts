import { and, asc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { merges, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Forbidden, NotFound } from "../../kernel/errors.ts";
import { followHome, hangingOfPeople } from "./follow-home.ts";
import { laterMeeting } from "./later-meeting.ts";
import type { MergeKind } from "./merge-kind.ts";

export type Merge = typeof merges.$inferSelect;

/** Nobody decides about the record they sign in to. @throws Forbidden */
export function refuseOwnRecord(ctx: Ctx, ids: { survivorId: number; retiredId: number }): void {
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (own !== null && (own === ids.survivorId || own === ids.retiredId)) {
    throw new Forbidden("One of these records is your own. A colleague has to do this.");
  }
}

async function lockMerge(tx: Tx, id: number): Promise<Merge> {
  const [row] = await tx.select().from(merges).where(eq(merges.id, id)).for("update");
  if (!row) throw new NotFound("There is no such merge.");
  return row;
}

async function standingTogether(tx: Tx, merge: Merge): Promise<Merge[]> {
  if (merge.togetherId === null) return [merge];
  const all = await tx
    .select()
    .from(merges)
    .where(eq(merges.togetherId, merge.togetherId))
    .orderBy(asc(merges.id));
  return all.filter(({ status }) => status === "merged");
}

const written = (mergeId: SQL) => sql`(select min(l.id) from merge_ledger l where l.merge_id = ${mergeId})`;

/** One of this survivor, as either side, or one of the directory in which rows of the two records met. */
export async function laterMerge(
  tx: Tx,
  { id, survivorId, retiredId }: Pick<Merge, "id" | "survivorId" | "retiredId">,
): Promise<string | null> {
  const [later] = await tx
    .select({ id: merges.id, retired: participants.registryNumber, retiredId: merges.retiredId })
    .from(merges)
    .innerJoin(participants, eq(participants.id, merges.retiredId))
    .where(
      and(
        eq(merges.status, "merged"),
        ne(merges.id, id),
        // A proposal may be older than what it stands on: the ledgers were written in the order of the deeds.
        sql`${written(sql`${merges.id}`)} > ${written(sql`${id}::int`)}`,
        or(eq(merges.survivorId, survivorId), eq(merges.retiredId, survivorId)),
      ),
    )
    .orderBy(asc(merges.id));
  if (!later) {
    const column = "participant_id";
    return laterMeeting(
      tx,
      { of: "merge_id", id },
      ["employments", "access_grants", "sponsor_managers", "instructors"].map((table) => ({ table, column })),
      [survivorId, retiredId],
    );
  }
  return later.retiredId === survivorId
    ? `The surviving record ${later.retired} was itself merged later (merge ${later.id}). Undo that merge first.`
    : `Record ${later.retired} was merged into the same record later (merge ${later.id}). Undo that merge first.`;
}

/** How merges of people are kept. */
export const peopleMerges: MergeKind<Merge> = {
  ledger: "merge_id",
  lock: lockMerge,
  set: (tx, id, values) => tx.update(merges).set(values).where(eq(merges.id, id)),
  standingTogether,
  lockRecords: (tx, { survivorId, retiredId }) =>
    tx.execute(
      sql`select id from participants where id in (${survivorId}, ${retiredId}) order by id for update`,
    ),
  refuseOwn: refuseOwnRecord,
  laterMerge,
  parting: (tx, { id, survivorId, retiredId }) => ({
    ledger: { of: "merge_id", id },
    records: "participants",
    followHome: (back) =>
      followHome(tx, { survivorId, retiredId, columnOf: () => "participant_id" }, hangingOfPeople, back),
  }),
  // What the merge answered in the inbox is open again, and who was told of it is told that it is taken back.
  undone: async (tx, { id }) => {
    await enqueue(tx, "settle_requests", { mergeId: id }, { jobKey: `settle_requests:${id}` });
    await enqueue(tx, "notify_merge", { mergeId: id }, { jobKey: `notify_merge:${id}` });
  },
  audit: (tx, ctx, { id, survivorId }, { action, ...told }) =>
    recordAudit(tx, ctx, {
      action: `merge.${action}`,
      subject: { type: "merges", id },
      participantId: survivorId,
      ...told,
    }),
  auditRecords: async (tx, ctx, { id, survivorId, retiredId }, { action, ...told }) => {
    for (const participantId of [survivorId, retiredId]) {
      const subject = { type: "merges", id };
      await recordAudit(tx, ctx, { action: `participant.${action}`, subject, participantId, ...told });
    }
  },
};
