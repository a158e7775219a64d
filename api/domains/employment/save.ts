import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { employments, employmentWages } from "#db/schema/index.ts";
import { wagePlace } from "#db/secret-places.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Forbidden, Invalid, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { getEmployment } from "./get.ts";
import {
  type EmploymentView,
  type ReportEmployment,
  reportEmploymentSchema,
  type UpdateEmployment,
  updateEmploymentSchema,
  type Wage,
} from "./schemas.ts";

async function saveWage(
  tx: Tx,
  ctx: Ctx,
  employmentId: number,
  wage: Wage | null | undefined,
): Promise<void> {
  if (wage === undefined) return;
  if (wage === null) {
    await tx.delete(employmentWages).where(eq(employmentWages.employmentId, employmentId));
    return;
  }
  const row = {
    amountCiphertext: ctx.secrets.seal(wage.amount, wagePlace(employmentId)),
    period: wage.period,
    updatedAt: ctx.now,
  };
  await tx
    .insert(employmentWages)
    .values({ employmentId, ...row })
    .onConflictDoUpdate({ target: employmentWages.employmentId, set: row });
}

/** Adds a position to a person's history; it counts as reported until the program confirms it (S86–S88). */
export async function reportEmployment(ctx: Ctx, raw: ReportEmployment): Promise<EmploymentView> {
  const scope = requirePermission(ctx, "employments:report");
  const { wage, ...values } = reportEmploymentSchema.parse(raw);
  const { actor } = ctx;
  if (scope === "own" && (actor.type !== "account" || actor.participantId !== values.participantId)) {
    throw new NotFound("There is no such record, or it is not yours to see.");
  }
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx.insert(employments).values(values).returning();
    await saveWage(tx, inner, row!.id, wage);
    await recordAudit(tx, inner, {
      action: "employment.reported",
      subject: { type: "employments", id: row!.id },
      participantId: row!.participantId,
      after: row,
    });
    return getEmployment(inner, row!.id);
  });
}

/**
 * Changes a position. After the program confirmed it the educator may change only the last day (S84); other changes go
 * through the program (S85).
 */
export async function updateEmployment(ctx: Ctx, raw: UpdateEmployment): Promise<EmploymentView> {
  const own = scopeOf(ctx, "employments:report") === "own";
  if (!own) requirePermission(ctx, "employments:confirm");
  const { id, version, wage, ...changes } = updateEmploymentSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(employments).where(eq(employments.id, id));
    if (!before) throw new NotFound("There is no such employment record, or it is not yours to see.");
    if (own && before.status === "confirmed") refuseMoreThanLastDay(before, changes, wage);
    const first = changes.startedOn ?? before.startedOn;
    if (changes.endedOn && changes.endedOn < first) {
      const sentence = "The last day is before the first day.";
      throw new Invalid(sentence, { fields: { endedOn: sentence } });
    }
    const { programId: _, ...allowed } = changes;
    const [after] = await tx
      .update(employments)
      .set({ ...allowed, updatedAt: inner.now })
      .where(and(eq(employments.id, id), eq(employments.version, version)))
      .returning();
    if (!after) throw stale(before);
    if (inner.actor.type !== "account" || inner.actor.role !== "program_admin")
      await saveWage(tx, inner, id, wage);
    await recordAudit(tx, inner, {
      action: "employment.updated",
      subject: { type: "employments", id },
      participantId: before.participantId,
      before,
      after,
    });
    return getEmployment(inner, id);
  });
}

function refuseMoreThanLastDay(before: object, changes: Record<string, unknown>, wage: unknown): void {
  const current = before as Record<string, unknown>;
  const same = (key: string) => String(changes[key] ?? "") === String(current[key] ?? "");
  const touched = Object.keys(changes).filter(
    (key) => key !== "endedOn" && changes[key] !== undefined && !same(key),
  );
  if (wage !== undefined) touched.push("wage");
  if (touched.length === 0) return;
  const sentence =
    "Your program confirmed this position: you can change only the last day. Ask the program for other changes.";
  throw new Forbidden(sentence, { fields: Object.fromEntries(touched.map((key) => [key, sentence])) });
}
