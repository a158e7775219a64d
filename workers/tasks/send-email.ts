import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { type Ctx, inTransaction } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { accounts, accountTokens, notifications } from "#db/schema/index.ts";
import { isPlainAddress, recipientOf } from "../email/address.ts";
import { invitationLink } from "../email/invitation.ts";
import { type Mailer, MailRefused } from "../email/mailer.ts";
import { mailAttempts } from "../email/notify.ts";
import { withSite } from "../email/pages.ts";
import { escapeHtml, linkPlaceholder } from "../email/render.ts";
import { requestLink, requestReplyTo } from "../email/request.ts";
import type { Task } from "./task.ts";

const linkLifetimeMs = 60 * 60_000;
/** Template of a one-time link → its purpose and the page of the public site that takes the token. */
const links = {
  link_reset_password: { purpose: "reset_password", path: "/reset-password" },
  link_verify_email: { purpose: "verify_email", path: "/verify-email" },
} as const;
const isLink = (template: string): template is keyof typeof links => Object.hasOwn(links, template);

export type EmailServices = {
  mailer: Mailer;
  mailFrom: string;
  publicOrigin: string;
  /** Where replies about requests go; the help desk's address where empty. */
  mailReplyTo?: string;
};
type Notification = typeof notifications.$inferSelect;
type Outcome = { status: "sent" | "failed" } | { status: "later"; error: unknown };

/**
 * Hands one queued e-mail to the mail server or the mailbox. The row is locked while it is sent, so two workers never
 * both send it; one that is sent already is left alone. A server that is away is tried again for about four days.
 */
export const sendEmail =
  (services: EmailServices): Task<"send_email"> =>
  async ({ notificationId }, ctx, { log, attempt }) => {
    const link = await prepareLink(ctx, services, notificationId);
    const outcome = await inTransaction(ctx, async (tx): Promise<Outcome | undefined> => {
      const [row] = await tx
        .select()
        .from(notifications)
        .where(eq(notifications.id, notificationId))
        .for("update");
      if (row?.status !== "queued") return undefined;
      const result = await deliver(tx, ctx, services, row, attempt, link);
      const { status, lastError } = result;
      await tx
        .update(notifications)
        .set({
          status: status === "later" ? "queued" : status,
          attempts: row.attempts + 1,
          lastError,
          sentAt: status === "sent" ? ctx.now : null,
        })
        .where(eq(notifications.id, row.id));
      return result;
    });
    if (!outcome) return log.info({ notificationId }, "nothing to send");
    if (outcome.status === "later") throw outcome.error;
    log.info({ notificationId }, outcome.status === "sent" ? "e-mail sent" : "e-mail failed for good");
  };

async function deliver(
  tx: Tx,
  ctx: Ctx,
  { mailer, mailFrom, mailReplyTo, publicOrigin }: EmailServices,
  row: Notification,
  attempt: number,
  link: Link | undefined,
): Promise<Outcome & { lastError: string | null }> {
  const to = recipientOf(row.recipientName, row.recipientEmail);
  if (!to || !isPlainAddress(mailFrom)) {
    const lastError = to
      ? "The registry's own sender address (MAIL_FROM) is not a plain e-mail address."
      : "The address is not a plain e-mail address. Correct it and send the e-mail again.";
    return { status: "failed", lastError };
  }
  if (isLink(row.template) && !(link?.purpose && (await isStillTheirs(tx, row, link.purpose)))) {
    return { status: "failed", lastError: "The account or its address has changed since: no link was sent." };
  }
  if (row.rosterInvitationId && !link)
    return {
      status: "failed",
      lastError: "The invitation was used, withdrawn or is too old: nothing was sent.",
    };
  const mail = {
    messageId: row.messageId,
    from: { name: ctx.jurisdiction.registryName, address: mailFrom },
    to,
    ...(row.requestId ? { replyTo: requestReplyTo(ctx, row.requestId, mailReplyTo) } : {}),
    subject: row.subject,
    text: withSite(link ? row.bodyText.replace(linkPlaceholder, link.url) : row.bodyText, publicOrigin),
    html: withSite(
      link ? row.bodyHtml.replace(linkPlaceholder, anchor(link.url)) : row.bodyHtml,
      publicOrigin,
      anchor,
    ),
    date: row.createdAt,
  };
  try {
    await mailer.send(mail);
  } catch (error) {
    if (error instanceof MailRefused) {
      return { status: "failed", lastError: `The receiving mail server refused it: ${error.message}` };
    }
    const reason = `The mail server could not be used (${codeOf(error)}).`;
    if (attempt >= mailAttempts)
      return { status: "failed", lastError: `${reason} Given up after four days.` };
    return { status: "later", error, lastError: `${reason} It will be tried again.` };
  }
  return { status: "sent", lastError: null };
}

type Link = { purpose?: "reset_password" | "verify_email"; url: string };

/**
 * Makes the one-time link of an e-mail that carries one and stores the hash of its token, committed before the mail
 * leaves: a link in somebody's hands always works. A mail that is not sent after all leaves a token that nobody has.
 * Links begin with the configured origin, never with what a request claimed to be addressed to.
 */
function prepareLink(
  ctx: Ctx,
  { publicOrigin }: EmailServices,
  notificationId: number,
): Promise<Link | undefined> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.select().from(notifications).where(eq(notifications.id, notificationId));
    if (row?.status === "queued" && row.requestId) return requestLink(tx, ctx, row.requestId, publicOrigin);
    if (row?.status === "queued" && row.rosterInvitationId)
      return invitationLink(tx, ctx, row.rosterInvitationId, publicOrigin);
    if (row?.status !== "queued" || !isLink(row.template)) return undefined;
    const { purpose, path } = links[row.template];
    if (!(await isStillTheirs(tx, row, purpose))) return undefined;
    const token = randomBytes(32).toString("base64url");
    await tx.insert(accountTokens).values({
      accountId: row.accountId!,
      purpose,
      tokenHash: createHash("sha256").update(token).digest("hex"),
      expiresAt: new Date(ctx.now.getTime() + linkLifetimeMs),
    });
    return { purpose, url: `${publicOrigin}${path}?token=${token}` };
  });
}

const anchor = (url: string): string =>
  `<a href="${escapeHtml(url)}" style="color:#005ea2">${escapeHtml(url)}</a>`;

/** A late mail must not carry a link to an address that the account has left meanwhile. */
async function isStillTheirs(
  tx: Tx,
  row: Notification,
  purpose: "reset_password" | "verify_email",
): Promise<boolean> {
  const [account] = await tx
    .select()
    .from(accounts)
    .where(eq(accounts.id, row.accountId ?? -1));
  const address = (purpose === "verify_email" && account?.pendingEmail) || account?.email;
  return account?.status !== "disabled" && address?.toLowerCase() === row.recipientEmail.toLowerCase();
}

function codeOf(error: unknown): string {
  const { code, responseCode } = (error ?? {}) as { code?: string; responseCode?: number };
  return [code, responseCode].filter(Boolean).join(" ") || "no answer";
}
