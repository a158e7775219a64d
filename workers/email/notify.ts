import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "#api/kernel/context.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { accounts, notifications, participants } from "#db/schema/index.ts";
import { render, type Template, type TemplateValues } from "./render.ts";

/** Who gets an e-mail: a person's record and, where there is one, the account that signs in to it. */
export type Addressee = {
  participantId: number | null;
  accountId: number | null;
  name: string;
  email: string;
  /** The language the person asked to be written to in. */
  locale: string;
};

/** Tries before a mail counts as undeliverable: the queue's back-off makes them last about four days. */
export const mailAttempts = 25;

type Notice<T extends Template> = {
  to: Addressee;
  template: T;
  values: TemplateValues<T>;
  /** The same values in English, where the English text is to stand below the one in the person's language. */
  english?: TemplateValues<T>;
  dedupeKey?: string;
  /** The request it is about: replies to it are filed there. */
  requestId?: number;
  /** The invitation it carries. */
  rosterInvitationId?: number;
};

/**
 * Writes one e-mail and its sending in the caller's transaction.
 * @returns its id, or undefined where this cause (`dedupeKey`) has its e-mail already.
 */
export async function notify<T extends Template>(
  tx: Tx,
  ctx: Ctx,
  notice: Notice<T>,
): Promise<number | undefined> {
  const { to, template, values, english, dedupeKey, requestId, rosterInvitationId } = notice;
  const { subject, text, html } = render(template, values, ctx.jurisdiction, to.locale, english);
  const [row] = await tx
    .insert(notifications)
    .values({
      participantId: to.participantId,
      accountId: to.accountId,
      template,
      locale: to.locale,
      recipientName: to.name,
      recipientEmail: to.email,
      subject,
      bodyText: text,
      bodyHtml: html,
      messageId: `<${randomUUID()}@${ctx.jurisdiction.helpEmail.split("@").at(-1)}>`,
      dedupeKey,
      requestId,
      rosterInvitationId,
    })
    .onConflictDoNothing({ target: notifications.dedupeKey })
    .returning({ id: notifications.id });
  if (row) await enqueue(tx, "send_email", { notificationId: row.id }, { maxAttempts: mailAttempts });
  return row?.id;
}

/**
 * Where a person reads mail: the record's own address, else that of an active account. A merged record leads to its
 * survivor unless `exactly` asks for the record itself.
 */
export async function addresseeOf(
  tx: Tx,
  participantId: number,
  options: { exactly?: boolean } = {},
): Promise<Addressee | undefined> {
  const id = options.exactly ? sql`${participantId}::integer` : sql`survivor_of(${participantId}::integer)`;
  const [row] = await tx
    .select({
      participantId: participants.id,
      givenName: participants.givenName,
      familyName: participants.familyName,
      email: participants.email,
      accountId: accounts.id,
      accountEmail: accounts.email,
      locale: participants.correspondenceLanguage,
    })
    .from(participants)
    .leftJoin(accounts, and(eq(accounts.participantId, participants.id), eq(accounts.status, "active")))
    .where(eq(participants.id, id))
    .orderBy(sql`(lower(${accounts.email}) = lower(${participants.email})) desc nulls last`, accounts.id)
    .limit(1);
  const email = row?.email ?? row?.accountEmail;
  if (!row || !email) return undefined;
  return {
    participantId: row.participantId,
    accountId: row.accountId,
    name: `${row.givenName} ${row.familyName}`,
    email,
    locale: row.locale,
  };
}
