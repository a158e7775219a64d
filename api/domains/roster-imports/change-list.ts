import { eq } from "drizzle-orm";
import { rosterImports } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Invalid, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { clearList } from "./clear.ts";
import { getRosterImport } from "./get.ts";
import { changeList, hasBegun, requireOwnSide } from "./internal.ts";
import { startMatching } from "./keep-rows.ts";
import {
  type DiscardList,
  discardListSchema,
  type MapList,
  mapListSchema,
  type RosterImportView,
} from "./schemas.ts";

/**
 * Says what the columns hold and how names and days are written; the rows are read and their people looked for anew.
 * @throws Invalid where two columns hold the same or the event has not begun, Conflict for a stale version.
 */
export async function mapList(ctx: Ctx, raw: MapList): Promise<RosterImportView> {
  requirePermission(ctx, "roster_imports:write");
  const { id, version, mapping } = mapListSchema.parse(raw);
  await changeList(ctx, id, ["mapping", "matching", "ready"], async (tx, acting, event, list) => {
    requireOwnSide(ctx, list);
    if (list.version !== version) throw stale({ id, version: list.version, status: list.status });
    const held = mapping.columns.filter((column) => column !== null);
    const twice = held.find((column, at) => held.indexOf(column) < at);
    if (twice) {
      const message = "Two columns cannot hold the same.";
      const at = mapping.columns.lastIndexOf(twice);
      throw new Invalid(message, { fields: { [`mapping.columns.${at}`]: message } });
    }
    if (mapping.says === "attended" && !hasBegun(acting, event)) {
      const message = `The event begins on ${event.startsOn}; who attended is brought in from that day on.`;
      throw new Invalid(message, { fields: { "mapping.says": message } });
    }
    await tx.update(rosterImports).set({ mapping }).where(eq(rosterImports.id, id));
    await startMatching(tx, { ...list, mapping }, Number(event.hours), acting.now);
    await recordAudit(tx, acting, {
      action: "roster_import.mapped",
      subject: { type: "roster_imports", id },
      before: { mapping: list.mapping },
      after: { mapping },
    });
  });
  return getRosterImport(ctx, id);
}

/** Puts a list aside that was not applied; what was typed on it goes. Twice changes nothing. @throws Conflict */
export async function discardList(ctx: Ctx, raw: DiscardList): Promise<RosterImportView> {
  requirePermission(ctx, "roster_imports:write");
  const { id } = discardListSchema.parse(raw);
  const statuses = ["reading", "mapping", "matching", "ready", "unreadable", "discarded"] as const;
  const file = await changeList(ctx, id, statuses, async (tx, acting, _event, list) => {
    requireOwnSide(ctx, list);
    if (list.status === "discarded") return null;
    await tx
      .update(rosterImports)
      .set({ status: "discarded", storageKey: null })
      .where(eq(rosterImports.id, id));
    await clearList(tx, acting, id);
    await recordAudit(tx, acting, {
      action: "roster_import.discarded",
      subject: { type: "roster_imports", id },
      before: { status: list.status },
      after: { status: "discarded" },
    });
    return list.storageKey;
  });
  if (file) await ctx.files.remove(file);
  return getRosterImport(ctx, id);
}
