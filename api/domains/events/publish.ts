import { randomBytes } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { events } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { loadSponsor, requireSponsor } from "../sponsors/index.ts";
import { getEvent } from "./get.ts";
import { noSuchEvent, requireOrgCode } from "./internal.ts";
import { type EventView, type PublishEvent, publishEventSchema } from "./schemas.ts";

/**
 * Puts a draft on the calendar, or opens it to whoever holds its private link (S130–S131). The two may be changed
 * into each other; a new link is made each time, so that an old one stops working.
 * @throws Conflict for a cancelled or closed event, a sponsor that is not approved, an old `version`.
 */
export async function publishEvent(ctx: Ctx, raw: PublishEvent): Promise<EventView> {
  requirePermission(ctx, "events:write");
  const { id, version, as } = publishEventSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [before] = await tx.select().from(events).where(eq(events.id, id));
    if (!before) throw new NotFound(noSuchEvent);
    requireSponsor(inner, "events:write", before.sponsorId, noSuchEvent);
    const sponsor = await loadSponsor(tx, before.sponsorId);
    if (sponsor.status !== "approved")
      throw new Conflict("The training organization is not approved yet, so its events cannot be published.");
    requireOrgCode(inner, before, sponsor);
    const [after] = await tx
      .update(events)
      .set({
        status: as,
        invitationToken: as === "invite_only" ? randomBytes(24).toString("base64url") : null,
      })
      .where(
        and(
          eq(events.id, id),
          eq(events.version, version),
          inArray(events.status, ["draft", "published", "invite_only"]),
        ),
      )
      .returning();
    if (!after) {
      if (before.version !== version) throw stale(await getEvent(inner, id));
      throw new Conflict("This event was cancelled or closed and cannot be published.");
    }
    await recordAudit(tx, inner, {
      action: "event.published",
      subject: { type: "events", id },
      before,
      after,
    });
    return getEvent(inner, id);
  });
}
