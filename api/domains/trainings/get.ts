import { and, eq } from "drizzle-orm";
import { sponsors, trainings } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { mergeLinks } from "../directory-merges/index.ts";
import { countEvents, visibleTrainings } from "./list.ts";
import type { TrainingView } from "./schemas.ts";

/** One training of the catalog with its description. S125 */
export async function getTraining(ctx: Ctx, id: number): Promise<TrainingView> {
  requirePermission(ctx, "trainings:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .select({
        training: trainings,
        sponsorName: sponsors.name,
        eventCount: countEvents(inner),
      })
      .from(trainings)
      .innerJoin(sponsors, eq(sponsors.id, trainings.sponsorId))
      .where(and(eq(trainings.id, id), visibleTrainings(inner)));
    if (!row) throw new NotFound("There is no such training in the catalog.");
    const { training, ...more } = row;
    const links = await mergeLinks(tx, inner, "trainings", id);
    return JSON.parse(
      JSON.stringify({ ...training, hours: Number(training.hours), ...more, ...links }),
    ) as TrainingView;
  });
}
