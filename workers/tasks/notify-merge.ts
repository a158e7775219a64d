import { and, eq, inArray, like } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { accounts, mergeLedger, merges, notifications, participants } from "#db/schema/index.ts";
import { type Addressee, addresseeOf, notify } from "../email/notify.ts";
import type { Task } from "./task.ts";

type Merge = typeof merges.$inferSelect;
type Side = { side: string; to: Addressee; signInOff: boolean; recordId: number };

/**
 * Tells the person at the addresses of both records that they are one now, and after an undo, that they are not: a wrong
 * merge is noticed by whom it hits. Of the undo only who was told of the merge. S18
 */
export const notifyMerge: Task<"notify_merge"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [merge] = await tx.select().from(merges).where(eq(merges.id, payload.mergeId));
    if (merge?.status !== "merged" && merge?.status !== "undone")
      return log.info({ mergeId: payload.mergeId }, "no merge to tell about");
    const people = await tx
      .select({ id: participants.id, registryNumber: participants.registryNumber })
      .from(participants)
      .where(inArray(participants.id, [merge.survivorId, merge.retiredId]));
    const numberOf = (id: number) => people.find((person) => person.id === id)!.registryNumber;
    const undone = merge.status === "undone";
    const heard = undone ? await toldOfMerge(tx, merge.id) : null;
    const told = new Set<string>();
    for (const { side, to, signInOff, recordId } of await sidesOf(tx, merge)) {
      const email = to.email.toLowerCase();
      if (told.has(email) || heard?.has(email) === false) continue;
      told.add(email);
      // While they are one, the row belongs to the survivor, whose page shows what was sent.
      if (undone) {
        await notify(tx, ctx, {
          ...{ to: { ...to, participantId: recordId }, template: "records_parted" },
          values: { name: to.name, number: numberOf(recordId) },
          dedupeKey: `unmerge:${merge.id}:${side}`,
        });
      } else {
        await notify(tx, ctx, {
          to: { ...to, participantId: merge.survivorId },
          template: signInOff ? "records_merged_sign_in_off" : "records_merged",
          values: {
            name: to.name,
            survivorNumber: numberOf(merge.survivorId),
            retiredNumber: numberOf(merge.retiredId),
          },
          dedupeKey: `merge:${merge.id}:${side}`,
        });
      }
    }
  });

/** Both records' addresses, and those of the sign-ins that the merge linked or switched off. */
async function sidesOf(tx: Tx, merge: Merge): Promise<Side[]> {
  const signIns = await movedSignIns(tx, merge.id);
  const off = new Set(signIns.filter(({ isOff }) => isOff).map(({ to }) => to.email.toLowerCase()));
  const sides: Side[] = [];
  const add = (side: string, to: Addressee | undefined, recordId: number) => {
    if (to) sides.push({ side, to, recordId, signInOff: off.has(to.email.toLowerCase()) });
  };
  add("survivor", await addresseeOf(tx, merge.survivorId, { exactly: true }), merge.survivorId);
  add("retired", await addresseeOf(tx, merge.retiredId, { exactly: true }), merge.retiredId);
  for (const { to, recordId } of signIns) add(`account:${to.accountId}`, to, recordId ?? merge.survivorId);
  return sides;
}

/** The sign-ins that the merge linked or disabled, by their own addresses: they no longer belong to the retired record. */
async function movedSignIns(
  tx: Tx,
  mergeId: number,
): Promise<{ to: Addressee; isOff: boolean; recordId: number | null }[]> {
  const rows = await tx
    .select({
      ...{ id: accounts.id, email: accounts.email, name: accounts.displayName, locale: accounts.locale },
      ...{ recordId: accounts.participantId, after: mergeLedger.after },
    })
    .from(mergeLedger)
    .innerJoin(accounts, eq(accounts.id, mergeLedger.rowId))
    .where(and(eq(mergeLedger.mergeId, mergeId), eq(mergeLedger.tableName, "accounts")))
    .orderBy(accounts.id);
  return rows.map(({ id, recordId, after, ...to }) => ({
    to: { ...to, accountId: id, participantId: null },
    ...{ recordId, isOff: after?.status === "disabled" },
  }));
}

/** Addresses that an e-mail about the merge went to. */
async function toldOfMerge(tx: Tx, mergeId: number): Promise<Set<string>> {
  const rows = await tx
    .select({ email: notifications.recipientEmail })
    .from(notifications)
    .where(like(notifications.dedupeKey, `merge:${mergeId}:%`));
  return new Set(rows.map(({ email }) => email.toLowerCase()));
}
