import { eq } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import { participants } from "#db/schema/index.ts";
import { addresseeOf, notify } from "../email/notify.ts";
import { longDate } from "../email/words.ts";
import type { Task } from "./task.ts";

/** Confirms a registration or its renewal, once for each period. S8 */
export const notifyRegistration: Task<"notify_registration"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [person] = await tx.select().from(participants).where(eq(participants.id, payload.participantId));
    const to = person && (await addresseeOf(tx, person.id));
    if (person?.status !== "active" || !to) {
      return log.info({ participantId: payload.participantId }, "no registration to confirm");
    }
    await notify(tx, ctx, {
      to,
      template: "registration_confirmed",
      values: { name: to.name, registryNumber: person.registryNumber, renewsOn: longDate(person.renewsOn) },
      dedupeKey: `registration:${person.id}:${person.registeredOn ?? ""}:${person.renewsOn ?? ""}`,
    });
  });
