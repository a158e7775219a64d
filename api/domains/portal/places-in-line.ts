import { and, desc, eq, inArray } from "drizzle-orm";
import { documents } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type Expected, expectedFor } from "../queue-pace/index.ts";

/** Place in the line and expected day of the actor's own waiting documents, by document id; the newest fifty. S51, M6 */
export async function ownPlacesInLine(ctx: Ctx): Promise<Map<number, Expected>> {
  requirePermission(ctx, "documents:read");
  const participantId = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (participantId === null) return new Map();
  return inTransaction(ctx, async (tx, inner) => {
    const own = await tx
      .select({ id: documents.id })
      .from(documents)
      .where(
        and(
          eq(documents.participantId, participantId),
          inArray(documents.status, ["unverified", "processing"]),
        ),
      )
      .orderBy(desc(documents.receivedAt))
      .limit(50);
    return expectedFor(inner, own);
  });
}
