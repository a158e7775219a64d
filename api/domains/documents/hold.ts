import { deskSettings } from "#db/schema/index.ts";
import { addDays, todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { holdSchema, maxHoldDays } from "./desk-schemas.ts";
import { lockDocument } from "./internal.ts";
import { routeDocument } from "./routing.ts";
import type { DeskResult, HoldDocument } from "./schemas.ts";

function refuse(message: string): never {
  throw new Invalid(message, { fields: { until: message } });
}

/**
 * Puts a document aside until a day, the desk's own number of days ahead where none is given. It waits on, out of the
 * queue, and comes back by itself on that day, to whoever it was handed to.
 * @throws Invalid for a day that is not within the next 90; Conflict where a colleague has it.
 */
export async function holdDocument(ctx: Ctx, raw: HoldDocument): Promise<DeskResult> {
  requirePermission(ctx, "documents:route");
  const { id, version, until, note } = holdSchema.parse(raw);
  const today = todayIn(ctx.jurisdiction.timeZone, ctx.now);
  if (until && until <= today) refuse("Choose a day after today.");
  if (until && until > addDays(today, maxHoldDays)) refuse(`At most ${maxHoldDays} days.`);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    const [settings] = until ? [] : await tx.select({ days: deskSettings.holdDays }).from(deskSettings);
    return routeDocument(tx, inner, before, version, {
      action: "hold",
      to: {
        deskState: "held",
        heldUntil: until ?? addDays(today, settings?.days ?? 7),
        assignedToId: before.assignedToId,
      },
      note,
    });
  });
}
