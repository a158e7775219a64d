import { and, eq, gt } from "drizzle-orm";
import { inTransaction } from "#api/kernel/context.ts";
import { accounts, notifications } from "#db/schema/index.ts";
import { notify } from "../email/notify.ts";
import { linkPlaceholder } from "../email/render.ts";
import type { Task } from "./task.ts";

/** However often a link is asked for, an address gets one in this time: nobody can flood a stranger's mailbox. */
const quietMs = 120_000;

/**
 * Prepares a one-time link to set a password or to prove an address. The stored e-mail holds a placeholder:
 * `send_email` makes the token as the mail leaves, so it rests nowhere but in the receiver's mailbox. S178, S227
 */
export const sendAccountLink: Task<"send_account_link"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [account] = await tx
      .select()
      .from(accounts)
      .where(eq(accounts.id, payload.accountId))
      .for("update");
    const template = `link_${payload.purpose}` as const;
    // A new address is proven at that address, before it replaces the old one.
    const email = (payload.purpose === "verify_email" && account?.pendingEmail) || account?.email;
    const [recent] = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(
        and(
          eq(notifications.accountId, payload.accountId),
          eq(notifications.template, template),
          eq(notifications.recipientEmail, email ?? ""),
          gt(notifications.createdAt, new Date(ctx.now.getTime() - quietMs)),
        ),
      )
      .limit(1);
    if (!account || !email || account.status === "disabled" || recent) {
      return log.info({ accountId: payload.accountId }, "no link is due");
    }
    await notify(tx, ctx, {
      to: {
        participantId: account.participantId,
        accountId: account.id,
        name: account.displayName,
        email,
        locale: account.locale,
      },
      template,
      values: { name: account.displayName, link: linkPlaceholder },
    });
  });
