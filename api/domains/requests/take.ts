import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { accounts, requests } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, stale } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { readRequest } from "./get.ts";
import { accountOf, lockRequest, type Request } from "./internal.ts";
import { waitingRequests } from "./list.ts";
import {
  type AssignRequest,
  assignRequestSchema,
  type OnRequest,
  onRequestSchema,
  type RequestView,
} from "./schemas.ts";

/** Who works the inbox. */
const desk = ["help_desk", "registry_admin"] as const;

async function giveTo(tx: Tx, ctx: Ctx, before: Request, version: number, assigneeId: number | null) {
  const [after] = await tx
    .update(requests)
    .set({ assigneeId })
    .where(and(eq(requests.id, before.id), eq(requests.version, version)))
    .returning();
  if (!after) throw stale(await readRequest(tx, ctx, before.id));
  await recordAudit(tx, ctx, {
    action: assigneeId === null ? "request.put_back" : "request.assigned",
    subject: { type: "requests", id: before.id },
    participantId: before.participantId,
    before: { assigneeId: before.assigneeId },
    after: { assigneeId },
  });
}

/**
 * Takes the request that is due first and nobody has; two clerks at once get two. One's own is left to a colleague.
 * @returns its id, or null where nothing waits.
 */
export async function takeNextRequest(ctx: Ctx): Promise<{ id: number | null }> {
  requirePermission(ctx, "requests:work");
  const me = accountOf(ctx);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  return inTransaction(ctx, async (tx, inner) => {
    const [next] = (await tx.execute(sql`
      select d.id from ${waitingRequests} and d.assignee_id is null
        and d.account_id is distinct from ${me}::integer
        and (${own}::integer is null or d.participant_id is distinct from ${own}::integer)
      order by d.due_on nulls last, d.id limit 1 for update skip locked`)) as unknown as { id: number }[];
    if (!next) return { id: null };
    const [before] = await tx.select().from(requests).where(eq(requests.id, next.id));
    await giveTo(tx, inner, before!, before!.version, me);
    return { id: next.id };
  });
}

/** Takes one request. @throws Conflict where a colleague has it. */
export async function takeRequest(ctx: Ctx, raw: OnRequest): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const { id, version } = onRequestSchema.parse(raw);
  const me = accountOf(ctx);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockRequest(tx, inner, id);
    if (before.assigneeId !== null && before.assigneeId !== me) {
      throw new Conflict("A colleague has this request.", {
        details: { current: await readRequest(tx, inner, id) },
      });
    }
    if (before.assigneeId !== me) await giveTo(tx, inner, before, version, me);
    return readRequest(tx, inner, id);
  });
}

/** Gives a request to a colleague, or back to the desk (`null`). @throws Invalid, Conflict */
export async function assignRequest(ctx: Ctx, raw: AssignRequest): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const { id, version, assigneeId } = assignRequestSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockRequest(tx, inner, id);
    if (assigneeId !== null) {
      const [colleague] = await tx
        .select()
        .from(accounts)
        .where(
          and(eq(accounts.id, assigneeId), inArray(accounts.staffRole, desk), eq(accounts.status, "active")),
        );
      const message = "Choose a colleague of the help desk.";
      if (!colleague) throw new Invalid(message, { fields: { assigneeId: message } });
    }
    await giveTo(tx, inner, before, version, assigneeId);
    return readRequest(tx, inner, id);
  });
}

/** Everybody a request can be given to, with how many they have. */
export async function listRequestColleagues(ctx: Ctx): Promise<{ id: number; name: string; open: number }[]> {
  requirePermission(ctx, "requests:work");
  return inTransaction(ctx, async (tx) =>
    tx
      .select({
        id: accounts.id,
        name: accounts.displayName,
        open: sql<number>`(select count(*)::int from ${waitingRequests} and d.assignee_id = ${accounts.id})`,
      })
      .from(accounts)
      .where(and(eq(accounts.status, "active"), inArray(accounts.staffRole, desk)))
      .orderBy(accounts.displayName),
  );
}
