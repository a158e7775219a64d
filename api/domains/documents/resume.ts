import { or, sql } from "drizzle-orm";
import { documents } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { resumeSchema } from "./desk-schemas.ts";
import { lockDocument, offTheDesk } from "./internal.ts";
import { routeDocument } from "./routing.ts";
import type { DeskResult, ResumeDocument } from "./schemas.ts";

/**
 * Brings a document back to its place: one put aside to the queue (or to whoever it was handed to), an escalated or
 * handed-over one to the queue for everybody. An escalated one is an administrator's to return.
 * @throws Conflict where it stands in the queue already.
 */
export async function resumeDocument(ctx: Ctx, raw: ResumeDocument): Promise<DeskResult> {
  requirePermission(ctx, "documents:route");
  const { id, version } = resumeSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    const held = before.deskState === "held";
    if (before.status === "unverified" && before.deskState === "queue" && before.assignedToId === null)
      throw new Conflict("The document is in the queue already.", { details: { current: before } });
    return routeDocument(tx, inner, before, version, {
      action: held ? "resume" : "return",
      to: held ? { ...offTheDesk, assignedToId: before.assignedToId } : offTheDesk,
      only: or(sql`${documents.deskState} <> 'queue'`, sql`${documents.assignedToId} is not null`),
    });
  });
}
