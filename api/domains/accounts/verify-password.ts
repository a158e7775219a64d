import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accountPasswords, accounts, signInFailures } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Precondition, Unauthenticated } from "../../kernel/errors.ts";
import { normalEmail, passwordFits, sha256 } from "./internal.ts";
import { type SignIn, signInSchema } from "./schemas.ts";

/** Guesses per e-mail address and per network address before sign-in rests for a quarter of an hour. */
const allowed = { email: 10, network: 50 };
const windowMinutes = 15;

/**
 * Checks an e-mail address and a password (S177). The answer never tells whether the address is known.
 * @returns the account's id.
 * @throws Unauthenticated for a wrong pair or a disabled account, Precondition after too many tries.
 */
export async function verifyPassword(ctx: Ctx, raw: SignIn, networkAddress: string): Promise<number> {
  const input = signInSchema.parse(raw);
  const email = normalEmail(input.email);
  const keys = { email: sha256(`email:${email}`), network: sha256(`network:${networkAddress}`) };
  const system = asSystem(ctx, "sign_in");
  const found = await inTransaction(system, async (tx) => {
    await refuseTooMany(tx, keys, ctx.now);
    const [row] = await tx
      .select({
        id: accounts.id,
        status: accounts.status,
        participantId: accounts.participantId,
        hash: accountPasswords.passwordHash,
      })
      .from(accounts)
      .leftJoin(accountPasswords, eq(accountPasswords.accountId, accounts.id))
      .where(eq(sql`lower(${accounts.email})`, email));
    return row;
  });
  const fits = await passwordFits(found?.hash ?? undefined, input.password);
  await inTransaction(system, async (tx, inner) => {
    if (!fits || found?.status !== "active") {
      await countFailure(tx, Object.values(keys), ctx.now);
      await recordAudit(tx, inner, {
        action: "account.sign_in_failed",
        subject: { type: "accounts", id: found?.id },
        participantId: found?.participantId,
      });
      return;
    }
    await tx.delete(signInFailures).where(eq(signInFailures.key, keys.email));
    await tx.update(accounts).set({ lastSignInAt: ctx.now }).where(eq(accounts.id, found.id));
    const self = { ...inner, actor: { type: "system", task: "sign_in", onBehalfOf: found.id } } as const;
    await recordAudit(tx, self, {
      action: "account.signed_in",
      subject: { type: "accounts", id: found.id },
      participantId: found.participantId,
    });
  });
  if (!fits || found?.status !== "active") {
    throw new Unauthenticated("The e-mail address or the password is not right.");
  }
  return found.id;
}

async function refuseTooMany(tx: Tx, keys: { email: string; network: string }, now: Date): Promise<void> {
  const rows = await tx
    .select()
    .from(signInFailures)
    .where(and(inArray(signInFailures.key, Object.values(keys)), gt(signInFailures.windowEndsAt, now)));
  const tooMany = rows.some(
    (row) => row.failures >= (row.key === keys.email ? allowed.email : allowed.network),
  );
  if (tooMany) {
    throw new Precondition(
      `Too many tries. Please wait ${windowMinutes} minutes, or ask for a link to set a new password.`,
    );
  }
}

async function countFailure(tx: Tx, keys: string[], now: Date): Promise<void> {
  const windowEndsAt = new Date(now.getTime() + windowMinutes * 60_000);
  await tx
    .insert(signInFailures)
    .values(keys.map((key) => ({ key, failures: 1, windowEndsAt })))
    .onConflictDoUpdate({
      target: signInFailures.key,
      set: {
        failures: sql`case when ${signInFailures.windowEndsAt} < ${now.toISOString()}::timestamptz then 1 else ${signInFailures.failures} + 1 end`,
        windowEndsAt,
      },
    });
}
