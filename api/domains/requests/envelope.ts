import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { participants, requests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { accountOf, insertRequest } from "./internal.ts";

type What = {
  participantId: number;
  subject: string;
  message?: string | null;
  documentId?: number | null;
  programId?: number | null;
  /** The request that was written first, e.g. by somebody who could not sign in: it is used, nothing is asked twice. */
  requestId?: number | null;
} & (
  | { type: "name_change"; nameChangeId: number; accessGrantId?: undefined }
  | { type: "access"; accessGrantId: number; nameChangeId?: undefined }
);

/** Opens the envelope of a name change or an access request, in the transaction that makes it. */
export async function openEnvelope(tx: Tx, ctx: Ctx, what: What): Promise<void> {
  const { requestId, message, ...links } = what;
  if (requestId) return takeEnvelope(tx, ctx, requestId, links);
  const [person] = await tx
    .select({
      name: sql<string>`concat_ws(' ', ${participants.givenName}, ${participants.familyName})`,
      email: participants.email,
      locale: participants.correspondenceLanguage,
    })
    .from(participants)
    .where(eq(participants.id, what.participantId));
  const self = ctx.actor.type === "account" && ctx.actor.role === "participant";
  await insertRequest(
    tx,
    ctx,
    {
      ...links,
      source: self ? "portal" : "staff",
      askerName: person?.name ?? "",
      askerEmail: person?.email ?? (self && ctx.actor.type === "account" ? ctx.actor.email : null),
      locale: person?.locale ?? "en",
      emailVerifiedAt: ctx.now,
      accountId: self ? accountOf(ctx) : null,
    },
    message,
  );
}

/** @throws Invalid for another kind of request, Conflict for one that is closed or has its decision already. */
async function takeEnvelope(tx: Tx, ctx: Ctx, id: number, links: Omit<What, "requestId" | "message">) {
  const [before] = await tx.select().from(requests).where(eq(requests.id, id)).for("update");
  if (before?.type !== links.type) {
    const message = "There is no such request of this kind.";
    throw new Invalid(message, { fields: { requestId: message } });
  }
  if (before.nameChangeId || before.accessGrantId || !["open", "answered"].includes(before.status))
    throw new Conflict("This request is closed, or has its decision waiting already.");
  const { participantId, nameChangeId, accessGrantId, documentId, programId } = links;
  await tx
    .update(requests)
    .set({ participantId, nameChangeId, accessGrantId, documentId, programId })
    .where(eq(requests.id, id));
  await recordAudit(tx, ctx, {
    action: "request.linked",
    subject: { type: "requests", id },
    participantId,
    after: { participantId, nameChangeId, accessGrantId },
  });
}

const ended = {
  approved: "resolved",
  granted: "resolved",
  refused: "refused",
  withdrawn: "withdrawn",
} as const;

/**
 * Closes the envelope once its name change or access request is decided on its own screen, in the same transaction. The
 * decision has an e-mail of its own, so none is sent for it. Done as the registry: a program's administrator may grant.
 */
export async function closeEnvelope(
  tx: Tx,
  ctx: Ctx,
  of: { nameChangeId: number } | { accessGrantId: number },
  decided: keyof typeof ended,
): Promise<void> {
  const status = ended[decided];
  const which =
    "nameChangeId" in of
      ? eq(requests.nameChangeId, of.nameChangeId)
      : eq(requests.accessGrantId, of.accessGrantId);
  const closedById = accountOf(ctx);
  await inTransaction(asSystem({ ...ctx, db: tx, inTx: true }, "close_request"), async (inner, system) => {
    const [after] = await inner
      .update(requests)
      .set({ status, closedById, closedAt: ctx.now })
      .where(and(which, inArray(requests.status, ["open", "answered"])))
      .returning();
    if (!after) return;
    await recordAudit(inner, system, {
      action: `request.${status}`,
      subject: { type: "requests", id: after.id },
      participantId: after.participantId,
      after: { status },
    });
  });
}
