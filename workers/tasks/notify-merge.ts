import { eq, inArray } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import { merges, participants } from "#db/schema/index.ts";
import { addresseeOf, notify } from "../email/notify.ts";
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
    for (const side of ["survivor", "retired"] as const) {
      const id = side === "survivor" ? merge.survivorId : merge.retiredId;
      const to = await addresseeOf(tx, id, { exactly: true });
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
