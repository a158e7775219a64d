import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { accessGrants, nameChanges, requests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readRequest } from "./get.ts";
import { accountOf, dueDay, insertMessage, lockRequest, type Request } from "./internal.ts";
import {
  type CloseRequest,
  closeRequestSchema,
  type OnRequest,
  onRequestSchema,
  type RequestView,
  type WriteRequest,
  writeRequestSchema,
} from "./schemas.ts";

const isOpen = (status: Request["status"]) => status === "open" || status === "answered";
const already = {
  open: "This request is open.",
  answered: "This request is open.",
  resolved: "This request is resolved already.",
  refused: "This request is refused already.",
  withdrawn: "This request was withdrawn.",
} as const;

/** Writes what whoever asked is told, and its e-mail where they want one. */
export async function sendAnswer(
  tx: Tx,
  ctx: Ctx,
  { id, replyBy }: Pick<Request, "id" | "replyBy">,
  body: string,
): Promise<void> {
  const messageId = await insertMessage(tx, ctx, id, { kind: "reply", body });
  // Who wants to be called or written to is told by whoever answers.
  if (replyBy === "email") await enqueue(tx, "notify_request_reply", { messageId });
}

/**
 * Answers whoever asked, by e-mail in their language's frame; the request waits for them then. Whoever answers has it.
 * @throws Conflict where it is closed.
 */
export async function replyToRequest(ctx: Ctx, raw: WriteRequest): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const { id, body } = writeRequestSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockRequest(tx, inner, id);
    if (!isOpen(before.status))
      throw new Conflict(already[before.status], { details: { current: await readRequest(tx, inner, id) } });
    await sendAnswer(tx, inner, before, body);
    const assigneeId = before.assigneeId ?? accountOf(inner);
    await tx.update(requests).set({ status: "answered", assigneeId }).where(eq(requests.id, id));
    await recordAudit(tx, inner, {
      action: "request.answered",
      subject: { type: "requests", id },
      participantId: before.participantId,
      before: { status: before.status },
      after: { status: "answered" },
    });
    return readRequest(tx, inner, id);
  });
}

/** Writes a note that never leaves the office. */
export async function noteOnRequest(ctx: Ctx, raw: WriteRequest): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const { id, body } = writeRequestSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockRequest(tx, inner, id);
    await insertMessage(tx, inner, id, { kind: "note", body });
    await recordAudit(tx, inner, {
      action: "request.noted",
      subject: { type: "requests", id },
      participantId: before.participantId,
    });
    return readRequest(tx, inner, id);
  });
}

/** @throws Conflict while the decision itself waits on its own screen. */
async function refuseUndecided(tx: Tx, { nameChangeId, accessGrantId }: Request): Promise<void> {
  const [change] = nameChangeId
    ? await tx.select().from(nameChanges).where(eq(nameChanges.id, nameChangeId))
    : [];
  if (change?.status === "requested")
    throw new Conflict("The name change is not decided yet: deciding it closes this request.");
  const [grant] = accessGrantId
    ? await tx.select().from(accessGrants).where(eq(accessGrants.id, accessGrantId))
    : [];
  if (grant?.status === "requested")
    throw new Conflict("The access request is not decided yet: deciding it closes this request.");
}

/** Closes a request in an open transaction: an answer that is sent, who and when. */
export async function closeWith(
  tx: Tx,
  ctx: Ctx,
  before: Request,
  { version, answer, status }: { version: number; answer: string; status: "resolved" | "refused" },
): Promise<void> {
  if (!isOpen(before.status))
    throw new Conflict(already[before.status], {
      details: { current: await readRequest(tx, ctx, before.id) },
    });
  await refuseUndecided(tx, before);
  const closedById = accountOf(ctx);
  const [after] = await tx
    .update(requests)
    .set({ status, closedById, closedAt: ctx.now, assigneeId: before.assigneeId ?? closedById })
    .where(and(eq(requests.id, before.id), eq(requests.version, version)))
    .returning();
  if (!after) throw stale(await readRequest(tx, ctx, before.id));
  await sendAnswer(tx, ctx, before, answer);
  await recordAudit(tx, ctx, {
    action: `request.${status}`,
    subject: { type: "requests", id: before.id },
    participantId: before.participantId,
    before: { status: before.status },
    after: { status },
  });
}

async function close(ctx: Ctx, raw: CloseRequest, status: "resolved" | "refused"): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const { id, version, answer } = closeRequestSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    await closeWith(tx, inner, await lockRequest(tx, inner, id), { version, answer, status });
    return readRequest(tx, inner, id);
  });
}

/** Done: whoever asked is told how. @throws Conflict where it is closed, stale, or its decision waits elsewhere. */
export const resolveRequest = (ctx: Ctx, raw: CloseRequest): Promise<RequestView> =>
  close(ctx, raw, "resolved");
/** Not done: whoever asked is told why. @throws Conflict as {@link resolveRequest} */
export const refuseRequest = (ctx: Ctx, raw: CloseRequest): Promise<RequestView> =>
  close(ctx, raw, "refused");

/** Takes a closed request up again, with a new day. @throws Conflict */
export async function reopenRequest(ctx: Ctx, raw: OnRequest): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const { id, version } = onRequestSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockRequest(tx, inner, id);
    if (isOpen(before.status))
      throw new Conflict(already[before.status], { details: { current: await readRequest(tx, inner, id) } });
    const [after] = await tx
      .update(requests)
      .set({
        ...{ status: "open", closedById: null, closedAt: null, settledByMergeId: null },
        dueOn: await dueDay(tx, inner, before.type),
      })
      .where(and(eq(requests.id, id), eq(requests.version, version)))
      .returning();
    if (!after) throw stale(await readRequest(tx, inner, id));
    await recordAudit(tx, inner, {
      action: "request.reopened",
      subject: { type: "requests", id },
      participantId: before.participantId,
      before: { status: before.status },
      after: { status: "open" },
    });
    return readRequest(tx, inner, id);
  });
}
