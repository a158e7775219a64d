import { eq } from "drizzle-orm";
import { institutions } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";

/** One institution. Throws NotFound. */
export async function getInstitution(ctx: Ctx, id: number): Promise<typeof institutions.$inferSelect> {
  requirePermission(ctx, "institutions:read");
  const [row] = await inTransaction(ctx, (tx) =>
    tx.select().from(institutions).where(eq(institutions.id, id)),
  );
  if (!row) throw new NotFound("There is no such institution.");
  return row;
}
