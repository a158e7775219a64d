import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { participants, programs, requests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { todayIn } from "../../kernel/calendar.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readRequest } from "./get.ts";
import { lockRequest, type Request } from "./internal.ts";
import { openReportedPair } from "./pair.ts";
import {
  type LinkRequest,
  linkRequestSchema,
  type RequestView,
  type SetRequestDue,
  setDueSchema,
} from "./schemas.ts";

async function change(
  tx: Tx,
  ctx: Ctx,
  before: Request,
  version: number,
  { action, set }: { action: string; set: Partial<Request> },
): Promise<Request> {
  const [after] = await tx
    .update(requests)
    .set(set)
    .where(and(eq(requests.id, before.id), eq(requests.version, version)))
    .returning();
  if (!after) throw stale(await readRequest(tx, ctx, before.id));
  const was = Object.fromEntries(Object.keys(set).map((key) => [key, before[key as keyof Request]]));
  await recordAudit(tx, ctx, {
    action,
    subject: { type: "requests", id: before.id },
    participantId: after.participantId,
    before: was,
    after: set,
  });
  return after;
}

/** Another day to be answered by. @throws Invalid for one that is past, Conflict where stale. */
export async function setRequestDue(ctx: Ctx, raw: SetRequestDue): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const { id, version, dueOn } = setDueSchema.parse(raw);
  if (dueOn < todayIn(ctx.jurisdiction.timeZone, ctx.now)) {
    const message = "Choose today or a later day.";
    throw new Invalid(message, { fields: { dueOn: message } });
  }
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockRequest(tx, inner, id);
    await change(tx, inner, before, version, { action: "request.due_changed", set: { dueOn } });
    return readRequest(tx, inner, id);
  });
}

/** @throws Invalid at the field for a record that is not there or was merged away. */
async function checkPerson(
  tx: Tx,
  field: "participantId" | "otherParticipantId",
  id: number | null | undefined,
) {
  if (!id) return;
  const [person] = await tx
    .select({ status: participants.status })
    .from(participants)
    .where(eq(participants.id, id));
  const message = "Choose a record that is in use.";
  if (!person || person.status === "merged") throw new Invalid(message, { fields: { [field]: message } });
}

/**
 * Links a request with the records it is about; its person then reads it among their own. Both people of a duplicate
 * report put their pair on the worklist. @throws Invalid per field, Conflict where stale.
 */
export async function linkRequest(ctx: Ctx, raw: LinkRequest): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const { id, version, ...given } = linkRequestSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockRequest(tx, inner, id);
    const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const links = { ...before, ...set } as Request;
    await checkPerson(tx, "participantId", given.participantId);
    await checkPerson(tx, "otherParticipantId", given.otherParticipantId);
    if (links.participantId !== null && links.participantId === links.otherParticipantId) {
      const message = "Choose another record than the first.";
      throw new Invalid(message, { fields: { otherParticipantId: message } });
    }
    if (given.programId && (await tx.$count(programs, eq(programs.id, given.programId))) === 0) {
      const message = "There is no such program.";
      throw new Invalid(message, { fields: { programId: message } });
    }
    const after = await change(tx, inner, before, version, { action: "request.linked", set });
    await openReportedPair(tx, inner, after);
    return readRequest(tx, inner, id);
  });
}
