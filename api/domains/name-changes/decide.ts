import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { nameChanges, participantNames, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Forbidden, Invalid, NotFound, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { acceptEvidence } from "../documents/index.ts";
import { checkEvidenceKind, closeEnvelope } from "../requests/index.ts";
import { readNameChange } from "./list.ts";
import {
  type ApproveNameChange,
  approveNameChangeSchema,
  type NameChangeView,
  type RefuseNameChange,
  refuseNameChangeSchema,
  type WithdrawNameChange,
  withdrawNameChangeSchema,
} from "./schemas.ts";

type NameChange = typeof nameChanges.$inferSelect;
type Decision = {
  id: number;
  version: number;
  reason?: string | null;
  evidenceKind?: NameChange["evidenceKind"];
  effectiveOn?: string | null;
};

/** Leaves `requested` exactly once. @throws NotFound, Conflict where somebody was faster or the form is old. */
async function settle(
  tx: Tx,
  ctx: Ctx,
  { id, version, reason, evidenceKind, effectiveOn }: Decision,
  status: "approved" | "refused" | "withdrawn",
): Promise<NameChange> {
  const before = await readNameChange(tx, ctx, id);
  const staff = status !== "withdrawn";
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (staff && own === before.participantId) {
    throw new Forbidden("This is your own record. A colleague has to decide.");
  }
  if (before.status !== "requested") {
    throw new Conflict(`This request has been ${before.status} already.`, { details: { current: before } });
  }
  const decided = staff
    ? {
        decidedById: ctx.actor.type === "account" ? ctx.actor.accountId : null,
        decidedAt: ctx.now,
        decisionReason: reason,
      }
    : {};
  const [after] = await tx
    .update(nameChanges)
    .set({
      status,
      ...decided,
      ...(evidenceKind ? { evidenceKind } : {}),
      ...(effectiveOn ? { effectiveOn } : {}),
    })
    .where(and(eq(nameChanges.id, id), eq(nameChanges.version, version), eq(nameChanges.status, "requested")))
    .returning();
  if (!after) throw stale(before);
  await recordAudit(tx, ctx, {
    action: `name_change.${status}`,
    subject: { type: "name_changes", id },
    participantId: after.participantId,
    before: { status: before.status },
    after: {
      status,
      givenName: after.newGivenName,
      middleName: after.newMiddleName,
      familyName: after.newFamilyName,
      ...(status === "approved" ? { evidenceKind: after.evidenceKind, effectiveOn: after.effectiveOn } : {}),
    },
    reason,
  });
  await closeEnvelope(tx, ctx, { nameChangeId: id }, status);
  if (staff) {
    await enqueue(
      tx,
      "notify_name_change_decision",
      { nameChangeId: id },
      { jobKey: `notify_name_change:${id}` },
    );
  }
  return after;
}

/**
 * The record takes the new name; the one it had stays searchable as a former name, until the day the proof says (S41).
 * @throws Invalid where nobody said what proves it (B-I4), Conflict, Forbidden
 */
export async function approveNameChange(ctx: Ctx, raw: ApproveNameChange): Promise<NameChangeView> {
  requirePermission(ctx, "name_changes:decide");
  const input = approveNameChangeSchema.parse(raw);
  checkEvidenceKind(ctx, input.evidenceKind);
  return inTransaction(ctx, async (tx, inner) => {
    const change = await settle(tx, inner, input, "approved");
    if (!change.evidenceKind) {
      const message = "Choose what proves the new name.";
      throw new Invalid(message, { fields: { evidenceKind: message } });
    }
    const [person] = await tx
      .select()
      .from(participants)
      .where(eq(participants.id, change.participantId))
      .for("update");
    if (!person) throw new NotFound("There is no such record.");
    await tx.insert(participantNames).values({
      participantId: person.id,
      kind: "former",
      givenName: person.givenName,
      middleName: person.middleName,
      familyName: person.familyName,
      usedUntil: change.effectiveOn ?? todayIn(inner.jurisdiction.timeZone, inner.now),
    });
    const names = {
      givenName: change.newGivenName,
      middleName: change.newMiddleName,
      familyName: change.newFamilyName,
    };
    await tx.update(participants).set(names).where(eq(participants.id, person.id));
    const { givenName, middleName, familyName } = person;
    await recordAudit(tx, inner, {
      action: "participant.renamed",
      subject: { type: "participants", id: person.id },
      participantId: person.id,
      before: { givenName, middleName, familyName },
      after: names,
      reason: input.reason ?? change.requestReason,
    });
    if (change.evidenceDocumentId) await acceptEvidence(tx, inner, change.evidenceDocumentId);
    return readNameChange(tx, inner, change.id);
  });
}

/** The name stays, and the educator is told why. @throws Conflict, Forbidden */
export async function refuseNameChange(ctx: Ctx, raw: RefuseNameChange): Promise<NameChangeView> {
  requirePermission(ctx, "name_changes:decide");
  const input = refuseNameChangeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    await settle(tx, inner, input, "refused");
    return readNameChange(tx, inner, input.id);
  });
}

/** The person asked and thinks again. @throws Conflict */
export async function withdrawNameChange(ctx: Ctx, raw: WithdrawNameChange): Promise<NameChangeView> {
  requirePermission(ctx, "name_changes:request");
  const input = withdrawNameChangeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    await settle(tx, inner, input, "withdrawn");
    return readNameChange(tx, inner, input.id);
  });
}
