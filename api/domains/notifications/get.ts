import { sql } from "drizzle-orm";
import { notifications } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { selectColumns } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { notificationList } from "./list.ts";
import type { NotificationView } from "./schemas.ts";

/** One e-mail with what it says. @throws NotFound */
export async function getNotification(ctx: Ctx, id: number): Promise<NotificationView> {
  requirePermission(ctx, "notifications:read");
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx.execute<{ view: NotificationView }>(sql`
      select to_json(view) as view from (
        select ${selectColumns(inner, notificationList)}, ${notifications.locale} as "locale",
          ${notifications.bodyText} as "bodyText", ${notifications.bodyHtml} as "bodyHtml"
        from ${notificationList.from} where ${notifications.id} = ${id}
      ) view`);
    if (!row) throw new NotFound("This e-mail does not exist.");
    return row.view;
  });
}
