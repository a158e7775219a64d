import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { updateParticipant } from "../participants/index.ts";
import { closeWith } from "./answer.ts";
import { readRequest } from "./get.ts";
import { lockRequest } from "./internal.ts";
import { type ApplyCorrection, applyCorrectionSchema, type RequestView } from "./schemas.ts";
import { correctedInWords } from "./words.ts";

/**
 * Makes the correction that was asked for, through the record's own update (audited, versioned), and closes the request
 * with an answer in the person's language. `value` is what staff make of what was written, e.g. a date in its own form.
 * @throws Invalid for a value the field does not take, Conflict where nothing is linked, or either row changed since.
 */
export async function applyCorrection(ctx: Ctx, raw: ApplyCorrection): Promise<RequestView> {
  requirePermission(ctx, "requests:work");
  const input = applyCorrectionSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    const before = await lockRequest(tx, inner, input.id);
    const { field, newValue } = before.details;
    if (before.type !== "correction" || !field) throw new Conflict("This request asks for no correction.");
    if (!before.participantId) throw new Conflict("Link the request with a record first.");
    const value = input.value || newValue;
    if (!value) {
      const message = "Enter what it should be.";
      throw new Invalid(message, { fields: { value: message } });
    }
    await updateParticipant(inner, {
      id: before.participantId,
      version: input.participantVersion,
      [field]: value,
    }).catch((error: unknown) => {
      throw atValue(error, field);
    });
    await recordAudit(tx, inner, {
      action: "request.correction_applied",
      subject: { type: "requests", id: before.id },
      participantId: before.participantId,
      after: { field },
    });
    const answer = correctedInWords(before.locale, field);
    await closeWith(tx, inner, before, { version: input.version, answer, status: "resolved" });
    return readRequest(tx, inner, input.id);
  });
}

/** What the field refuses is said beside the one value the clerk sees. */
function atValue(error: unknown, field: string): unknown {
  const issues = (error as { issues?: { path: PropertyKey[]; message: string }[] } | null)?.issues;
  const issue = issues?.find(({ path }) => path[0] === field);
  return issue ? new Invalid(issue.message, { fields: { value: issue.message } }) : error;
}
