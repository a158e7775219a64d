import { and, eq } from "drizzle-orm";
import { deskSettings } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type DeskSettings, readDeskSettings } from "./read.ts";
import { type UpdateDeskSettings, updateDeskSettingsSchema } from "./schemas.ts";

/** Changes how the desk works, from the next decision on. @throws Invalid per field, Conflict for a stale version. */
export async function updateDeskSettings(ctx: Ctx, raw: UpdateDeskSettings): Promise<DeskSettings> {
  requirePermission(ctx, "desk_settings:write");
  const { version, ...changes } = updateDeskSettingsSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await readDeskSettings(tx);
    const [after] = await tx
      .update(deskSettings)
      .set({ ...changes, updatedAt: inner.now })
      .where(and(eq(deskSettings.id, before.id), eq(deskSettings.version, version)))
      .returning();
    if (!after) throw stale(before);
    await recordAudit(tx, inner, {
      action: "desk_settings.updated",
      subject: { type: "desk_settings", id: after.id },
      before,
      after,
    });
    return after;
  });
}
