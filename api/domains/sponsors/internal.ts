import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { sponsors } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { type Permission, scopeOf } from "../../kernel/permissions.ts";

/** Registry staff and the registry itself: whoever reads every roster reads drafts and applications too. */
export const readsEverything = (ctx: Pick<Ctx, "actor">): boolean =>
  scopeOf(ctx, "enrollments:read") === "all";

/** Whether the actor holds the permission over this sponsor's things. */
export function holdsForSponsor(ctx: Pick<Ctx, "actor">, permission: Permission, sponsorId: number): boolean {
  const scope = scopeOf(ctx, permission);
  if (scope === "all") return true;
  return scope === "own_sponsor" && ctx.actor.type === "account" && ctx.actor.sponsorIds.includes(sponsorId);
}

/** @throws NotFound — also for a sponsor that is not the actor's: its existence is not told. */
export function requireSponsor(
  ctx: Pick<Ctx, "actor">,
  permission: Permission,
  sponsorId: number,
  message = "There is no such record, or it is not yours to change.",
): void {
  if (!holdsForSponsor(ctx, permission, sponsorId)) throw new NotFound(message);
}

export async function loadSponsor(tx: Tx, id: number): Promise<typeof sponsors.$inferSelect> {
  const [row] = await tx.select().from(sponsors).where(eq(sponsors.id, id));
  if (!row) throw new NotFound("There is no such training organization.");
  return row;
}
