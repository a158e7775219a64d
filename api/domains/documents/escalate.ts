import { ne } from "drizzle-orm";
import { documents } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { escalateSchema } from "./desk-schemas.ts";
import { lockDocument } from "./internal.ts";
import { routeDocument } from "./routing.ts";
import type { DeskResult, EscalateDocument } from "./schemas.ts";

/** Puts a document on the administrators' list, with what is to be decided. @throws Conflict where a colleague has it. */
export async function escalateDocument(ctx: Ctx, raw: EscalateDocument): Promise<DeskResult> {
  requirePermission(ctx, "documents:route");
  const { id, version, note } = escalateSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    return routeDocument(tx, inner, before, version, {
      action: "escalate",
      to: { deskState: "escalated", heldUntil: null, assignedToId: null },
      only: ne(documents.deskState, "escalated"),
      note,
    });
  });
}
