import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import { trainings } from "#db/schema/index.ts";
import { Invalid, NotFound } from "../../kernel/errors.ts";

export async function loadTraining(tx: Tx, id: number): Promise<typeof trainings.$inferSelect> {
  const [row] = await tx.select().from(trainings).where(eq(trainings.id, id));
  if (!row) throw new NotFound("There is no such training in the catalog.");
  return row;
}

/** The same for something that is made from it: a retired training stands for the one it was merged into. */
export async function loadLivingTraining(tx: Tx, id: number): Promise<typeof trainings.$inferSelect> {
  const given = await loadTraining(tx, id);
  return given.mergedIntoId === null ? given : loadLivingTraining(tx, given.mergedIntoId);
}

/** Framework and competency are codes of the state's lists, so that years can be compared. B-R12 @throws Invalid */
export function requireCompetency(
  jurisdiction: Pick<Jurisdiction, "frameworks">,
  framework: string,
  competency: string,
): void {
  const found = jurisdiction.frameworks.find((each) => each.code === framework);
  if (!found) {
    const message = "Choose one of the state's frameworks.";
    throw new Invalid(message, { fields: { framework: message } });
  }
  if (found.competencies.some((each) => each.code === competency)) return;
  const message = `Choose a competency of "${found.label}".`;
  throw new Invalid(message, { fields: { competency: message } });
}
