import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { notificationStatuses } from "#db/enums.ts";
import { notifications, participants } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { escapeLike } from "../../kernel/search.ts";

const text = z.string().trim().min(1).max(120);
const contains = (value: string) => `%${escapeLike(value)}%`;

export const notificationList: ListDefinition = {
  resource: "notifications",
  from: sql`${notifications} left join ${participants} on ${participants.id} = ${notifications.participantId}`,
  id: notifications.id,
  columns: {
    id: notifications.id,
    participantId: notifications.participantId,
    participantName: sql`${participants.givenName} || ' ' || ${participants.familyName}`,
    registryNumber: participants.registryNumber,
    template: notifications.template,
    recipientName: notifications.recipientName,
    recipientEmail: notifications.recipientEmail,
    subject: notifications.subject,
    status: notifications.status,
    attempts: notifications.attempts,
    lastError: notifications.lastError,
    sentAt: notifications.sentAt,
    resentFromId: notifications.resentFromId,
    createdAt: notifications.createdAt,
    version: notifications.version,
  },
  sorts: {
    id: notifications.id,
    createdAt: notifications.createdAt,
    sentAt: notifications.sentAt,
    status: notifications.status,
    template: notifications.template,
    recipientEmail: notifications.recipientEmail,
    subject: notifications.subject,
    attempts: notifications.attempts,
  },
  defaultSort: ["createdAt", "DESC"],
  filters: {
    participantId: filter(z.coerce.number().int(), (value) => eq(notifications.participantId, value)),
    status: filter(z.enum(notificationStatuses), (value) => eq(notifications.status, value)),
    template: filter(text, (value) => eq(notifications.template, value)),
    q: filter(
      text,
      (value) =>
        sql`(${notifications.recipientEmail} ilike ${contains(value)} or ${notifications.recipientName} ilike ${contains(value)}
          or ${notifications.subject} ilike ${contains(value)} or ${participants.registryNumber} = ${value})`,
    ),
  },
};

/** What was sent to whom, newest first. The text of an e-mail is neither listed nor searched. */
export async function listNotifications(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "notifications:read");
  return readList(ctx, notificationList, query);
}
