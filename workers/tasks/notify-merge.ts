import { and, eq, inArray } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { accounts, mergeLedger, merges, participants } from "#db/schema/index.ts";
import { type Addressee, addresseeOf, notify } from "../email/notify.ts";
import type { Task } from "./task.ts";

/** Tells the person at the addresses of both records that they are one now: a wrong merge is noticed by whom it hits. S18 */
export const notifyMerge: Task<"notify_merge"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [merge] = await tx.select().from(merges).where(eq(merges.id, payload.mergeId));
    if (merge?.status !== "merged") return log.info({ mergeId: payload.mergeId }, "no merge to tell about");
    const people = await tx
      .select({ id: participants.id, registryNumber: participants.registryNumber })
      .from(participants)
      .where(inArray(participants.id, [merge.survivorId, merge.retiredId]));
    const numberOf = (id: number) => people.find((person) => person.id === id)!.registryNumber;
    const told = new Set<string>();
    const survivor = await addresseeOf(tx, merge.survivorId, { exactly: true });
    const retired = await addresseeOf(tx, merge.retiredId, { exactly: true });
    const signIns = await movedSignIns(tx, merge.id);
    const everybody: [string, Addressee | undefined][] = [
      ["survivor", survivor],
      ["retired", retired],
      ...signIns.map((to) => [`account:${to.accountId}`, to] as [string, Addressee]),
    ];
    for (const [side, to] of everybody) {
      if (!to || told.has(to.email.toLowerCase())) continue;
      told.add(to.email.toLowerCase());
      await notify(tx, ctx, {
        // The row belongs to the survivor, whose page shows what was sent.
        to: { ...to, participantId: merge.survivorId },
        template: "records_merged",
        values: {
          name: to.name,
          survivorNumber: numberOf(merge.survivorId),
          retiredNumber: numberOf(merge.retiredId),
        },
        dedupeKey: `merge:${merge.id}:${side}`,
      });
    }
  });

/** The sign-ins that the merge linked or disabled, by their own addresses: they no longer belong to the retired record. */
async function movedSignIns(tx: Tx, mergeId: number): Promise<Addressee[]> {
  const rows = await tx
    .select({ id: accounts.id, email: accounts.email, name: accounts.displayName, locale: accounts.locale })
    .from(mergeLedger)
    .innerJoin(accounts, eq(accounts.id, mergeLedger.rowId))
    .where(and(eq(mergeLedger.mergeId, mergeId), eq(mergeLedger.tableName, "accounts")))
    .orderBy(accounts.id);
  return rows.map(({ id, ...to }) => ({ ...to, accountId: id, participantId: null }));
}
