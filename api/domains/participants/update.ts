import { and, eq } from "drizzle-orm";
import { participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { getParticipant, loadParticipant, withoutHiddenFields } from "./get.ts";
import { type ParticipantView, type UpdateParticipant, updateParticipantSchema } from "./schemas.ts";

const nameRule = "Names are changed through a name change with evidence, by registry staff.";

/**
 * Saves the fields a participant may edit at any time, and staff for them; everything except names (S39–S43).
 * @throws Conflict with the row as it is now where `version` is old; Invalid where a name was changed.
 */
export async function updateParticipant(ctx: Ctx, raw: UpdateParticipant): Promise<ParticipantView> {
  requirePermission(ctx, "participants:update");
  const { id, version, givenName, middleName, familyName, ...changes } = updateParticipantSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await loadParticipant(tx, id);
    if (before.mergedIntoId)
      throw new Conflict("This record was merged into another one and cannot be edited.");
    const renamed = Object.entries({ givenName, middleName, familyName }).filter(
      ([key, value]) => value !== undefined && (value ?? null) !== before[key as "givenName"],
    );
    if (renamed.length > 0)
      throw new Invalid(nameRule, { fields: Object.fromEntries(renamed.map(([key]) => [key, nameRule])) });
    const [after] = await tx
      .update(participants)
      .set({ ...changes, updatedAt: inner.now })
      .where(and(eq(participants.id, id), eq(participants.version, version)))
      .returning();
    if (!after) throw stale(withoutHiddenFields(inner, before));
    await recordAudit(tx, inner, {
      action: "participant.updated",
      subject: { type: "participants", id },
      participantId: id,
      before,
      after,
    });
    return getParticipant(inner, id);
  });
}
