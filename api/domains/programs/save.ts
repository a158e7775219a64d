import { and, eq } from "drizzle-orm";
import { programs } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { refuseRetiredChange } from "../../kernel/retired.ts";
import { refuseLikelyRecord } from "../directory-duplicates/index.ts";
import { getProgram } from "./get.ts";
import {
  createProgramSchema,
  type ProgramInput,
  type ProgramView,
  type UpdateProgram,
  updateProgramSchema,
} from "./schemas.ts";

/**
 * Adds a program to the directory.
 * @throws Invalid where the program number is taken; Conflict for one that seems to be there, until `confirmNew` is given.
 */
export async function createProgram(ctx: Ctx, raw: ProgramInput): Promise<ProgramView> {
  requirePermission(ctx, "programs:write");
  const { confirmNew, ...input } = createProgramSchema.parse(raw);
  await refuseLikelyRecord(ctx, { kind: "programs", record: input }, { confirmNew });
  return inTransaction(ctx, async (tx, inner) => {
    const [program] = await tx.insert(programs).values(input).onConflictDoNothing().returning();
    if (!program) {
      const taken = "Another program has this number.";
      throw new Invalid(taken, { fields: { programNumber: taken } });
    }
    await recordAudit(tx, inner, {
      action: "program.created",
      subject: { type: "programs", id: program.id },
      after: program,
    });
    return getProgram(inner, program.id);
  });
}

/** Saves a program. @throws Conflict where somebody saved it since. */
export async function updateProgram(ctx: Ctx, raw: UpdateProgram): Promise<ProgramView> {
  requirePermission(ctx, "programs:write");
  const { id, version, ...changes } = updateProgramSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(programs).where(eq(programs.id, id));
    if (!before) throw new NotFound("There is no such program.");
    refuseRetiredChange("programs", before);
    const [after] = await tx
      .update(programs)
      .set({ ...changes, updatedAt: inner.now })
      .where(and(eq(programs.id, id), eq(programs.version, version)))
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: "program.updated",
      subject: { type: "programs", id },
      before,
      after,
    });
    return getProgram(inner, id);
  });
}
