import { and, eq } from "drizzle-orm";
import { announcements } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import {
  type AnnouncementInput,
  announcementInputSchema,
  type UpdateAnnouncement,
  updateAnnouncementSchema,
} from "./schemas.ts";

type Row = typeof announcements.$inferSelect;

export async function createAnnouncement(ctx: Ctx, raw: AnnouncementInput): Promise<Row> {
  requirePermission(ctx, "announcements:write");
  const input = announcementInputSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx.insert(announcements).values(input).returning();
    await recordAudit(tx, inner, {
      action: "announcement.created",
      subject: { type: "announcements", id: row!.id },
      after: row,
    });
    return row!;
  });
}

export async function updateAnnouncement(ctx: Ctx, raw: UpdateAnnouncement): Promise<Row> {
  requirePermission(ctx, "announcements:write");
  const { id, version, ...changes } = updateAnnouncementSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(announcements).where(eq(announcements.id, id));
    if (!before) throw new NotFound("There is no such announcement.");
    const [after] = await tx
      .update(announcements)
      .set({ ...changes, updatedAt: inner.now })
      .where(and(eq(announcements.id, id), eq(announcements.version, version)))
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: "announcement.updated",
      subject: { type: "announcements", id },
      before,
      after,
    });
    return after;
  });
}
