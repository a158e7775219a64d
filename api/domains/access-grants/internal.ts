import { and, eq, inArray, ne } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { accessGrants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { closeEnvelope, openEnvelope } from "../requests/index.ts";

export type AccessGrant = typeof accessGrants.$inferSelect;

export const accountIdOf = (ctx: Ctx): number | null =>
  ctx.actor.type === "account" ? ctx.actor.accountId : null;

/** A person has one living request or grant for a program. @throws Conflict in words */
export async function refuseSecond(
  tx: Tx,
  { participantId, programId, except }: { participantId: number; programId: number; except?: number },
): Promise<void> {
  const [living] = await tx
    .select({ id: accessGrants.id, status: accessGrants.status })
    .from(accessGrants)
    .where(
      and(
        eq(accessGrants.participantId, participantId),
        eq(accessGrants.programId, programId),
        inArray(accessGrants.status, ["requested", "granted"]),
        except ? ne(accessGrants.id, except) : undefined,
      ),
    );
  if (!living) return;
  throw new Conflict(
    living.status === "granted"
      ? "This person has access to this program already."
      : "A request of this person for this program is waiting already.",
    { details: living },
  );
}

/** @throws Invalid for a last day that is past. */
export function refusePastEnd(ctx: Ctx, expiresOn: string | null | undefined): void {
  if (!expiresOn || expiresOn >= todayIn(ctx.jurisdiction.timeZone, ctx.now)) return;
  const message = "The last day is past already.";
  throw new Invalid(message, { fields: { expiresOn: message } });
}

/** Audit, the request in the inbox and the e-mail to the person, after every change of state. */
export async function recordDecision(
  tx: Tx,
  ctx: Ctx,
  before: Partial<AccessGrant> | null,
  after: AccessGrant,
  requestId?: number | null,
): Promise<void> {
  await recordAudit(tx, ctx, {
    action: `access_grant.${after.status}`,
    subject: { type: "access_grants", id: after.id },
    participantId: after.participantId,
    before,
    after,
    reason: after.reason,
  });
  if (after.status === "requested") {
    return openEnvelope(tx, ctx, {
      type: "access",
      accessGrantId: after.id,
      participantId: after.participantId,
      programId: after.programId,
      documentId: after.evidenceDocumentId,
      subject: after.programNumber,
      message: after.note,
      requestId: requestId ?? null,
    });
  }
  if (after.status === "granted" || after.status === "refused")
    await closeEnvelope(tx, ctx, { accessGrantId: after.id }, after.status);
  await enqueue(
    tx,
    "notify_access_grant_decision",
    { accessGrantId: after.id },
    { jobKey: `notify_access_grant:${after.id}` },
  );
}
