import { eq } from "drizzle-orm";
import { accountPasswords, accounts } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid, Unauthenticated } from "../../kernel/errors.ts";
import { normalEmail, passwordFits } from "./internal.ts";
import { accountByEmail, forgetLinks, sendLink } from "./links.ts";
import { type ChangeLoginEmail, changeLoginEmailSchema } from "./schemas.ts";

/**
 * Starts a change of the sign-in address (S42): the new one takes over once the link sent there is opened. An address
 * that another account has is answered the same way; that account is sent a link to get back in instead.
 * @throws Invalid for a wrong password or the address in use now.
 */
export async function changeLoginEmail(ctx: Ctx, raw: ChangeLoginEmail): Promise<void> {
  const input = changeLoginEmailSchema.parse(raw);
  const { actor } = ctx;
  if (actor.type !== "account") throw new Unauthenticated("Please sign in first.");
  const email = normalEmail(input.email);
  await inTransaction(asSystem(ctx, "change_login_email"), async (tx, inner) => {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, actor.accountId)).for("update");
    const [stored] = await tx
      .select()
      .from(accountPasswords)
      .where(eq(accountPasswords.accountId, actor.accountId));
    if (!account || !(await passwordFits(stored?.passwordHash, input.password))) {
      const wrong = "The password is not right.";
      throw new Invalid(wrong, { fields: { password: wrong } });
    }
    if (email === normalEmail(account.email)) {
      const same = "This is the address you sign in with already.";
      throw new Invalid(same, { fields: { email: same } });
    }
    const holder = await accountByEmail(tx, email);
    if (holder) {
      if (holder.status !== "disabled") await sendLink(tx, holder.id, "reset_password");
    } else {
      await tx.update(accounts).set({ pendingEmail: email }).where(eq(accounts.id, account.id));
      // A link sent to an address given before must not prove this one.
      await forgetLinks(tx, account.id, "verify_email", inner.now);
      await sendLink(tx, account.id, "verify_email");
    }
    await recordAudit(tx, inner, {
      action: "account.email_change_requested",
      subject: { type: "accounts", id: account.id },
      participantId: account.participantId,
      after: holder ? null : { pendingEmail: email },
    });
  });
}
