import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";

const schema = z.object({ number: z.string().trim().min(1, "Enter a registry number.").max(20) });

/**
 * Opens a registry number, old or new: a retired number answers with its survivor (S20, S44–S45, M1).
 * @throws Invalid where the check digit does not fit (a slip of the finger), NotFound where nobody has the number.
 */
export async function lookupParticipant(
  ctx: Ctx,
  raw: { number: string },
): Promise<{ id: number; registryNumber: string }> {
  requirePermission(ctx, "participants:read");
  const { number } = schema.parse(raw);
  return inTransaction(ctx, async (tx) => {
    const digits = number.replace(/\D/g, "");
    const [found] = (await tx.execute(sql`
      select p.id, p.registry_number as "registryNumber" from participants n join participants p on p.id = survivor_of(n.id)
      where n.registry_number = ${digits}`)) as unknown as { id: number; registryNumber: string }[];
    if (found) return found;
    const [check] = (await tx.execute(
      sql`select registry_number_is_valid(${digits}) as valid`,
    )) as unknown as { valid: boolean }[];
    if (!check!.valid) {
      const sentence = "This is not a registry number: its last digit does not fit. Please check the digits.";
      throw new Invalid(sentence, { fields: { number: sentence } });
    }
    throw new NotFound("Nobody you may see has this registry number.");
  });
}
