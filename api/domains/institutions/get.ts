import { eq } from "drizzle-orm";
import { institutions } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { mergeLinks } from "../directory-merges/index.ts";
import type { MergeLinks } from "../directory-merges/schemas.ts";

/** One institution. Throws NotFound. */
export async function getInstitution(
  ctx: Ctx,
  id: number,
): Promise<typeof institutions.$inferSelect & MergeLinks> {
  requirePermission(ctx, "institutions:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx.select().from(institutions).where(eq(institutions.id, id));
    if (!row) throw new NotFound("There is no such institution.");
    return { ...row, ...(await mergeLinks(tx, inner, "institutions", id)) };
  });
}
