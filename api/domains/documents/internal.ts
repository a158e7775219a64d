import { type AnyColumn, and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client.ts";
import type { DocumentLane, DocumentStatus, DocumentType } from "#db/enums.ts";
import { accounts, documents, participants, secondLooks } from "#db/schema/index.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict, Forbidden, NotFound } from "../../kernel/errors.ts";
import { canReadField, scopeOf } from "../../kernel/permissions.ts";

/** Accounts a document was handed to, beside those that hold, decide or route it. */
export const assignees = alias(accounts, "assignees");

export type DocumentRecord = typeof documents.$inferSelect;

/** Place of a lane in the queue, first to last. S51 */
export const laneRanks: Record<DocumentLane, number> = {
  licensing_visit: 0,
  stipend_deadline: 1,
  permit_renewal: 2,
  standard: 3,
};

/** How long a claim holds a document without a sign of life. */
export const leaseMinutes = 20;
export const leaseEnd = sql`now() + make_interval(mins => ${leaseMinutes})`;
/** Proof of a new name is looked at where the name change is decided, not at the verification desk. */
export const atTheDesk = (type: AnyColumn | SQL): SQL => sql`${type} <> 'name_change_evidence'`;
/** Nobody holds it, or whoever did let the lease run out. */
export const unclaimed = sql`(${documents.claimedUntil} is null or ${documents.claimedUntil} < now())`;
export const claimIsLive = sql<boolean>`coalesce(${documents.claimedUntil} >= now(), false)`;

/** Documents nothing is read from: they are decided without entries. */
export const withoutEntries: readonly DocumentType[] = ["name_change_evidence", "other"];
export const carriesEntries = (type: DocumentType): boolean => !withoutEntries.includes(type);

const statusWords: Record<DocumentStatus, string> = {
  processing: "is still being prepared",
  unverified: "is back in the queue",
  verified: "is verified",
  action_required: "waits for the participant",
  not_accepted: "was not accepted",
  unreadable: "cannot be read",
  superseded: "was replaced by a newer one",
  deleted: "was deleted by the participant",
};
export const inWords = (status: DocumentStatus): string => statusWords[status];

/** The account a verb acts for. @throws Forbidden for anybody who is not signed in with one. */
export function accountIdOf(ctx: Ctx): number {
  if (ctx.actor.type !== "account") throw new Forbidden("Only a person can do this.");
  return ctx.actor.accountId;
}

/**
 * Locks the row against everybody else. One its owner deleted is there for staff only. Its person is held first, as a merge
 * does it: whoever enters rows needs both, and the two would wait for each other.
 * @throws NotFound where the actor sees no such document.
 */
export async function lockDocument(tx: Tx, ctx: Ctx, id: number): Promise<DocumentRecord> {
  await tx.execute(
    sql`select from participants where id = (select participant_id from documents where id = ${id}) for key share`,
  );
  const [row] = await tx.select().from(documents).where(eq(documents.id, id)).for("update");
  if (!row || (row.status === "deleted" && !canReadField(ctx, "documents.internalNote")))
    throw new NotFound("There is no such document.");
  return row;
}

/** Staff may be educators too (S213). @throws Forbidden for a document of the actor's own record. */
export function refuseOwnRecord({ actor }: Ctx, participantId: number): void {
  if (actor.type === "account" && actor.participantId === participantId)
    throw new Forbidden("This document is of your own record. A colleague decides on it.");
}

/** The document as it is now, for the details of a refusal. */
async function currentDocument(tx: Tx, id: number) {
  const [row] = await tx
    .select({
      id: documents.id,
      status: documents.status,
      lane: documents.lane,
      version: documents.version,
      decidedAt: documents.decidedAt,
      claimedById: documents.claimedById,
      claimedByName: accounts.displayName,
      claimedUntil: documents.claimedUntil,
      claimIsLive,
      deskState: documents.deskState,
      heldUntil: documents.heldUntil,
      assignedToId: documents.assignedToId,
      assignedToName: assignees.displayName,
    })
    .from(documents)
    .leftJoin(accounts, eq(accounts.id, documents.claimedById))
    .leftJoin(assignees, eq(assignees.id, documents.assignedToId))
    .where(eq(documents.id, id));
  if (!row) throw new NotFound("There is no such document.");
  return row;
}

/** Why a document that waits is not the actor's to take; undefined where it is. */
function notYours(ctx: Ctx, current: Awaited<ReturnType<typeof currentDocument>>): string | undefined {
  if (current.deskState === "held") return `It is put aside until ${current.heldUntil}. Resume it first.`;
  if (isAdmin(ctx)) return undefined;
  if (current.deskState === "escalated") return "It is escalated: an administrator decides it.";
  if (current.assignedToId !== null && current.assignedToId !== accountIdOf(ctx))
    return `It was handed to ${current.assignedToName ?? "a colleague"}.`;
  return undefined;
}

/** Says what stands in the way of a claim or a save, with the row as it is now in the details. */
export async function refusal(tx: Tx, ctx: Ctx, id: number, seenVersion?: number): Promise<Conflict> {
  const current = await currentDocument(tx, id);
  const mine = ctx.actor.type === "account" && current.claimedById === ctx.actor.accountId;
  const elsewhere = notYours(ctx, current);
  let message = "You no longer hold this document. Take it again.";
  if (current.status !== "unverified")
    message = `Nothing was saved: the document ${inWords(current.status)}.`;
  else if (elsewhere) message = elsewhere;
  else if (current.claimIsLive && !mine)
    message = `${current.claimedByName ?? "A colleague"} has this document now.`;
  else if (current.claimIsLive && seenVersion !== undefined && seenVersion !== current.version)
    message = "The document was changed since you opened it. Look at it again.";
  return new Conflict(message, { details: { current } });
}

/**
 * Locks a document that the actor holds a live claim on, at the version the actor saw.
 * @throws Conflict with the row as it is now, NotFound, Forbidden for one's own record.
 */
export async function lockClaimed(tx: Tx, ctx: Ctx, id: number, version: number): Promise<DocumentRecord> {
  const row = await lockDocument(tx, ctx, id);
  refuseOwnRecord(ctx, row.participantId);
  const [held] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.id, id),
        eq(documents.status, "unverified"),
        eq(documents.version, version),
        eq(documents.claimedById, accountIdOf(ctx)),
        claimIsLive,
      ),
    );
  if (!held) throw await refusal(tx, ctx, id, version);
  return row;
}

/** Where a document stands once it leaves the desk: no longer put aside, escalated or somebody's own. */
export const offTheDesk = { deskState: "queue", heldUntil: null, assignedToId: null } as const;

export const isAdmin = (ctx: Ctx): boolean =>
  ctx.actor.type === "account" && ctx.actor.role === "registry_admin";

/**
 * Whose a waiting document is: what was put aside is nobody's until it is resumed, an escalated one is an
 * administrator's, an assigned one its clerk's (and an administrator's).
 */
export function mayTake(ctx: Ctx): SQL {
  if (isAdmin(ctx)) return sql`${documents.deskState} <> 'held'`;
  return sql`${documents.deskState} = 'queue'
    and (${documents.assignedToId} is null or ${documents.assignedToId} = ${accountIdOf(ctx)})`;
}

/** The living record behind an id, as the actor sees it; undefined where it sees none. */
export async function livingParticipant(tx: Tx, id: number) {
  const [row] = await tx
    .select({ id: participants.id, registryNumber: participants.registryNumber })
    .from(participants)
    .where(eq(participants.id, sql`survivor_of(${id})`));
  return row;
}

/** The document is read blind by the actor: how it was decided is not told, nor told by what is listed first. M8 */
export const readBlind: SQL = sql`${documents.id} in (select app_blind_documents())`;
/** The status as the actor may know it. */
export const statusSeen: SQL<DocumentStatus | null> = sql`case when ${readBlind} then null else ${documents.status} end`;

/**
 * A clerk who reads a document blind does not open what the first clerk entered and decided. M8
 * @throws Conflict while the actor holds the document's second look.
 */
export async function refuseWhileBlind(tx: Tx, ctx: Ctx, documentId: number): Promise<void> {
  if (ctx.actor.type !== "account" || !scopeOf(ctx, "second_looks:do")) return;
  const [held] = await tx
    .select({ id: secondLooks.id })
    .from(secondLooks)
    .where(
      and(
        eq(secondLooks.documentId, documentId),
        eq(secondLooks.status, "waiting"),
        eq(secondLooks.claimedById, ctx.actor.accountId),
        sql`${secondLooks.claimedUntil} >= now()`,
      ),
    )
    .limit(1);
  if (held)
    throw new Conflict(
      "You hold this document for a second look, which is blind. Hand the look in or give it back first.",
      { details: { secondLookId: held.id } },
    );
}
