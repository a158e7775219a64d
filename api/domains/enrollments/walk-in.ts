import { todayIn } from "../../kernel/calendar.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { lockEvent, mayMark, noSuchEvent } from "../events/index.ts";
import { type WalkIn, walkInSchema } from "../events/schemas.ts";
import { readEnrollment } from "./get.ts";
import { personFor } from "./internal.ts";
import { placeOnRoster } from "./place.ts";
import type { EnrollmentView } from "./schemas.ts";

/**
 * Adds somebody who stands at the door, by registry number: sponsor's managers and the event's instructors. S120
 * @throws Conflict where the event has not begun, was cancelled, is full or has the person already; Invalid for a wrong number.
 */
export async function addWalkIn(ctx: Ctx, raw: WalkIn): Promise<EnrollmentView> {
  requirePermission(ctx, "enrollments:attend");
  const { id, registryNumber } = walkInSchema.parse(raw);
  return inTransaction(asSystem(ctx, "walk_in"), async (tx, system) => {
    const event = await lockEvent(tx, id);
    if (!(await mayMark({ ...ctx, db: tx }, tx, event))) throw new NotFound(noSuchEvent);
    if (!["published", "invite_only"].includes(event.status))
      throw new Conflict("This event is not open, so nobody can be added to its roster.");
    if (event.startsOn > todayIn(ctx.jurisdiction.timeZone, ctx.now))
      throw new Conflict("The event has not begun. Enroll the person instead.");
    const person = await personFor(tx, { registryNumber });
    const row = await placeOnRoster(tx, { ...system, actor: ctx.actor }, event, person, "walk_in");
    return readEnrollment(tx, row.id);
  });
}
