import { sql } from "drizzle-orm";
import { auditOf } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { regroupAfter } from "./decide.ts";
import { intArray } from "./people.ts";
import { type SetApart, setApartSchema } from "./schemas.ts";

type Decided = { id: number; leftId: number; rightId: number };

/**
 * One record of a group is somebody else: every pair of it that was seen is decided "not a duplicate" at once, for one
 * reason. What is open between it and others besides stays open.
 * @throws Conflict where one of the pairs has been decided or changed since; then none is decided.
 */
export async function setApart(ctx: Ctx, raw: SetApart): Promise<{ decided: number }> {
  requirePermission(ctx, "duplicates:decide");
  const { participantId, pairs, reason } = setApartSchema.parse(raw);
  const seen = new Map(pairs.map(({ id, version }) => [id, version]));
  return inTransaction(ctx, async (tx, inner) => {
    const rows = (await tx.execute(sql`
      with seen as (select * from unnest(${intArray(seen.keys())}, ${intArray(seen.values())}) as s(id, version)),
      locked as (select d.id from duplicate_candidates d join seen s on (s.id, s.version) = (d.id, d.version)
        where d.status = 'open' and ${participantId} in (d.left_id, d.right_id) order by d.id for update of d)
      update duplicate_candidates d set status = 'not_duplicate', decided_at = ${inner.now.toISOString()}::timestamptz,
        decided_by_id = ${inner.actor.type === "account" ? inner.actor.accountId : null}::int, decision_reason = ${reason}
      from locked where d.id = locked.id
      returning d.id, d.left_id as "leftId", d.right_id as "rightId"`)) as unknown as Decided[];
    if (rows.length !== seen.size) {
      const now = await tx.execute(
        sql`select id, status, version from duplicate_candidates where id = any (${intArray(seen.keys())}) order by id`,
      );
      throw stale({ pairs: [...now] });
    }
    await tx.execute(
      auditOf(
        inner,
        "duplicate.refused",
        "duplicates",
        sql`(select d.id, e.participant_id from duplicate_candidates d cross join lateral
          (values (d.left_id), (d.right_id)) as e(participant_id) where d.id = any (${intArray(seen.keys())}) order by d.id)`,
        { before: { status: "open" }, after: { status: "not_duplicate" }, reason },
      ),
    );
    await regroupAfter(tx, inner, [...new Set(rows.flatMap(({ leftId, rightId }) => [leftId, rightId]))]);
    return { decided: rows.length };
  });
}
