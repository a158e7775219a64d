import { eventInstructors, eventSessions, events } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { loadSponsor, requireSponsor } from "../sponsors/index.ts";
import { loadLivingTraining } from "../trainings/index.ts";
import { getEvent } from "./get.ts";
import { daysOf, requireInstructors, requireOrgCode, sessionInstants } from "./internal.ts";
import { type CreateEvent, createEventSchema, type EventView } from "./schemas.ts";

/**
 * Schedules a training of the catalog, as a draft. Title, hours and language are the training's unless given.
 * All six codes of the Direct Service Profile are checked now, not when the report is pulled (B-R2).
 * @throws Invalid with a message per field; NotFound for another sponsor's training.
 */
export async function createEvent(ctx: Ctx, raw: CreateEvent): Promise<EventView> {
  requirePermission(ctx, "events:write");
  const { sessions, instructorIds = [], hours, trainingId, ...input } = createEventSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const training = await loadLivingTraining(tx, trainingId);
    requireSponsor(inner, "events:write", training.sponsorId, "There is no such training in the catalog.");
    if (training.status !== "approved") {
      const message = "This training is not approved for the catalog, so it cannot be scheduled.";
      throw new Invalid(message, { fields: { trainingId: message } });
    }
    requireOrgCode(inner, input, await loadSponsor(tx, training.sponsorId));
    await requireInstructors(tx, training.sponsorId, instructorIds);
    const instants = sessionInstants(sessions, inner.jurisdiction.timeZone);
    const [row] = await tx
      .insert(events)
      .values({
        title: training.title,
        language: training.language,
        ...input,
        ...daysOf(sessions),
        trainingId,
        sponsorId: training.sponsorId,
        hours: hours === undefined ? training.hours : String(hours),
      })
      .returning();
    const eventId = row!.id;
    await tx.insert(eventSessions).values(instants.map((each) => ({ ...each, eventId })));
    if (instructorIds.length > 0)
      await tx
        .insert(eventInstructors)
        .values([...new Set(instructorIds)].map((instructorId) => ({ eventId, instructorId })));
    await recordAudit(tx, inner, {
      action: "event.created",
      subject: { type: "events", id: eventId },
      after: row!,
    });
    return getEvent(inner, eventId);
  });
}
