import { eq } from "drizzle-orm";
import { enqueue } from "#db/queue/enqueue.ts";
import { accountPasswords, accounts } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { passwordFits } from "./internal.ts";
import { accountByEmail, useLink } from "./links.ts";
import { type ConfirmEmail, confirmEmailSchema } from "./schemas.ts";

/**
 * Proves an e-mail address: of a new account, which opens by it, or of a changed sign-in (S42). The password is asked
 * too; the address that was left is told. Who signs up with somebody else's address cannot have its owner open the account for them.
 * @throws NotFound for a link that does not work any more; Invalid for a wrong password (the link stays good).
 */
export async function confirmEmail(
  ctx: Ctx,
  raw: ConfirmEmail,
): Promise<{ accountId: number; email: string }> {
  const input = confirmEmailSchema.parse(raw);
  return inTransaction(asSystem(ctx, "confirm_email"), async (tx, inner) => {
    const account = await useLink(tx, inner, input.token, "verify_email");
    const [stored] = await tx
      .select()
      .from(accountPasswords)
      .where(eq(accountPasswords.accountId, account.id));
    if (!(await passwordFits(stored?.passwordHash, input.password))) {
      const wrong = "The password is not right.";
      throw new Invalid(wrong, { fields: { password: wrong } });
    }
    const email = account.pendingEmail ?? account.email;
    const holder = await accountByEmail(tx, email);
    if (holder && holder.id !== account.id)
      throw new Conflict("This e-mail address cannot be used for signing in here.");
    const [after] = await tx
      .update(accounts)
      .set({
        status: "active",
        email,
        pendingEmail: null,
        ...(email === account.email ? {} : { previousEmail: account.email }),
      })
      .where(eq(accounts.id, account.id))
      .returning();
    await recordAudit(tx, inner, {
      action: "account.email_confirmed",
      subject: { type: "accounts", id: account.id },
      participantId: account.participantId,
      before: account,
      after,
    });
    if (email !== account.email) await enqueue(tx, "notify_email_changed", { accountId: account.id });
    return { accountId: account.id, email };
  });
}
