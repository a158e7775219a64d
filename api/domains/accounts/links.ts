import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { accountTokenPurposes } from "#db/enums.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { accounts, accountTokens, sessions } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { normalEmail, sha256 } from "./internal.ts";

export type LinkPurpose = (typeof accountTokenPurposes)[number];
type Account = typeof accounts.$inferSelect;

/** Asks for a one-time link; several requests at once become one e-mail. */
export async function sendLink(tx: Tx, accountId: number, purpose: LinkPurpose): Promise<void> {
  await enqueue(
    tx,
    "send_account_link",
    { accountId, purpose },
    { jobKey: `account_link:${purpose}:${accountId}` },
  );
}

export async function accountByEmail(tx: Tx, email: string): Promise<Account | undefined> {
  const [row] = await tx
    .select()
    .from(accounts)
    .where(eq(sql`lower(${accounts.email})`, normalEmail(email)));
  return row;
}

const live = (token: string, purpose: LinkPurpose, now: Date) =>
  and(
    eq(accountTokens.tokenHash, sha256(token)),
    eq(accountTokens.purpose, purpose),
    isNull(accountTokens.usedAt),
    gt(accountTokens.expiresAt, now),
  );

/** Whether a link still works, for the page it opens; nothing is used up. */
export async function linkWorks(ctx: Ctx, token: string, purpose: LinkPurpose): Promise<boolean> {
  return inTransaction(asSystem(ctx, "account_link"), async (tx) => {
    const [row] = await tx
      .select({ id: accountTokens.id })
      .from(accountTokens)
      .where(live(token, purpose, ctx.now));
    return row !== undefined;
  });
}

/**
 * Uses a link up, in the caller's transaction, and locks its account.
 * @throws NotFound where the link is unknown, used, too old, or its account is disabled.
 */
export async function useLink(tx: Tx, ctx: Ctx, token: string, purpose: LinkPurpose): Promise<Account> {
  const [used] = await tx
    .update(accountTokens)
    .set({ usedAt: ctx.now })
    .where(live(token, purpose, ctx.now))
    .returning({ accountId: accountTokens.accountId });
  const [account] = used
    ? await tx.select().from(accounts).where(eq(accounts.id, used.accountId)).for("update")
    : [];
  if (!account || account.status === "disabled")
    throw new NotFound("This link does not work any more. Ask for a new one.");
  return account;
}

/** Unused links of one purpose stop working. */
export async function forgetLinks(tx: Tx, accountId: number, purpose: LinkPurpose, now: Date): Promise<void> {
  await tx
    .update(accountTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(accountTokens.accountId, accountId),
        eq(accountTokens.purpose, purpose),
        isNull(accountTokens.usedAt),
      ),
    );
}

/** Every open session and every other unused link of an account ends (TRUST B10). */
export async function endEverything(tx: Tx, accountId: number, now: Date): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.accountId, accountId));
  await tx
    .update(accountTokens)
    .set({ usedAt: now })
    .where(and(eq(accountTokens.accountId, accountId), isNull(accountTokens.usedAt)));
}
