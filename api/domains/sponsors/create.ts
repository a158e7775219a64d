import { sponsors } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { refuseLikelyRecord } from "../directory-duplicates/index.ts";
import { getSponsor } from "./get.ts";
import { type CreateSponsor, createSponsorSchema, type SponsorView } from "./schemas.ts";

/**
 * Takes a training organization in, by the registry. S136
 * @throws Invalid where the vendor code is taken; Conflict for one that seems to be there, until `confirmNew` is given.
 */
export async function createSponsor(ctx: Ctx, raw: CreateSponsor): Promise<SponsorView> {
  requirePermission(ctx, "sponsors:create");
  const { confirmNew, ...input } = createSponsorSchema.parse(raw);
  await refuseLikelyRecord(ctx, { kind: "sponsors", record: input }, { confirmNew });
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx.insert(sponsors).values(input).onConflictDoNothing().returning();
    if (!row) {
      const taken = "Another training organization has this vendor code.";
      throw new Invalid(taken, { fields: { vendorCode: taken } });
    }
    await recordAudit(tx, inner, {
      action: "sponsor.created",
      subject: { type: "sponsors", id: row.id },
      after: row,
    });
    return getSponsor(inner, row.id);
  });
}
