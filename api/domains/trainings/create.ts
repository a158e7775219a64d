import { trainings } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { refuseLikelyRecord } from "../directory-duplicates/index.ts";
import { loadSponsor, requireSponsor } from "../sponsors/index.ts";
import { getTraining } from "./get.ts";
import { requireCompetency } from "./internal.ts";
import { type CreateTraining, createTrainingSchema, type TrainingView } from "./schemas.ts";

/**
 * Adds a training to a sponsor's catalog; a manager of one sponsor need not say which. S123–S125
 * @throws Invalid; Conflict for one that the sponsor seems to offer already, until `confirmNew` is given.
 */
export async function createTraining(ctx: Ctx, raw: CreateTraining): Promise<TrainingView> {
  requirePermission(ctx, "trainings:write");
  const { sponsorId: asked, hours, confirmNew, ...input } = createTrainingSchema.parse(raw);
  const own = ctx.actor.type === "account" ? ctx.actor.sponsorIds : [];
  const sponsorId = asked ?? (own.length === 1 ? own[0] : undefined);
  if (sponsorId === undefined) {
    const message = "Choose the training organization.";
    throw new Invalid(message, { fields: { sponsorId: message } });
  }
  requireSponsor(ctx, "trainings:write", sponsorId);
  requireCompetency(ctx.jurisdiction, input.framework, input.competency);
  await inTransaction(ctx, (tx) => loadSponsor(tx, sponsorId));
  await refuseLikelyRecord(
    ctx,
    { kind: "trainings", record: { ...input, hours, sponsorId } },
    { confirmNew },
  );
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .insert(trainings)
      .values({ ...input, sponsorId, hours: String(hours) })
      .returning();
    await recordAudit(tx, inner, {
      action: "training.created",
      subject: { type: "trainings", id: row!.id },
      after: row!,
    });
    return getTraining(inner, row!.id);
  });
}
