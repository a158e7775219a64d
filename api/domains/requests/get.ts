import { asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import {
  accessGrants,
  accounts,
  duplicateCandidates,
  nameChanges,
  participants,
  programs,
  requestFiles,
  requestMessages,
  requestPages,
  requests,
} from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { rowsOf, runList } from "../../kernel/list.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { isOwn, noSuchRequest, type Request } from "./internal.ts";
import { requestListFor } from "./list.ts";
import type {
  AskerView,
  RequestFile,
  RequestMessage,
  RequestRecord,
  RequestRow,
  RequestView,
} from "./schemas.ts";

/** One request with its conversation, proof and the records beside it, in an open transaction. @throws NotFound */
export async function readRequest(tx: Tx, ctx: Ctx, id: number): Promise<RequestView> {
  const [row] = rowsOf<RequestRow>(await runList(ctx, tx, requestListFor(ctx), { filter: { id } }));
  const [request] = await tx.select().from(requests).where(eq(requests.id, id));
  if (!row || !request) throw new NotFound(noSuchRequest);
  const records = await recordsOf(tx, request);
  return {
    ...row,
    details: request.details,
    askerEmail: request.askerEmail,
    replyBy: request.replyBy,
    replyTo: request.replyTo,
    locale: request.locale,
    messages: await messagesOf(tx, id),
    files: await filesOf(tx, id),
    records,
    valueNow: await valueNow(tx, request),
    ...(await linksOf(tx, request)),
    mayWork: !isOwn(ctx, request),
  };
}

/** One request: everything for staff, what concerns them for whoever asked. @throws NotFound */
export async function getRequest(ctx: Ctx, id: number): Promise<RequestView | AskerView> {
  const scope = requirePermission(ctx, "requests:read");
  return scope === "all"
    ? inTransaction(ctx, (tx, inner) => readRequest(tx, inner, id))
    : inTransaction(ctx, (tx) => readAsAsker(tx, id));
}

async function messagesOf(tx: Tx, id: number): Promise<RequestMessage[]> {
  const rows = await tx
    .select({
      id: requestMessages.id,
      kind: requestMessages.kind,
      body: requestMessages.body,
      authorName: accounts.displayName,
      fromEmail: requestMessages.fromEmail,
      createdAt: requestMessages.createdAt,
    })
    .from(requestMessages)
    .leftJoin(accounts, eq(accounts.id, requestMessages.authorId))
    .where(eq(requestMessages.requestId, id))
    .orderBy(asc(requestMessages.id));
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

async function filesOf(tx: Tx, id: number): Promise<RequestFile[]> {
  const files = await tx
    .select({
      id: requestFiles.id,
      messageId: requestFiles.messageId,
      status: requestFiles.status,
      originalName: requestFiles.originalName,
      mimeType: requestFiles.mimeType,
      sizeBytes: requestFiles.sizeBytes,
      unreadableReason: requestFiles.unreadableReason,
      documentId: requestFiles.documentId,
    })
    .from(requestFiles)
    .where(eq(requestFiles.requestId, id))
    .orderBy(asc(requestFiles.id));
  if (files.length === 0) return [];
  const pages = await tx
    .select({
      fileId: requestPages.fileId,
      pageNumber: requestPages.pageNumber,
      width: requestPages.width,
      height: requestPages.height,
    })
    .from(requestPages)
    .where(
      inArray(
        requestPages.fileId,
        files.map((file) => file.id),
      ),
    )
    .orderBy(asc(requestPages.pageNumber));
  return files.map((file) => ({
    ...file,
    pages: pages.flatMap(({ fileId, ...page }) => (fileId === file.id ? [page] : [])),
  }));
}

/** The linked records, and those whose numbers were only named: what stands in the request proves nothing. */
async function recordsOf(tx: Tx, request: Request): Promise<RequestRecord[]> {
  const linked = [request.participantId, request.otherParticipantId].filter((id) => id !== null);
  const numbers = request.details.numbers ?? [];
  if (linked.length + numbers.length === 0) return [];
  const rows = await tx
    .select({
      id: participants.id,
      registryNumber: participants.registryNumber,
      name: sql<string>`concat_ws(' ', ${participants.givenName}, ${participants.middleName}, ${participants.familyName})`,
      birthDate: participants.birthDate,
      email: participants.email,
      status: participants.status,
      version: participants.version,
    })
    .from(participants)
    .where(
      or(
        inArray(participants.id, linked.length > 0 ? linked : [-1]),
        inArray(participants.registryNumber, numbers.length > 0 ? numbers : ["-"]),
      ),
    )
    .orderBy(asc(participants.id));
  return rows.map((row) => ({ ...row, linked: linked.includes(row.id) }));
}

async function valueNow(tx: Tx, { type, participantId, details }: Request): Promise<string | null> {
  if (type !== "correction" || !participantId || !details.field) return null;
  const [row] = await tx
    .select({ value: participants[details.field] })
    .from(participants)
    .where(eq(participants.id, participantId));
  return row?.value ?? null;
}

async function linksOf(tx: Tx, request: Request) {
  const [program] = request.programId
    ? await tx
        .select({ id: programs.id, name: programs.name })
        .from(programs)
        .where(eq(programs.id, request.programId))
    : [];
  const [nameChange] = request.nameChangeId
    ? await tx
        .select({ id: nameChanges.id, status: nameChanges.status })
        .from(nameChanges)
        .where(eq(nameChanges.id, request.nameChangeId))
    : [];
  const [accessGrant] = request.accessGrantId
    ? await tx
        .select({ id: accessGrants.id, status: accessGrants.status })
        .from(accessGrants)
        .where(eq(accessGrants.id, request.accessGrantId))
    : [];
  const [candidate] = request.candidateId
    ? await tx
        .select({
          id: duplicateCandidates.id,
          status: duplicateCandidates.status,
          leftId: duplicateCandidates.leftId,
          rightId: duplicateCandidates.rightId,
        })
        .from(duplicateCandidates)
        .where(eq(duplicateCandidates.id, request.candidateId))
    : [];
  const [closer] = request.closedById
    ? await tx
        .select({ name: accounts.displayName })
        .from(accounts)
        .where(eq(accounts.id, request.closedById))
    : [];
  return {
    program: program ?? null,
    nameChange: nameChange ?? null,
    accessGrant: accessGrant ?? null,
    candidate: candidate ?? null,
    closedByName: closer?.name ?? null,
  };
}

/** As whoever asked reads it. @throws NotFound */
export async function readAsAsker(tx: Tx, id: number): Promise<AskerView> {
  const [request] = await tx.select().from(requests).where(eq(requests.id, id));
  if (!request) throw new NotFound(noSuchRequest);
  const messages = (await messagesOfAsker(tx, id)).map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
  }));
  const files = await tx
    .select({ id: requestFiles.id, originalName: requestFiles.originalName, status: requestFiles.status })
    .from(requestFiles)
    .where(eq(requestFiles.requestId, id))
    .orderBy(asc(requestFiles.id));
  const { number, type, status, subject, details, askerName, locale, dueOn, nameChangeId, accessGrantId } =
    request;
  return {
    id,
    number,
    type,
    status,
    subject,
    details,
    askerName,
    locale,
    dueOn,
    nameChangeId,
    accessGrantId,
    verified: request.emailVerifiedAt !== null,
    messages,
    files,
    createdAt: request.createdAt.toISOString(),
  };
}

const messagesOfAsker = (tx: Tx, id: number) =>
  tx
    .select({
      id: requestMessages.id,
      kind: sql<"asked" | "reply">`${requestMessages.kind}`,
      body: requestMessages.body,
      createdAt: requestMessages.createdAt,
    })
    .from(requestMessages)
    .where(sql`${requestMessages.requestId} = ${id} and ${requestMessages.kind} in ('asked', 'reply')`)
    .orderBy(asc(requestMessages.id));
