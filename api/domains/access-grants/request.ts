import { and, eq, isNull, sql } from "drizzle-orm";
import { accessGrants, documents, participants, programs } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { recordDecision, refuseSecond } from "./internal.ts";
import { readAccessGrant } from "./list.ts";
import { type AccessGrantRow, type RequestAccess, requestAccessSchema } from "./schemas.ts";

/**
 * Asks for administrative access by program number (S164, S211). A number that no program has is left for staff to match,
 * and the answer does not tell which.
 * @throws Conflict while a request or grant for the same program lives.
 */
export async function requestAccess(ctx: Ctx, raw: RequestAccess): Promise<AccessGrantRow> {
  const scope = requirePermission(ctx, "access_grants:request");
  const { requestId, ...input } = requestAccessSchema.parse(raw);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (scope === "own" && input.participantId !== own) throw new NotFound("There is no such record.");
  return inTransaction(ctx, async (tx, inner) => {
    // The person's row is the gate: two tabs asking at once become one request.
    const [person] = await tx
      .select({ id: participants.id, status: participants.status })
      .from(participants)
      .where(eq(participants.id, input.participantId))
      .for("update");
    if (!person || person.status === "merged") throw new NotFound("There is no such record.");
    if (input.evidenceDocumentId) {
      const [document] = await tx
        .select({ id: documents.id })
        .from(documents)
        .where(and(eq(documents.id, input.evidenceDocumentId), eq(documents.participantId, person.id)));
      const message = "This document is not one of this person's.";
      if (!document) throw new Invalid(message, { fields: { evidenceDocumentId: message } });
    }
    const [program] = await tx
      .select({ id: sql<number>`program_survivor_of(${programs.id})` })
      .from(programs)
      .where(eq(sql`upper(${programs.programNumber})`, input.programNumber.toUpperCase()));
    if (program) await refuseSecond(tx, { participantId: person.id, programId: program.id });
    else {
      const [waiting] = await tx
        .select({ id: accessGrants.id })
        .from(accessGrants)
        .where(
          and(
            eq(accessGrants.participantId, person.id),
            isNull(accessGrants.programId),
            eq(accessGrants.status, "requested"),
            eq(sql`upper(${accessGrants.programNumber})`, input.programNumber.toUpperCase()),
          ),
        );
      if (waiting) throw new Conflict("A request of this person for this program is waiting already.");
    }
    const [row] = await tx
      .insert(accessGrants)
      .values({ ...input, programId: program?.id ?? null })
      .returning();
    await recordDecision(tx, inner, null, row!, scope === "all" ? requestId : null);
    return readAccessGrant(tx, inner, row!.id);
  });
}
