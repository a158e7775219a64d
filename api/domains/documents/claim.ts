import { and, eq, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client.ts";
import { readingEnqueued } from "#db/queue/enqueue.ts";
import { documentReadings, documents } from "#db/schema/index.ts";
import { auditOf, recordAudit } from "../../kernel/audit.ts";
import { type Ctx, changeInTransaction, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import {
  accountIdOf,
  atTheDesk,
  claimIsLive,
  leaseEnd,
  leaseMinutes,
  lockDocument,
  mayTake,
  refusal,
  refuseOwnRecord,
  unclaimed,
  withoutEntries,
} from "./internal.ts";
import { type ById, byIdSchema, type ClaimNext, type ClaimResult, claimNextSchema } from "./schemas.ts";

const claimed = {
  id: documents.id,
  participantId: documents.participantId,
  type: documents.type,
  version: documents.version,
  claimedUntil: documents.claimedUntil,
};
type Claimed = { id: number; participantId: number; version: number; claimedUntil: Date | null };

const asResult = (row: Claimed): ClaimResult => ({
  id: row.id,
  version: row.version,
  claimedUntil: row.claimedUntil!.toISOString(),
});

async function auditClaim(tx: Tx, ctx: Ctx, action: string, row: Claimed): Promise<void> {
  await recordAudit(tx, ctx, {
    action,
    subject: { type: "documents", id: row.id },
    participantId: row.participantId,
  });
}

/**
 * A document that was never read (it came before there was a reader, or reading was lost) is read once a clerk has it.
 * @param of a row with the document's `id` and `type`.
 */
const haveRead = (of: SQL): SQL => sql`case when ${notInArray(sql`${of}.type`, [...withoutEntries])}
  and not exists (select 1 from ${documentReadings} where ${documentReadings.documentId} = ${of}.id)
  then ${readingEnqueued(sql`${of}.id`)} end`;

const offered = sql`d.status = 'unverified' and d.desk_state = 'queue' and ${atTheDesk(sql`d.type`)}
  and (d.claimed_until is null or d.claimed_until < now()) and p.status <> 'merged'`;

/**
 * The one statement of *take next*: what the account was handed, else the head of the queue, is claimed. Two clerks at
 * once lock different rows and neither waits for the other. Nobody is given a document of their own record.
 */
export function claimOfNext(tx: Tx | Db, accountId: number, wish: ClaimNext) {
  const own = sql`(select a.participant_id from accounts a where a.id = ${accountId})`;
  const lane = wish.lane ? sql`and d.lane = ${wish.lane}` : sql``;
  const type = wish.type ? sql`and d.type = ${wish.type}` : sql``;
  const first = (which: SQL) => sql`(
    select d.id from documents d join participants p on p.id = d.participant_id
    where ${offered} and d.participant_id is distinct from ${own} and ${which}
    order by d.lane_rank, d.received_at, d.id
    for update of d skip locked limit 1)`;
  const mine = first(sql`d.assigned_to_id = ${accountId}`);
  const anybodys = first(sql`d.assigned_to_id is null ${lane} ${type}`);
  return tx
    .update(documents)
    .set({ claimedById: accountId, claimedUntil: leaseEnd })
    .where(sql`${documents.id} = coalesce(${mine}, ${anybodys})`)
    .returning(claimed);
}

/** {@link claimOfNext} with its audit row, and what was never read sent to be read: one statement, one answer. */
function takingNext(ctx: Ctx, wish: ClaimNext): SQL {
  const claim = claimOfNext(ctx.db, accountIdOf(ctx), wish);
  return sql`with claimed as ${claim}, audited as (${auditOf(ctx, "document.claimed", "documents", sql`claimed`)})
    select id, version, claimed_until as "claimedUntil", ${haveRead(sql`claimed`)} from claimed`;
}

type Taken = { id: number; version: number; claimedUntil: string };
const asTaken = ([row]: Taken[]): ClaimResult | undefined =>
  row && { id: row.id, version: row.version, claimedUntil: new Date(row.claimedUntil).toISOString() };

/** Takes the next document inside the caller's transaction; undefined when nothing waits. */
export async function takeNext(tx: Tx, ctx: Ctx, wish: ClaimNext): Promise<ClaimResult | undefined> {
  return asTaken((await tx.execute(takingNext(ctx, wish))) as unknown as Taken[]);
}

/** *Take next*: claims the most urgent, then oldest waiting document for {@link leaseMinutes}. `{id: null}` when none waits. */
export async function claimNextDocument(ctx: Ctx, raw: ClaimNext): Promise<ClaimResult | { id: null }> {
  requirePermission(ctx, "documents:claim");
  const wish = claimNextSchema.parse(raw);
  return asTaken(await changeInTransaction<Taken>(ctx, takingNext(ctx, wish))) ?? { id: null };
}

/** Claims one chosen document, or renews one's own claim. @throws Conflict where a colleague has it or it no longer waits. */
export async function claimDocument(ctx: Ctx, raw: ById): Promise<ClaimResult> {
  requirePermission(ctx, "documents:claim");
  const { id } = byIdSchema.parse(raw);
  const me = accountIdOf(ctx);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    refuseOwnRecord(inner, before.participantId);
    const [row] = await tx
      .update(documents)
      .set({ claimedById: me, claimedUntil: leaseEnd })
      .where(
        and(
          eq(documents.id, id),
          eq(documents.status, "unverified"),
          or(unclaimed, eq(documents.claimedById, me)),
          mayTake(inner),
        ),
      )
      .returning(claimed);
    if (!row) throw await refusal(tx, inner, id);
    if (before.claimedById !== me) {
      await auditClaim(tx, inner, "document.claimed", row);
      await tx.execute(sql`select ${haveRead(sql`d`)} from ${documents} d where d.id = ${row.id}`);
    }
    return asResult(row);
  });
}

/** Keeps one's claim alive while working. @throws Conflict once a colleague has taken the document. */
export async function renewDocumentLease(ctx: Ctx, raw: ById): Promise<ClaimResult> {
  requirePermission(ctx, "documents:claim");
  const { id } = byIdSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    await lockDocument(tx, inner, id);
    const [row] = await tx
      .update(documents)
      .set({ claimedUntil: leaseEnd })
      .where(
        and(
          eq(documents.id, id),
          eq(documents.status, "unverified"),
          eq(documents.claimedById, accountIdOf(inner)),
        ),
      )
      .returning(claimed);
    if (!row) throw await refusal(tx, inner, id);
    return asResult(row);
  });
}

/** Puts a claimed document back where it stood in the queue; an administrator may put back a colleague's. */
export async function releaseDocument(ctx: Ctx, raw: ById): Promise<{ id: number; version: number }> {
  requirePermission(ctx, "documents:claim");
  const { id } = byIdSchema.parse(raw);
  const me = accountIdOf(ctx);
  const mayPutBack =
    ctx.actor.type === "account" && ctx.actor.role === "registry_admin"
      ? sql`true`
      : or(eq(documents.claimedById, me), sql`not ${claimIsLive}`);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    if (before.claimedById === null) return { id, version: before.version };
    const [row] = await tx
      .update(documents)
      .set({ claimedById: null, claimedUntil: null })
      .where(and(eq(documents.id, id), mayPutBack))
      .returning(claimed);
    if (!row) throw await refusal(tx, inner, id);
    await auditClaim(tx, inner, "document.released", row);
    return { id, version: row.version };
  });
}
