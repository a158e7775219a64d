import { eq } from "drizzle-orm";
import { todayIn } from "#api/kernel/calendar.ts";
import { inTransaction } from "#api/kernel/context.ts";
import { accounts } from "#db/schema/index.ts";
import { notify } from "../email/notify.ts";
import { longDate } from "../email/words.ts";
import type { Task } from "./task.ts";

/** Tells the address that was left that the sign-in moved; the new one is not named there. S42 */
export const notifyEmailChanged: Task<"notify_email_changed"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, payload.accountId));
    if (!account?.previousEmail) return log.info({ accountId: payload.accountId }, "no address was left");
    const { id, participantId, displayName, previousEmail, email, locale } = account;
    await notify(tx, ctx, {
      to: { participantId, accountId: id, name: displayName, email: previousEmail, locale },
      template: "email_changed",
      values: {
        name: displayName,
        changedOn: longDate(todayIn(ctx.jurisdiction.timeZone, ctx.now), locale),
        helpPhone: ctx.jurisdiction.helpPhone,
      },
      dedupeKey: `email_changed:${id}:${previousEmail}:${email}`,
    });
  });
