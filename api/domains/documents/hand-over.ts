import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { handOverSchema } from "./desk-schemas.ts";
import { lockDocument, offTheDesk } from "./internal.ts";
import { routeDocument, verifiers } from "./routing.ts";
import type { Colleague, DeskResult, HandOverDocument } from "./schemas.ts";

/** Everybody a document can be handed to, by name. */
export async function listColleagues(ctx: Ctx): Promise<Colleague[]> {
  requirePermission(ctx, "documents:route");
  return inTransaction(ctx, (tx, inner) => verifiers(tx, inner));
}

/**
 * Hands a document to a colleague: it leaves the queue and is the first that *take next* gives them.
 * @throws Invalid for somebody who takes no documents or whose own it is; Conflict where a colleague has it.
 */
export async function handOverDocument(ctx: Ctx, raw: HandOverDocument): Promise<DeskResult> {
  requirePermission(ctx, "documents:route");
  const { id, version, toAccountId, note } = handOverSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockDocument(tx, inner, id);
    const [colleague] = await verifiers(tx, inner, { id: toAccountId, document: before });
    if (!colleague) {
      const message = "Choose a colleague who verifies documents.";
      throw new Invalid(message, { fields: { toAccountId: message } });
    }
    return routeDocument(tx, inner, before, version, {
      action: "hand_over",
      to: { ...offTheDesk, assignedToId: colleague.id },
      note,
    });
  });
}
