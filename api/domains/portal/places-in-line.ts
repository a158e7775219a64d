import { sql } from "drizzle-orm";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { atTheDesk } from "../documents/index.ts";

/**
 * How many documents are ahead of each of the actor's own in the line, by document id (S51, M6). One statement for all;
 * read as the registry, since a participant sees only its own rows.
 */
export async function ownPlacesInLine(ctx: Ctx): Promise<Map<number, number>> {
  requirePermission(ctx, "documents:read");
  const participantId = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (participantId === null) return new Map();
  return inTransaction(asSystem(ctx, "document_queue"), async (tx) => {
    const rows = (await tx.execute(sql`
      select mine.id, (select count(*)::int from documents d where d.status = 'unverified'
          and ${atTheDesk(sql`d.type`)} and d.id <> mine.id
          and (d.lane_rank, d.received_at, d.id) < (mine.lane_rank, mine.received_at, mine.id)) as ahead
      from documents mine where mine.participant_id = ${participantId} and mine.status = 'unverified'
      order by mine.received_at limit 50`)) as unknown as { id: number; ahead: number }[];
    return new Map(rows.map(({ id, ahead }) => [id, ahead]));
  });
}
