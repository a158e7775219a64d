import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { accounts, notifications, participants, requests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type ResendNotification, resendNotificationSchema } from "./schemas.ts";

/** Tries are at most six hours apart and each touches the row: one untouched for longer has lost its task. */
const stuckMs = 24 * 60 * 60_000;

/**
 * Sends an e-mail once more, to the address the person has now: what bounced is corrected first and sent again then.
 * @returns the id of the new e-mail. @throws NotFound, Conflict while the e-mail or a repeat of it still waits.
 */
export async function resendNotification(ctx: Ctx, raw: ResendNotification): Promise<{ id: number }> {
  requirePermission(ctx, "notifications:resend");
  const { id } = resendNotificationSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(notifications).where(eq(notifications.id, id)).for("update");
    if (!before) throw new NotFound("This e-mail does not exist.");
    if (before.status === "queued" && ctx.now.getTime() - before.updatedAt.getTime() < stuckMs)
      throw new Conflict("This e-mail has not been sent yet; it is on its way.");
    const [waiting] = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(eq(notifications.resentFromId, id), eq(notifications.status, "queued")));
    if (waiting) throw new Conflict("This e-mail is being sent again already.");
    const recipientEmail = await addressNow(tx, before);
    const [after] = await tx
      .insert(notifications)
      .values({
        participantId: before.participantId,
        accountId: before.accountId,
        template: before.template,
        locale: before.locale,
        recipientName: before.recipientName,
        recipientEmail,
        subject: before.subject,
        bodyText: before.bodyText,
        bodyHtml: before.bodyHtml,
        messageId: `<${randomUUID()}@${before.messageId.replace(/^.*@|>$/g, "")}>`,
        resentFromId: before.id,
        requestId: before.requestId,
        rosterInvitationId: before.rosterInvitationId,
      })
      .returning();
    await enqueue(tx, "send_email", { notificationId: after!.id });
    await recordAudit(tx, inner, {
      action: "notification.resent",
      subject: { type: "notifications", id: after!.id },
      participantId: after!.participantId,
      after: { resentFromId: id, template: after!.template, recipientEmail: after!.recipientEmail },
    });
    return { id: after!.id };
  });
}

/** A one-time link belongs to the account; everything else follows the person's record. */
async function addressNow(tx: Tx, row: typeof notifications.$inferSelect): Promise<string> {
  if (row.requestId) {
    const [request] = await tx
      .select({ email: requests.askerEmail })
      .from(requests)
      .where(eq(requests.id, row.requestId));
    return request?.email ?? row.recipientEmail;
  }
  // It goes to the address that was left, whatever the record says now.
  if (row.template === "email_changed") return row.recipientEmail;
  if (!row.template.startsWith("link_")) {
    const [person] = await tx
      .select({ email: participants.email })
      .from(participants)
      .where(eq(participants.id, row.participantId ?? -1));
    return person?.email ?? row.recipientEmail;
  }
  const [account] = await tx
    .select()
    .from(accounts)
    .where(eq(accounts.id, row.accountId ?? -1));
  if (!account || account.status === "disabled")
    throw new Conflict("This account is gone or disabled: no link is sent.");
  return (row.template === "link_verify_email" && account.pendingEmail) || account.email;
}
