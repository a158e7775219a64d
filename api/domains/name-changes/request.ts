import { and, eq } from "drizzle-orm";
import { documents, nameChanges, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { checkEvidenceKind, openEnvelope } from "../requests/index.ts";
import { readNameChange } from "./list.ts";
import { type NameChangeView, type RequestNameChange, requestNameChangeSchema } from "./schemas.ts";

/**
 * Asks for another name, with evidence: for oneself, or by the help desk for somebody who wrote in (S40–S41, S232). It
 * stands in the inbox too: a request of its own, or the one it answers (`requestId`).
 * @throws Invalid for the name the record has already, proof of a kind the state does not take or a document of somebody else, Conflict while one waits.
 */
export async function requestNameChange(ctx: Ctx, raw: RequestNameChange): Promise<NameChangeView> {
  const scope = requirePermission(ctx, "name_changes:request");
  const { requestId, ...input } = requestNameChangeSchema.parse(raw);
  checkEvidenceKind(ctx, input.evidenceKind);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (scope === "own" && input.participantId !== own) throw new NotFound("There is no such record.");
  return inTransaction(ctx, async (tx, inner) => {
    const [person] = await tx
      .select()
      .from(participants)
      .where(eq(participants.id, input.participantId))
      .for("update");
    if (!person || person.status === "merged") throw new NotFound("There is no such record.");
    if (
      person.givenName === input.newGivenName &&
      (person.middleName ?? null) === input.newMiddleName &&
      person.familyName === input.newFamilyName
    ) {
      const message = "This is the name the record has already.";
      throw new Invalid(message, { fields: { newFamilyName: message } });
    }
    if (input.evidenceDocumentId) {
      const [document] = await tx
        .select({ id: documents.id })
        .from(documents)
        .where(and(eq(documents.id, input.evidenceDocumentId), eq(documents.participantId, person.id)));
      const message = "This document is not one of this person's.";
      if (!document) throw new Invalid(message, { fields: { evidenceDocumentId: message } });
    }
    const [waiting] = await tx
      .select({ id: nameChanges.id })
      .from(nameChanges)
      .where(and(eq(nameChanges.participantId, person.id), eq(nameChanges.status, "requested")));
    if (waiting) {
      throw new Conflict("A request to change this name is waiting already.", { details: waiting });
    }
    const [row] = await tx
      .insert(nameChanges)
      .values({
        ...input,
        oldGivenName: person.givenName,
        oldMiddleName: person.middleName,
        oldFamilyName: person.familyName,
      })
      .returning();
    await recordAudit(tx, inner, {
      action: "name_change.requested",
      subject: { type: "name_changes", id: row!.id },
      participantId: person.id,
      after: row,
      reason: input.requestReason,
    });
    await openEnvelope(tx, inner, {
      type: "name_change",
      nameChangeId: row!.id,
      participantId: person.id,
      subject: [row!.newGivenName, row!.newMiddleName, row!.newFamilyName].filter(Boolean).join(" "),
      message: input.requestReason,
      documentId: input.evidenceDocumentId,
      requestId: scope === "all" ? requestId : null,
    });
    return readNameChange(tx, inner, row!.id);
  });
}
