import { and, eq, sql } from "drizzle-orm";
import { instructors } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { requireSponsor } from "../sponsors/index.ts";
import { type DecideInstructor, decideInstructorSchema } from "./schemas.ts";

const noSuchRequest = "There is no such instructor, or it is not yours to decide.";

/** Approves or denies an Instructor Access Request; an approval may be taken back later. S126 @throws Conflict */
export async function decideInstructor(
  ctx: Ctx,
  raw: DecideInstructor,
): Promise<{ id: number; status: string; version: number }> {
  requirePermission(ctx, "instructors:decide");
  const { id, version, status, reason } = decideInstructorSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(instructors).where(eq(instructors.id, id));
    if (!before) throw new NotFound(noSuchRequest);
    requireSponsor(inner, "instructors:decide", before.sponsorId, noSuchRequest);
    if (before.version !== version) throw stale(before);
    const [after] = await tx
      .update(instructors)
      .set({ status, updatedAt: sql`now()` })
      .where(
        and(
          eq(instructors.id, id),
          eq(instructors.version, version),
          sql`${instructors.status} <> ${status}`,
        ),
      )
      .returning();
    if (!after) throw new Conflict(`This instructor is ${status} already.`);
    await recordAudit(tx, inner, {
      action: `instructor.${status}`,
      subject: { type: "instructors", id },
      participantId: after.participantId,
      before,
      after,
      reason,
    });
    return { id, status: after.status, version: after.version };
  });
}
