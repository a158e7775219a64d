import { eq } from "drizzle-orm";
import { accountPasswords, accounts, signInFailures } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { isCommonPassword, isPersonalPassword } from "./common-passwords.ts";
import { hashPassword, normalEmail, sha256 } from "./internal.ts";
import { accountByEmail, endEverything, sendLink, useLink } from "./links.ts";
import { type ResetPassword, requestResetSchema, resetPasswordSchema } from "./schemas.ts";

/** @throws Invalid for a password that guessers try first, or that is the person's own name or address. */
export function refuseWeakPassword(password: string, own: readonly string[]): void {
  const problem = isCommonPassword(password)
    ? "This password is easy to guess. Choose another one."
    : isPersonalPassword(password, own)
      ? "Leave your name and e-mail address out of the password."
      : undefined;
  if (problem) throw new Invalid(problem, { fields: { password: problem } });
}

/** Sends a reset link where the address has an account (S178, S227); the answer is the same either way. */
export async function requestPasswordReset(ctx: Ctx, raw: { email: string }): Promise<void> {
  const { email } = requestResetSchema.parse(raw);
  await inTransaction(asSystem(ctx, "reset_password"), async (tx, inner) => {
    const account = await accountByEmail(tx, email);
    await recordAudit(tx, inner, {
      action: "account.reset_requested",
      subject: { type: "accounts", id: account?.id },
      participantId: account?.participantId,
    });
    if (account && account.status !== "disabled") await sendLink(tx, account.id, "reset_password");
  });
}

/**
 * Sets a new password from a reset link. The link is used up, every session and other link of the account ends, and an
 * account that was never confirmed is confirmed by it: the link came to its address.
 * @throws NotFound for a link that does not work any more, Invalid for a weak password (the link stays good).
 */
export async function resetPassword(ctx: Ctx, raw: ResetPassword): Promise<void> {
  const input = resetPasswordSchema.parse(raw);
  refuseWeakPassword(input.password, []);
  const passwordHash = await hashPassword(input.password);
  await inTransaction(asSystem(ctx, "reset_password"), async (tx, inner) => {
    const account = await useLink(tx, inner, input.token, "reset_password");
    refuseWeakPassword(input.password, [account.displayName, ...account.email.split("@")]);
    await tx
      .insert(accountPasswords)
      .values({ accountId: account.id, passwordHash, changedAt: inner.now })
      .onConflictDoUpdate({
        target: accountPasswords.accountId,
        set: { passwordHash, changedAt: inner.now },
      });
    if (account.status === "unconfirmed") {
      await tx.update(accounts).set({ status: "active" }).where(eq(accounts.id, account.id));
    }
    await endEverything(tx, account.id, inner.now);
    await tx
      .delete(signInFailures)
      .where(eq(signInFailures.key, sha256(`email:${normalEmail(account.email)}`)));
    await recordAudit(tx, inner, {
      action: "account.password_reset",
      subject: { type: "accounts", id: account.id },
      participantId: account.participantId,
    });
  });
}
