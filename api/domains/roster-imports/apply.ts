import { eq } from "drizzle-orm";
import { rosterImports } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { applyRows, settle } from "./apply-rows.ts";
import { getRosterImport } from "./get.ts";
import { changeList, offeredRows, planOf, requireOpenEvent, requireOwnSide, rowsOfList } from "./internal.ts";
import { peopleOf } from "./match.ts";
import { countsOf, digestOf } from "./plan.ts";
import { type ApplyList, applyListSchema, type RosterImportView } from "./schemas.ts";

/**
 * Does what the list was shown to do, whole or not at all, under the event's lock. Asked twice it does nothing more. M5, G4
 * @throws Conflict where the roster, the list or an invitation changed since it was looked at, or the event is not open.
 */
export async function applyList(ctx: Ctx, raw: ApplyList): Promise<RosterImportView> {
  requirePermission(ctx, "roster_imports:write");
  const { id, seen } = applyListSchema.parse(raw);
  const offered = await offeredRows(ctx, id);
  await changeList(ctx, id, ["ready", "applied"], async (tx, acting, event, list) => {
    if (list.status === "applied") return;
    requireOwnSide(ctx, list);
    await requireOpenEvent(ctx, event);
    const rows = peopleOf(await rowsOfList(tx, id), list.mapping!);
    const planned = await planOf(tx, event, list, rows, offered);
    if (digestOf(planned) !== seen)
      throw new Conflict("The roster or the list changed since you looked. Look at it again, then apply it.");
    await applyRows(tx, acting, event, list, rows, planned);
    await tx
      .update(rosterImports)
      .set({
        status: "applied",
        appliedAt: acting.now,
        appliedById: acting.actor.type === "account" ? acting.actor.accountId : null,
      })
      .where(eq(rosterImports.id, id));
    await recordAudit(tx, acting, {
      action: "roster_import.applied",
      subject: { type: "roster_imports", id },
      before: { status: list.status },
      after: { status: "applied", eventId: event.id, ...countsOf(planned) },
    });
    await settle(tx, acting, id);
  });
  return getRosterImport(ctx, id);
}
