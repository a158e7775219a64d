import { eq } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import { nameChanges, participants } from "#db/schema/index.ts";
import { addresseeOf, notify } from "../email/notify.ts";
import type { Task } from "./task.ts";

/** Tells the participant whether the name was changed. S40–S41 */
export const notifyNameChangeDecision: Task<"notify_name_change_decision"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [change] = await tx.select().from(nameChanges).where(eq(nameChanges.id, payload.nameChangeId));
    const to = change && (await addresseeOf(tx, change.participantId));
    if (!change || !to?.participantId || (change.status !== "approved" && change.status !== "refused")) {
      return log.info({ nameChangeId: payload.nameChangeId }, "nothing to tell about this name change");
    }
    const [person] = await tx
      .select({ registryNumber: participants.registryNumber })
      .from(participants)
      .where(eq(participants.id, to.participantId));
    await notify(tx, ctx, {
      to,
      template: `name_change_${change.status}`,
      values: {
        name: to.name,
        newName: [change.newGivenName, change.newMiddleName, change.newFamilyName].filter(Boolean).join(" "),
        registryNumber: person!.registryNumber,
        reason: change.decisionReason ?? "",
      },
      dedupeKey: `name_change:${change.id}:${change.status}`,
    });
  });
