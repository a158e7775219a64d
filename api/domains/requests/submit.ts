import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { CorrespondenceLanguage } from "#db/enums.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { participants, type RequestDetails } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid, NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import type { UploadedFile } from "../documents/schemas.ts";
import { checkEvidenceKind } from "./evidence-kinds.ts";
import { accountOf, attachFile, checkFile, insertRequest, type NewRequest } from "./internal.ts";
import { openReportedPair } from "./pair.ts";
import { type Asked, type SubmitRequest, submitRequestSchema } from "./schemas.ts";
import { fieldWords } from "./words.ts";

/** A request's line in the list, and what it asks in the words of its type. */
export function contentsOf(asked: Asked): { subject: string; details: RequestDetails; body: string } {
  const body = asked.message ?? "";
  switch (asked.type) {
    case "question":
      return { subject: asked.subject, details: {}, body };
    case "duplicate": {
      const { numbers } = asked;
      return { subject: numbers.join(" · ") || "Two records", details: { numbers }, body };
    }
    case "correction": {
      const { field, oldValue, newValue } = asked;
      const subject = `${fieldWords.en[field]}: ${newValue}`;
      return { subject, details: { field, newValue, ...(oldValue ? { oldValue } : {}) }, body };
    }
    case "name_change": {
      const { type: _type, message: _message, ...details } = asked;
      return {
        subject: [asked.givenName, asked.middleName, asked.familyName].filter(Boolean).join(" "),
        details,
        body,
      };
    }
    case "access": {
      const { programNumber, programName } = asked;
      const subject = [programNumber, programName].filter(Boolean).join(" · ");
      return { subject, details: { programNumber, ...(programName ? { programName } : {}) }, body };
    }
  }
}

type Asker = {
  name: string;
  email: string | null;
  phone: string | null;
  address: string;
  locale: CorrespondenceLanguage;
};

/** Where an answer goes that is not mailed: as it was given, or as the record has it. @throws Invalid at `replyTo` */
function answerWay(
  replyBy: NewRequest["replyBy"],
  given: string | null | undefined,
  person: Asker | undefined,
): Pick<NewRequest, "replyBy" | "replyTo"> {
  if (replyBy === "email" || !replyBy) return { replyBy: "email", replyTo: null };
  const replyTo = given || (replyBy === "phone" ? person?.phone : person?.address);
  if (replyTo) return { replyBy, replyTo };
  const message = replyBy === "phone" ? "Enter the number to call." : "Enter the address to write to.";
  throw new Invalid(message, { fields: { replyTo: message } });
}

async function loadAsker(tx: Tx, participantId: number): Promise<Asker> {
  const [person] = await tx
    .select({
      name: sql<string>`concat_ws(' ', ${participants.givenName}, ${participants.familyName})`,
      email: participants.email,
      phone: participants.phone,
      address: sql<string>`concat_ws(', ', ${participants.addressLine}, ${participants.city}, concat_ws(' ', ${participants.state}, ${participants.zip}))`,
      locale: participants.correspondenceLanguage,
      status: participants.status,
    })
    .from(participants)
    .where(eq(participants.id, participantId));
  if (!person || person.status === "merged") throw new NotFound("There is no such record.");
  return person;
}

/**
 * Asks the office something: about one's own record, or by staff for somebody who called or wrote (S20, S231–S232). A
 * duplicate report opens its pair on the worklist at once. The person is sent the number to quote.
 * @param file proof that came with it; it is the caller's to remove where this throws.
 * @throws Invalid per field, NotFound for somebody else's record.
 */
export async function submitRequest(
  ctx: Ctx,
  raw: SubmitRequest,
  file?: UploadedFile,
): Promise<{ id: number; number: string }> {
  const scope = requirePermission(ctx, "requests:submit");
  const { participantId, askerName, askerEmail, replyBy, replyTo, ...asked } = submitRequestSchema.parse(raw);
  if (file) checkFile(file);
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (scope === "own" && (!own || (participantId && participantId !== own)))
    throw new NotFound("There is no such record.");
  if (scope === "own" && (asked.type === "name_change" || asked.type === "access")) {
    const message = "Ask for a new name or for access on its own page.";
    throw new Invalid(message, { fields: { type: message } });
  }
  const about = scope === "own" ? own : (participantId ?? null);
  return inTransaction(ctx, async (tx, inner) => {
    const person = about ? await loadAsker(tx, about) : undefined;
    const name = (scope === "all" && askerName) || person?.name;
    if (!name) {
      const message = "Enter who asks, or choose the record.";
      throw new Invalid(message, { fields: { askerName: message } });
    }
    if (asked.type === "name_change") checkEvidenceKind(inner, asked.evidenceKind);
    const self = scope === "own" && inner.actor.type === "account" ? inner.actor.email : null;
    const { subject, details, body } = contentsOf(asked);
    const given: NewRequest = {
      type: asked.type,
      source: scope === "own" ? "portal" : "staff",
      subject,
      details,
      askerName: name,
      askerEmail: (scope === "all" && askerEmail) || person?.email || self,
      ...(scope === "all" ? answerWay(replyBy, replyTo, person) : {}),
      locale: person?.locale ?? "en",
      emailVerifiedAt: inner.now,
      accountId: scope === "own" ? accountOf(inner) : null,
      participantId: about,
    };
    const { request, messageId } = await insertRequest(tx, inner, given, body);
    if (file) await attachFile(tx, { requestId: request.id, messageId }, file);
    await openReportedPair(tx, inner, request);
    if (request.replyBy === "email") await enqueue(tx, "notify_request_received", { requestId: request.id });
    return { id: request.id, number: request.number };
  });
}
