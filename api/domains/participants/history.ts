import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { loadParticipant } from "./get.ts";
import type { HistoryEntry } from "./schemas.ts";

/** What happened to one person's record, newest first (at most 200): who, what, before and after, why. */
export async function participantHistory(ctx: Ctx, input: { id: number }): Promise<HistoryEntry[]> {
  requirePermission(ctx, "participants:read");
  return inTransaction(ctx, async (tx, inner) => {
    await loadParticipant(tx, input.id);
    const named = inner.actor.type === "account" && inner.actor.role !== "participant";
    return (await tx.execute(sql`
      select e.id::int, to_json(e.at)#>>'{}' as at, coalesce(${named ? sql`a.display_name` : sql`null::text`}, case e.actor_kind when 'system' then 'Registry'
        when 'account' then 'Registry staff' else 'Visitor' end) as actor, e.actor_role as "actorRole", e.action,
        e.subject_type as "subjectType", e.subject_id as "subjectId", e.before, e.after, e.reason
      from audit_events e left join accounts a on a.id = e.account_id
      where e.participant_id = ${input.id}
        and not (e.subject_type = 'documents' and e.subject_id in (select app_blind_documents()))
      order by e.id desc limit 200`)) as unknown as HistoryEntry[];
  });
}
