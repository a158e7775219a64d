import { inArray } from "drizzle-orm";
import { documents } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { expectedFor } from "../queue-pace/index.ts";
import { type PlaceInLine, type PlacesAsked, placesSchema } from "./schemas.ts";

/**
 * Place in the line and expected day of the asked documents that stand in it, in no order: what a page of the queue shows
 * beside its rows. However many are asked, the line is read once; documents out of the actor's reach are left out. M6
 */
export async function listPlacesInLine(ctx: Ctx, raw: PlacesAsked): Promise<PlaceInLine[]> {
  requirePermission(ctx, "documents:read");
  const { ids } = placesSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const seen = await tx.select({ id: documents.id }).from(documents).where(inArray(documents.id, ids));
    const expected = await expectedFor(inner, seen);
    return [...expected].flatMap(([id, { place, expectedOn }]) =>
      place === null ? [] : [{ id, place, expectedOn }],
    );
  });
}
