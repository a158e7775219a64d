import { and, eq } from "drizzle-orm";
import { courseMemory } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { otherWays } from "./internal.ts";
import { type CorrectMemory, type CorrectMemoryResult, correctMemorySchema } from "./schemas.ts";

/**
 * Corrects what is remembered of a course. Rows that were verified the other way stay as they are: they are listed, for
 * somebody to look at again. M3 @throws NotFound, Conflict for a stale version.
 */
export async function correctCourseMemory(ctx: Ctx, raw: CorrectMemory): Promise<CorrectMemoryResult> {
  requirePermission(ctx, "course_memory:write");
  const { id, version, reason, ...values } = correctMemorySchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(courseMemory).where(eq(courseMemory.id, id)).for("update");
    if (!before) throw new NotFound("Nothing is remembered under this number.");
    const decidedById = inner.actor.type === "account" ? inner.actor.accountId : null;
    const [after] = await tx
      .update(courseMemory)
      .set({ ...values, decidedById, decidedAt: inner.now })
      .where(and(eq(courseMemory.id, id), eq(courseMemory.version, version)))
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: "course_memory.corrected",
      subject: { type: "course_memory", id },
      before,
      after,
      reason,
    });
    const [otherWay] = await otherWays(tx, [after]);
    return { id, version: after.version, otherWay: otherWay! };
  });
}
