import { and, eq, sql } from "drizzle-orm";
import { trainings } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { refuseRetiredChange } from "../../kernel/retired.ts";
import { requireSponsor } from "../sponsors/index.ts";
import { getTraining } from "./get.ts";
import { loadTraining, requireCompetency } from "./internal.ts";
import { type TrainingView, type UpdateTraining, updateTrainingSchema } from "./schemas.ts";

/** Saves a training of the catalog; events already made from it keep what they have. @throws Conflict for an old `version`. */
export async function updateTraining(ctx: Ctx, raw: UpdateTraining): Promise<TrainingView> {
  requirePermission(ctx, "trainings:write");
  const { id, version, hours, ...changes } = updateTrainingSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await loadTraining(tx, id);
    requireSponsor(inner, "trainings:write", before.sponsorId);
    refuseRetiredChange("trainings", before);
    if (changes.framework !== undefined || changes.competency !== undefined) {
      const { framework = before.framework, competency = before.competency } = changes;
      if (framework !== before.framework || competency !== before.competency)
        requireCompetency(inner.jurisdiction, framework, competency);
    }
    const [after] = await tx
      .update(trainings)
      .set({ ...changes, ...(hours === undefined ? {} : { hours: String(hours) }), updatedAt: sql`now()` })
      .where(and(eq(trainings.id, id), eq(trainings.version, version)))
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: "training.updated",
      subject: { type: "trainings", id },
      before,
      after,
    });
    return getTraining(inner, id);
  });
}
