import { and, eq, ne, sql } from "drizzle-orm";
import { sponsors } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { refuseRetiredChange } from "../../kernel/retired.ts";
import { getSponsor } from "./get.ts";
import { loadSponsor, requireSponsor } from "./internal.ts";
import { type SponsorView, type UpdateSponsor, updateSponsorSchema } from "./schemas.ts";

const registryOnly = "Only the registry changes this.";

/**
 * Saves contact and settings; a sponsor's manager its own alone, and never vendor code, approval or state funding.
 * @throws Conflict with the row as it is now where `version` is old; Invalid for a vendor code that is taken.
 */
export async function updateSponsor(ctx: Ctx, raw: UpdateSponsor): Promise<SponsorView> {
  const scope = requirePermission(ctx, "sponsors:write");
  const { id, version, ...changes } = updateSponsorSchema.parse(raw);
  requireSponsor(ctx, "sponsors:write", id);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await loadSponsor(tx, id);
    refuseRetiredChange("sponsors", before);
    if (scope !== "all") {
      const decided = (["vendorCode", "status", "stateFunded"] as const).filter(
        (key) => changes[key] !== undefined && changes[key] !== before[key],
      );
      if (decided.length > 0)
        throw new Invalid(registryOnly, {
          fields: Object.fromEntries(decided.map((key) => [key, registryOnly])),
        });
    }
    if (changes.vendorCode) {
      const [other] = await tx
        .select({ id: sponsors.id })
        .from(sponsors)
        .where(and(eq(sponsors.vendorCode, changes.vendorCode), ne(sponsors.id, id)));
      const taken = "Another training organization has this vendor code.";
      if (other) throw new Invalid(taken, { fields: { vendorCode: taken } });
    }
    const [after] = await tx
      .update(sponsors)
      .set({ ...changes, updatedAt: sql`now()` })
      .where(and(eq(sponsors.id, id), eq(sponsors.version, version)))
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: "sponsor.updated",
      subject: { type: "sponsors", id },
      before,
      after,
    });
    return getSponsor(inner, id);
  });
}
