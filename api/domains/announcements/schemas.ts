import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { announcements } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";

const day = z.iso.date("Enter a date, like 2026-11-21.");
export const announcementInputSchema = createInsertSchema(announcements, {
  title: z.string().trim().min(1, "Enter a title.").max(160),
  body: z.string().trim().min(1, "Enter the text.").max(4000),
  publishedOn: day,
  expiresOn: day.nullish(),
}).pick({ title: true, body: true, isNew: true, publishedOn: true, expiresOn: true });
export const updateAnnouncementSchema = announcementInputSchema
  .partial()
  .extend({ id: z.number().int(), version: z.number().int() });
export type AnnouncementInput = z.input<typeof announcementInputSchema>;
export type UpdateAnnouncement = z.input<typeof updateAnnouncementSchema>;
export type AnnouncementRow = Wire<typeof announcements.$inferSelect>;
