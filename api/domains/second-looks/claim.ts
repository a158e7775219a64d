import { and, eq, sql } from "drizzle-orm";
import { secondLooks } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { accountIdOf } from "../documents/index.ts";
import { decisionHolds, leaseEnd, looks, notSeenBy, s } from "./internal.ts";
import { type ById, byIdSchema, type SecondLookClaim } from "./schemas.ts";

const claimed = { id: s.id, version: s.version, claimedUntil: s.claimedUntil };
const answer = (row: { id: number; version: number; claimedUntil: Date | null }): SecondLookClaim => ({
  id: row.id,
  version: row.version,
  claimedUntil: row.claimedUntil!.toISOString(),
});

/**
 * Takes the longest waiting second look of a document that somebody else decided; one's own unfinished look comes first.
 * Two clerks at once are given different ones. `{id: null}` when none waits. M8
 */
export async function claimNextSecondLook(ctx: Ctx): Promise<SecondLookClaim | { id: null }> {
  requirePermission(ctx, "second_looks:do");
  const me = accountIdOf(ctx);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .update(secondLooks)
      .set({ claimedById: me, claimedUntil: leaseEnd })
      .where(
        sql`${s.id} = (select ${s.id} from ${looks}
          where ${s.status} = 'waiting' and ${decisionHolds} and ${notSeenBy(me)}
            and (${s.claimedUntil} is null or ${s.claimedUntil} < now() or ${s.claimedById} = ${me})
            and documents.participant_id is distinct from ${own}
          order by ${s.claimedById} is not distinct from ${me} desc, ${s.createdAt}, ${s.id}
          for update of second_looks skip locked limit 1)`,
      )
      .returning(claimed);
    if (!row) return { id: null };
    await recordAudit(tx, inner, {
      action: "second_look.claimed",
      subject: { type: "second_looks", id: row.id },
    });
    return answer(row);
  });
}

/** Keeps one's claim alive while working. @throws Conflict once a colleague has it or it is done. */
export async function renewSecondLook(ctx: Ctx, raw: ById): Promise<SecondLookClaim> {
  requirePermission(ctx, "second_looks:do");
  const { id } = byIdSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .update(secondLooks)
      .set({ claimedUntil: leaseEnd })
      .where(and(eq(s.id, id), eq(s.status, "waiting"), eq(s.claimedById, accountIdOf(inner))))
      .returning(claimed);
    if (!row) throw new Conflict("You no longer hold this second look. Take the next one.");
    return answer(row);
  });
}

/** Puts one's claimed look back. What was typed is not kept by the registry. @throws Conflict where it is not one's own. */
export async function releaseSecondLook(ctx: Ctx, raw: ById): Promise<{ id: number; version: number }> {
  requirePermission(ctx, "second_looks:do");
  const { id } = byIdSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const [row] = await tx
      .update(secondLooks)
      .set({ claimedById: null, claimedUntil: null })
      .where(and(eq(s.id, id), eq(s.status, "waiting"), eq(s.claimedById, accountIdOf(inner))))
      .returning(claimed);
    if (!row) throw new Conflict("You do not hold this second look.");
    await recordAudit(tx, inner, { action: "second_look.released", subject: { type: "second_looks", id } });
    return { id: row.id, version: row.version };
  });
}
