import { and, eq, inArray, ne, notInArray, or, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DocumentStatus } from "#db/enums.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { documentFiles, documents } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { Conflict, Invalid } from "../../kernel/errors.ts";
import { requirePermission, type Scope } from "../../kernel/permissions.ts";
import { expectedFor } from "../queue-pace/index.ts";
import { sameFiles } from "./get.ts";
import { accountIdOf, inWords, laneRanks, livingParticipant } from "./internal.ts";
import {
  type AlreadyHere,
  type UploadDocument,
  type UploadedFile,
  type UploadResult,
  uploadSchema,
} from "./schemas.ts";
import { sniffFile } from "./sniff.ts";

type Input = ReturnType<typeof uploadSchema.parse>;

function refuse(field: string, message: string): never {
  throw new Invalid(message, { fields: { [field]: message } });
}

/** Said of everybody a program may not send for, whatever the reason: who hides from an employer is not told. */
const notOfProgram =
  "You can send documents only for people whose job at your program is confirmed and who share their documents with it.";

/** Whose record it goes to, and what only staff may set: somebody else's record, lanes, intake channels. */
function checkReach(ctx: Ctx, scope: Scope, input: Input): number {
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (scope === "all") return input.participantId ?? refuse("participantId", "Choose the participant.");
  const program = scope === "own_program";
  if (!program && (!own || (input.participantId && input.participantId !== own)))
    refuse("participantId", "You can send documents for your own record only.");
  if (input.lane && input.lane !== "standard")
    refuse("lane", "Only staff can put a document into another lane.");
  if (input.source && input.source !== (program ? "program" : "portal"))
    refuse("source", "Only staff can say how it arrived.");
  const term = ctx.jurisdiction.documentTypes.find(({ code }) => code === input.type);
  if (!term?.uploadable) refuse("type", "Choose the document type.");
  if (program) return input.participantId ?? refuse("participantId", "Choose whose document it is.");
  return own!;
}

/** Whether the person works at the administrator's program now, confirmed, and does not hide from it. B-D6 */
async function sharesWithProgram(tx: Tx, participantId: number): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from app_program_open_staff() as staff(id) where staff.id = ${participantId}`,
  );
  return rows.length > 0;
}

/** A file nobody can use twice: refused where it was, or where sending it again under the same type changes nothing. S63 */
async function findSameFile(tx: Tx, participantId: number, sha256: string, type: Input["type"]) {
  const final: DocumentStatus[] = ["action_required", "not_accepted", "unreadable"];
  const [row] = await tx
    .select({ id: documents.id, status: documents.status })
    .from(documents)
    .innerJoin(documentFiles, eq(documentFiles.documentId, documents.id))
    .where(
      and(
        eq(documents.participantId, participantId),
        eq(documentFiles.sha256, sha256),
        ne(documents.status, "deleted"),
        or(
          notInArray(documents.status, final),
          and(inArray(documents.status, final), eq(documents.type, type)),
        ),
      ),
    )
    .limit(1);
  return row;
}

/** The document an earlier try of the same request made. @throws Conflict where the key belongs to another upload. */
async function findEarlierTry(tx: Tx, participantId: number, input: Input, file: UploadedFile) {
  if (!input.uploadKey) return undefined;
  const [row] = await tx
    .select({
      id: documents.id,
      status: documents.status,
      participantId: documents.participantId,
      sha256: documentFiles.sha256,
    })
    .from(documents)
    .innerJoin(documentFiles, eq(documentFiles.documentId, documents.id))
    .where(eq(documents.uploadKey, input.uploadKey));
  if (!row) return undefined;
  if (row.participantId !== participantId || row.sha256 !== file.sha256)
    throw new Conflict("This upload was used for another file. Start again.");
  return row;
}

/**
 * Takes in one stored file as a document of a participant: by themselves, by staff on their behalf (mail, e-mail,
 * fax), or by the administrator of a program for its confirmed staff (B-D6).
 * The bytes are only looked at by their first few; a task opens them in the sandbox. S46–S51, S58–S59, S62
 * @returns the new document, or the one an earlier try with the same `uploadKey` made.
 * @throws Invalid for a kind of file that cannot be used, Conflict with {@link AlreadyHere} for a file already here (S63).
 */
export async function uploadDocument(ctx: Ctx, raw: UploadDocument): Promise<UploadResult> {
  const scope = requirePermission(ctx, "documents:upload");
  const input = uploadSchema.parse(raw);
  const { file } = input;
  const sniffed = sniffFile(file.head);
  if ("refused" in sniffed) refuse("file", sniffed.refused);
  const wanted = checkReach(ctx, scope, input);
  const result = await inTransaction(ctx, async (tx, inner) => {
    // One upload at a time for a person: two clicks at once make one document.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('document_upload'), ${wanted})`);
    const person = await livingParticipant(tx, wanted);
    if (scope === "own_program" && !(person && (await sharesWithProgram(tx, person.id))))
      refuse("participantId", notOfProgram);
    if (!person) refuse("participantId", "There is no such participant.");
    const earlier = await findEarlierTry(tx, person.id, input, file);
    if (earlier) return { id: earlier.id, status: earlier.status, kept: false };
    const same = await findSameFile(tx, person.id, file.sha256, input.type);
    if (same) {
      const details: AlreadyHere = {
        documentId: same.id,
        status: same.status,
        placeInQueue: (await expectedFor(inner, [same])).get(same.id)?.place ?? null,
      };
      throw new Conflict(`This file is here already: document ${same.id} ${inWords(same.status)}.`, {
        details,
      });
    }
    const document = await insertDocument(tx, inner, person.id, input);
    await tx.insert(documentFiles).values({
      documentId: document.id,
      storageKey: file.key,
      originalName: cleanName(file.originalName),
      mimeType: sniffed.mimeType,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
    });
    await recordAudit(tx, inner, {
      action: "document.uploaded",
      subject: { type: "documents", id: document.id },
      participantId: person.id,
      after: {
        type: document.type,
        lane: document.lane,
        source: document.source,
        mimeType: sniffed.mimeType,
      },
    });
    await enqueue(tx, "process_upload", { documentId: document.id });
    await enqueue(tx, "notify_document_received", { documentId: document.id });
    // The same bytes elsewhere, as far as the reader may see them; the matcher looks by itself.
    const elsewhere = (await sameFiles(tx, [file.sha256], document.id)).map(({ sha256: _, ...rest }) => rest);
    return {
      id: document.id,
      status: document.status,
      kept: true,
      ...(elsewhere.length > 0 ? { sameFile: elsewhere } : {}),
    };
  });
  const { kept, ...answer } = result;
  if (!kept) await ctx.files.remove(file.key);
  return answer;
}

function sourceOf({ actor }: Ctx): "portal" | "program" | "staff" {
  if (actor.type === "account" && actor.role === "participant") return "portal";
  return actor.type === "account" && actor.role === "program_admin" ? "program" : "staff";
}

async function insertDocument(tx: Tx, ctx: Ctx, participantId: number, input: Input) {
  const asks = ctx.jurisdiction.documentTypes.find(({ code }) => code === input.type)?.asksCredential;
  const lane = input.lane ?? "standard";
  const [document] = await tx
    .insert(documents)
    .values({
      participantId,
      type: input.type,
      lane,
      laneRank: laneRanks[lane],
      source: input.source ?? sourceOf(ctx),
      ...(asks
        ? {
            statedLevel: input.statedLevel,
            statedNumber: input.statedNumber,
            statedIssuedOn: input.statedIssuedOn,
            statedExpiresOn: input.statedExpiresOn,
          }
        : {}),
      uploadKey: input.uploadKey,
      uploadedById: accountIdOf(ctx),
    })
    .returning();
  return document!;
}

/** A file's name as shown and offered for download: one line, no path. */
export const cleanName = (name: string): string =>
  name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim() || "document";
