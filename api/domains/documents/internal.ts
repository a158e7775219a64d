import { type AnyColumn, and, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DocumentLane, DocumentStatus, DocumentType } from "#db/enums.ts";
import { accounts, documents, participants } from "#db/schema/index.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, NotFound } from "../../kernel/errors.ts";
import { canReadField } from "../../kernel/permissions.ts";

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
/** Nobody holds it, or whoever did let the lease run out. */
/** Proof of a new name is looked at where the name change is decided, not at the verification desk. */
export const atTheDesk = (type: AnyColumn | SQL): SQL => sql`${type} <> 'name_change_evidence'`;
export const unclaimed = sql`(${documents.claimedUntil} is null or ${documents.claimedUntil} < now())`;
export const claimIsLive = sql<boolean>`coalesce(${documents.claimedUntil} >= now(), false)`;

/** Documents nothing is read from: they are decided without entries. */
const withoutEntries: readonly DocumentType[] = ["name_change_evidence", "other"];
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
 * Locks the row against everybody else. One its owner deleted is there for staff only.
 * @throws NotFound where the actor sees no such document.
 */
export async function lockDocument(tx: Tx, ctx: Ctx, id: number): Promise<DocumentRecord> {
  const [row] = await tx.select().from(documents).where(eq(documents.id, id)).for("update");
  if (!row || (row.status === "deleted" && !canReadField(ctx, "documents.internalNote")))
    throw new NotFound("There is no such document.");
  return row;
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
    })
    .from(documents)
    .leftJoin(accounts, eq(accounts.id, documents.claimedById))
    .where(eq(documents.id, id));
  if (!row) throw new NotFound("There is no such document.");
  return row;
}

/** Says what stands in the way of a claim or a save, with the row as it is now in the details. */
export async function refusal(tx: Tx, ctx: Ctx, id: number, seenVersion?: number): Promise<Conflict> {
  const current = await currentDocument(tx, id);
  const mine = ctx.actor.type === "account" && current.claimedById === ctx.actor.accountId;
  let message = "You no longer hold this document. Take it again.";
  if (current.status !== "unverified")
    message = `Nothing was saved: the document ${inWords(current.status)}.`;
  else if (current.claimIsLive && !mine)
    message = `${current.claimedByName ?? "A colleague"} has this document now.`;
  else if (current.claimIsLive && seenVersion !== undefined && seenVersion !== current.version)
    message = "The document was changed since you opened it. Look at it again.";
  return new Conflict(message, { details: { current } });
}

/**
 * Locks a document that the actor holds a live claim on, at the version the actor saw.
 * @throws Conflict with the row as it is now, NotFound.
 */
export async function lockClaimed(tx: Tx, ctx: Ctx, id: number, version: number): Promise<DocumentRecord> {
  const row = await lockDocument(tx, ctx, id);
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

/**
 * How many documents are worked on before this one, itself counted; null once it no longer waits. Counted as the
 * registry, since a participant sees only its own rows. S63, M6
 */
export function placeInQueue(
  ctx: Ctx,
  document: Pick<DocumentRecord, "id" | "status">,
): Promise<number | null> {
  if (document.status !== "unverified" && document.status !== "processing") return Promise.resolve(null);
  return inTransaction(asSystem(ctx, "document_queue"), async (tx) => {
    const [row] = (await tx.execute(sql`
      select count(*)::int + 1 as place from documents d, documents mine
      where mine.id = ${document.id} and d.status = 'unverified' and ${atTheDesk(sql`d.type`)} and d.id <> mine.id
        and (d.lane_rank, d.received_at, d.id) < (mine.lane_rank, mine.received_at, mine.id)`)) as unknown as {
      place: number;
    }[];
    return row!.place;
  });
}

/** The living record behind an id, as the actor sees it; undefined where it sees none. */
export async function livingParticipant(tx: Tx, id: number) {
  const [row] = await tx
    .select({ id: participants.id, registryNumber: participants.registryNumber })
    .from(participants)
    .where(eq(participants.id, sql`survivor_of(${id})`));
  return row;
}
