import { and, asc, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { type RoutingAction, type StaffRole, staffRoles } from "#db/enums.ts";
import { accounts, documentRoutings, documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { policy } from "../../kernel/permissions.ts";
import {
  accountIdOf,
  atTheDesk,
  type DocumentRecord,
  isAdmin,
  refusal,
  refuseOwnRecord,
  unclaimed,
} from "./internal.ts";
import type { DeskResult } from "./schemas.ts";

type Standing = Pick<DocumentRecord, "deskState" | "heldUntil" | "assignedToId">;
type Route = {
  action: RoutingAction;
  to: Standing;
  /** What must hold of the document besides being within the actor's reach. */
  only?: SQL;
  note?: string;
};

const auditActions: Record<RoutingAction, string> = {
  hold: "document.held",
  resume: "document.resumed",
  hand_over: "document.handed_over",
  escalate: "document.escalated",
  return: "document.returned",
};

/** Documents a clerk may route: those nobody else was handed and, escalated, none; an administrator any. */
const within = (ctx: Ctx): SQL =>
  isAdmin(ctx)
    ? sql`true`
    : sql`${documents.deskState} <> 'escalated'
        and (${documents.assignedToId} is null or ${documents.assignedToId} = ${accountIdOf(ctx)})`;

/**
 * Moves a waiting document at the desk, at the version the actor saw: the claim is given back, and the move is appended
 * to its routings and audited.
 * @throws Conflict where somebody works on it, it stands elsewhere now, or it no longer waits.
 */
export async function routeDocument(
  tx: Tx,
  ctx: Ctx,
  before: DocumentRecord,
  version: number,
  route: Route,
): Promise<DeskResult> {
  const me = accountIdOf(ctx);
  refuseOwnRecord(ctx, before.participantId);
  const [after] = await tx
    .update(documents)
    .set({ ...route.to, claimedById: null, claimedUntil: null })
    .where(
      and(
        eq(documents.id, before.id),
        eq(documents.version, version),
        eq(documents.status, "unverified"),
        atTheDesk(documents.type),
        or(unclaimed, eq(documents.claimedById, me)),
        within(ctx),
        route.only,
      ),
    )
    .returning({
      id: documents.id,
      version: documents.version,
      deskState: documents.deskState,
      heldUntil: documents.heldUntil,
      assignedToId: documents.assignedToId,
    });
  if (!after) throw await routingRefusal(tx, ctx, before, version);
  await tx.insert(documentRoutings).values({
    documentId: before.id,
    action: route.action,
    toAccountId: route.action === "hand_over" ? route.to.assignedToId : null,
    heldUntil: route.to.heldUntil,
    note: route.note,
    routedById: me,
  });
  const standing = ({ deskState, heldUntil, assignedToId }: Standing) => ({
    deskState,
    heldUntil,
    assignedToId,
  });
  await recordAudit(tx, ctx, {
    action: auditActions[route.action],
    subject: { type: "documents", id: before.id },
    participantId: before.participantId,
    before: standing(before),
    after: standing(after),
    reason: route.note,
  });
  return after;
}

async function routingRefusal(tx: Tx, ctx: Ctx, before: DocumentRecord, version: number): Promise<Conflict> {
  if (before.status !== "unverified" || before.version === version || before.deskState !== "held")
    return refusal(tx, ctx, before.id, version);
  return new Conflict("The document was changed since you opened it. Look at it again.", {
    details: { current: before },
  });
}

/** Roles that take documents from the queue. */
export const verifierRoles: readonly StaffRole[] = staffRoles.filter(
  (role) => policy[role]["documents:claim"],
);

type Wanted = { id: number; document: Pick<DocumentRecord, "participantId"> };

/**
 * Active accounts that take documents from the queue, by name, without the actor; of one that is wanted for a document,
 * it alone, and nobody where the document is of its own record.
 */
export async function verifiers(tx: Tx, ctx: Ctx, wanted?: Wanted) {
  const rows = await tx
    .select({ id: accounts.id, name: accounts.displayName, role: accounts.staffRole })
    .from(accounts)
    .where(
      and(
        eq(accounts.status, "active"),
        inArray(accounts.staffRole, verifierRoles),
        ne(accounts.id, accountIdOf(ctx)),
        wanted &&
          and(
            eq(accounts.id, wanted.id),
            sql`${accounts.participantId} is distinct from ${wanted.document.participantId}`,
          ),
      ),
    )
    .orderBy(asc(accounts.displayName), asc(accounts.id));
  return rows as { id: number; name: string; role: StaffRole }[];
}
