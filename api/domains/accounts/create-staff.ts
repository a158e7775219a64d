import { accountPasswords, accounts } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { hashPassword, normalEmail } from "./internal.ts";
import { type CreateStaff, createStaffSchema } from "./schemas.ts";

/**
 * Adds a staff account. The first administrator is made with `registry staff add`: there is no set-up page.
 * @throws Invalid where the e-mail address is taken.
 */
export async function createStaff(ctx: Ctx, raw: CreateStaff): Promise<{ id: number; email: string }> {
  requirePermission(ctx, "staff:write");
  const input = createStaffSchema.parse(raw);
  const passwordHash = await hashPassword(input.password);
  return inTransaction(asSystem(ctx, "create_staff"), async (tx, inner) => {
    const [account] = await tx
      .insert(accounts)
      .values({ email: normalEmail(input.email), displayName: input.displayName, staffRole: input.staffRole })
      .onConflictDoNothing()
      .returning();
    if (!account) {
      const taken = "An account with this e-mail address exists already.";
      throw new Invalid(taken, { fields: { email: taken } });
    }
    await tx.insert(accountPasswords).values({ accountId: account.id, passwordHash });
    await recordAudit(tx, inner, {
      action: "account.created",
      subject: { type: "accounts", id: account.id },
      after: account,
    });
    return { id: account.id, email: account.email };
  });
}
