import { and, eq, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client.ts";
import { enqueueReading } from "#db/queue/enqueue.ts";
import { documentReadings, documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
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

/** A document that was never read (it came before there was a reader, or reading was lost) is read once a clerk has it. */
async function haveItRead(tx: Tx, documentId: number): Promise<void> {
  const [unread] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.id, documentId),
        notInArray(documents.type, [...withoutEntries]),
        sql`not exists (select 1 from ${documentReadings} where ${documentReadings.documentId} = ${documents.id})`,
      ),
    );
  if (unread) await enqueueReading(tx, documentId);
}

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

/** Takes the next document inside the caller's transaction; undefined when nothing waits. */
export async function takeNext(tx: Tx, ctx: Ctx, wish: ClaimNext): Promise<ClaimResult | undefined> {
  const [row] = await claimOfNext(tx, accountIdOf(ctx), wish);
  if (!row) return undefined;
  // Sent together: the audit row does not wait for the question.
  await Promise.all([auditClaim(tx, ctx, "document.claimed", row), haveItRead(tx, row.id)]);
  return asResult(row);
}

/** *Take next*: claims the most urgent, then oldest waiting document for {@link leaseMinutes}. `{id: null}` when none waits. */
export async function claimNextDocument(ctx: Ctx, raw: ClaimNext): Promise<ClaimResult | { id: null }> {
  requirePermission(ctx, "documents:claim");
  const wish = claimNextSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => (await takeNext(tx, inner, wish)) ?? { id: null });
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
      await haveItRead(tx, row.id);
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
