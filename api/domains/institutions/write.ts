import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { institutions } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { refuseRetiredChange, survivorOf } from "../../kernel/retired.ts";
import { refuseLikelyRecord } from "../directory-duplicates/index.ts";
import {
  type CreateInstitution,
  createInstitutionSchema,
  type UpdateInstitution,
  updateInstitutionSchema,
} from "./schemas.ts";

type Institution = typeof institutions.$inferSelect;

/** The same name in the same city and state is the same college. */
async function refuseTwin(
  tx: Tx,
  row: { name: string; city?: string | null; state?: string | null },
  id = 0,
) {
  const [twin] = await tx
    .select({ id: institutions.id })
    .from(institutions)
    .where(
      and(
        sql`lower(${institutions.name}) = lower(${row.name})`,
        sql`lower(coalesce(${institutions.city}, '')) = lower(${row.city ?? ""})`,
        sql`coalesce(${institutions.state}, '') = ${row.state ?? ""}`,
        // Its own old name is free to it; a new row under a retired name would be the survivor a second time.
        sql`${survivorOf("institutions", sql`${institutions.id}`)} <> ${id}`,
      ),
    )
    .limit(1);
  if (!twin) return;
  const message = "An institution with this name is on the list already.";
  throw new Invalid(message, { fields: { name: message } });
}

/**
 * Adds an institution that IPEDS does not list.
 * @throws Invalid, also for one that is there already; Conflict for one that seems to be, until `confirmNew` is given.
 */
export async function createInstitution(ctx: Ctx, raw: CreateInstitution): Promise<Institution> {
  requirePermission(ctx, "institutions:write");
  const { confirmNew, ...input } = createInstitutionSchema.parse(raw);
  await inTransaction(ctx, (tx) => refuseTwin(tx, input));
  await refuseLikelyRecord(ctx, { kind: "institutions", record: input }, { confirmNew });
  return inTransaction(ctx, async (tx, inner) => {
    await refuseTwin(tx, input);
    const [row] = await tx.insert(institutions).values(input).returning();
    await recordAudit(tx, inner, {
      action: "institution.created",
      subject: { type: "institutions", id: row!.id },
      after: row,
    });
    return row!;
  });
}

/** Changes an institution. @throws Conflict with the row as it is now where the version is stale. */
export async function updateInstitution(ctx: Ctx, raw: UpdateInstitution): Promise<Institution> {
  requirePermission(ctx, "institutions:write");
  const { id, version, ...input } = updateInstitutionSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(institutions).where(eq(institutions.id, id)).for("update");
    if (!before) throw new NotFound("There is no such institution.");
    refuseRetiredChange("institutions", before);
    await refuseTwin(tx, input, id);
    const [after] = await tx
      .update(institutions)
      .set(input)
      .where(and(eq(institutions.id, id), eq(institutions.version, version)))
      .returning();
    if (!after) {
      throw new Conflict("The institution was changed since you opened it. Look at it again.", {
        details: { current: before },
      });
    }
    await recordAudit(tx, inner, {
      action: "institution.updated",
      subject: { type: "institutions", id },
      before,
      after,
    });
    return after;
  });
}
