import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { announcements } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { filter, type ListDefinition, type ListPage, readList } from "../../kernel/list.ts";
import { requirePermission, scopeOf } from "../../kernel/permissions.ts";
import { containsWords } from "../../kernel/search.ts";

const published = sql`(${announcements.publishedOn} <= current_date and (${announcements.expiresOn} is null or ${announcements.expiresOn} >= current_date))`;

export const announcementList: ListDefinition = {
  resource: "announcements",
  from: sql`${announcements}`,
  id: announcements.id,
  columns: {
    id: announcements.id,
    title: announcements.title,
    body: announcements.body,
    isNew: announcements.isNew,
    publishedOn: announcements.publishedOn,
    expiresOn: announcements.expiresOn,
    version: announcements.version,
  },
  sorts: { id: announcements.id, publishedOn: announcements.publishedOn, title: announcements.title },
  defaultSort: ["publishedOn", "DESC"],
  filters: {
    q: filter(z.string().trim().min(1).max(120), (value) =>
      containsWords(sql`fold(${announcements.title} || ' ' || ${announcements.body})`, value),
    ),
    published: filter(z.literal(true), () => published),
  },
  // Only those who write them see drafts and old ones.
  always: (ctx) => (scopeOf(ctx, "announcements:write") ? undefined : published),
};

/** Announcements of the home page, newest first (S181). */
export async function listAnnouncements(ctx: Ctx, query: unknown): Promise<ListPage> {
  requirePermission(ctx, "announcements:read");
  return readList(ctx, announcementList, query);
}

export async function getAnnouncement(ctx: Ctx, id: number): Promise<typeof announcements.$inferSelect> {
  requirePermission(ctx, "announcements:write");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.select().from(announcements).where(eq(announcements.id, id));
    if (!row) throw new NotFound("There is no such announcement.");
    return row;
  });
}
