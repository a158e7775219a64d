import { and, asc, desc, eq, getTableColumns, inArray, ne, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { CorrespondenceLanguage } from "#db/enums.ts";
import { reasonIn } from "#db/jurisdictions/index.ts";
import {
  accounts,
  documentDecisions,
  documentFiles,
  documentPages,
  documentRoutings,
  documents,
  participantNames,
  participants,
} from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { canReadField, requirePermission } from "../../kernel/permissions.ts";
import { expectedFor } from "../queue-pace/index.ts";
import { loadEntries } from "./entries.ts";
import { assignees, claimIsLive, refuseWhileBlind } from "./internal.ts";
import type { DocumentView, Routing, SameFile } from "./schemas.ts";

/**
 * Everything a work screen or the participant's own page shows of one document.
 * @throws NotFound outside the actor's reach; Conflict for a clerk who is reading it blind.
 */
export async function getDocument(ctx: Ctx, id: number): Promise<DocumentView> {
  requirePermission(ctx, "documents:read");
  return inTransaction(ctx, async (tx, inner) => {
    await refuseWhileBlind(tx, inner, id);
    return viewDocument(tx, inner, id);
  });
}

/** {@link getDocument} inside the caller's transaction. */
export async function viewDocument(tx: Tx, ctx: Ctx, id: number): Promise<DocumentView> {
  const [row] = await tx
    .select({
      document: getTableColumns(documents),
      person: participants,
      claimedByName: accounts.displayName,
      assignedToName: assignees.displayName,
      claimIsLive,
      ageDays: sql<number>`floor(extract(epoch from now() - ${documents.receivedAt}) / 86400)::int`,
    })
    .from(documents)
    .innerJoin(participants, eq(participants.id, documents.participantId))
    .leftJoin(accounts, eq(accounts.id, documents.claimedById))
    .leftJoin(assignees, eq(assignees.id, documents.assignedToId))
    .where(eq(documents.id, id));
  const mayReadNotes = canReadField(ctx, "documents.internalNote");
  if (!row || (row.document.status === "deleted" && !mayReadNotes))
    throw new NotFound("There is no such document.");
  const { document, person } = row;
  const isStaff = canReadField(ctx, "documents.claim");
  // The language somebody is written to in is theirs and the office's to know.
  const language = canReadField(ctx, "participants.contact") ? person.correspondenceLanguage : "en";
  const [pages, files, decisions, formerNames, entries, routings] = await Promise.all([
    tx
      .select({
        pageNumber: documentPages.pageNumber,
        width: documentPages.width,
        height: documentPages.height,
        problems: documentPages.problems,
      })
      .from(documentPages)
      .where(eq(documentPages.documentId, id))
      .orderBy(asc(documentPages.pageNumber)),
    loadFiles(tx, id),
    loadDecisions(tx, id),
    tx
      .select({
        kind: participantNames.kind,
        givenName: participantNames.givenName,
        middleName: participantNames.middleName,
        familyName: participantNames.familyName,
      })
      .from(participantNames)
      .where(eq(participantNames.participantId, person.id))
      .orderBy(asc(participantNames.id)),
    loadEntries(tx, id),
    isStaff ? loadRoutings(tx, id) : undefined,
  ]);
  const expected = (await expectedFor(ctx, [document])).get(id);
  const claimIsShown = isStaff && row.claimIsLive && document.claimedById;
  return {
    id,
    participantId: person.id,
    participantName: `${person.givenName} ${person.familyName}`,
    registryNumber: person.registryNumber,
    type: document.type,
    status: document.status,
    lane: document.lane,
    laneRank: document.laneRank,
    source: document.source,
    receivedAt: document.receivedAt.toISOString(),
    ageDays: row.ageDays,
    pageCount: pages.length,
    decidedAt: document.decidedAt?.toISOString() ?? null,
    hasThumbnail: pages.length > 0,
    version: document.version,
    placeInQueue: expected?.place ?? null,
    expectedOn: expected?.expectedOn ?? null,
    stated: {
      level: document.statedLevel,
      number: document.statedNumber,
      issuedOn: document.statedIssuedOn,
      expiresOn: document.statedExpiresOn,
    },
    unreadableReason: document.unreadableReason,
    supersededById: document.supersededById,
    hiddenFromEmployers: document.hiddenFromEmployers,
    files,
    pages,
    decisions: decisions.map(({ internalNote, createdAt, ...decision }) => ({
      ...decision,
      createdAt: createdAt.toISOString(),
      inTheirLanguage: translated(ctx, decision, language),
      ...(mayReadNotes ? { internalNote } : {}),
    })),
    participant: {
      id: person.id,
      registryNumber: person.registryNumber,
      givenName: person.givenName,
      middleName: person.middleName,
      familyName: person.familyName,
      formerNames,
      birthDate: canReadField(ctx, "participants.birthDate") ? person.birthDate : null,
      correspondenceLanguage: language,
    },
    entries,
    ...(isStaff
      ? {
          deskState: document.deskState,
          heldUntil: document.heldUntil,
          assignedToId: document.assignedToId,
          assignedToName: row.assignedToName,
          routings,
        }
      : {}),
    claim: claimIsShown
      ? {
          byId: document.claimedById!,
          byName: row.claimedByName ?? "",
          until: document.claimedUntil!.toISOString(),
          mine: ctx.actor.type === "account" && ctx.actor.accountId === document.claimedById,
        }
      : null,
  };
}

/** Why and what to fix as the person reads it who is written to in another language than English. */
function translated(
  ctx: Ctx,
  decision: { reasonCode: string | null; toFix: string | null },
  language: CorrespondenceLanguage,
): DocumentView["decisions"][number]["inTheirLanguage"] {
  if (language === "en" || !decision.reasonCode) return null;
  const { reason, toFix } = reasonIn(ctx.jurisdiction, decision, language);
  return { language, reason, toFix: toFix === decision.toFix ? null : toFix };
}

const loadDecisions = (tx: Tx, documentId: number) =>
  tx
    .select({
      id: documentDecisions.id,
      outcome: documentDecisions.outcome,
      reasonCode: documentDecisions.reasonCode,
      toFix: documentDecisions.toFix,
      internalNote: documentDecisions.internalNote,
      pointedAt: documentDecisions.pointedAt,
      rulesVersion: documentDecisions.rulesVersion,
      decidedByName: accounts.displayName,
      createdAt: documentDecisions.createdAt,
    })
    .from(documentDecisions)
    .leftJoin(accounts, eq(accounts.id, documentDecisions.decidedById))
    .where(eq(documentDecisions.documentId, documentId))
    .orderBy(desc(documentDecisions.id));

async function loadRoutings(tx: Tx, documentId: number): Promise<Routing[]> {
  const rows = await tx
    .select({
      id: documentRoutings.id,
      action: documentRoutings.action,
      toName: assignees.displayName,
      heldUntil: documentRoutings.heldUntil,
      note: documentRoutings.note,
      routedByName: accounts.displayName,
      createdAt: documentRoutings.createdAt,
    })
    .from(documentRoutings)
    .leftJoin(accounts, eq(accounts.id, documentRoutings.routedById))
    .leftJoin(assignees, eq(assignees.id, documentRoutings.toAccountId))
    .where(eq(documentRoutings.documentId, documentId))
    .orderBy(desc(documentRoutings.id));
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

async function loadFiles(tx: Tx, documentId: number): Promise<DocumentView["files"]> {
  const rows = await tx
    .select({
      id: documentFiles.id,
      originalName: documentFiles.originalName,
      mimeType: documentFiles.mimeType,
      sizeBytes: documentFiles.sizeBytes,
      sha256: documentFiles.sha256,
    })
    .from(documentFiles)
    .where(eq(documentFiles.documentId, documentId))
    .orderBy(asc(documentFiles.id));
  const same = await sameFiles(
    tx,
    rows.map((row) => row.sha256),
    documentId,
  );
  return rows.map((row) => ({
    ...row,
    sameFileElsewhere: same
      .filter((other) => other.sha256 === row.sha256)
      .map(({ sha256: _, ...rest }) => rest),
  }));
}

/** Other documents with the same bytes, as far as the actor may see them. S63 */
export async function sameFiles(
  tx: Tx,
  hashes: string[],
  exceptDocumentId: number,
): Promise<(SameFile & { sha256: string })[]> {
  if (hashes.length === 0) return [];
  return tx
    .select({
      documentId: documents.id,
      participantId: participants.id,
      registryNumber: participants.registryNumber,
      sha256: documentFiles.sha256,
    })
    .from(documentFiles)
    .innerJoin(documents, eq(documents.id, documentFiles.documentId))
    .innerJoin(participants, eq(participants.id, documents.participantId))
    .where(
      and(
        inArray(documentFiles.sha256, hashes),
        ne(documents.id, exceptDocumentId),
        ne(documents.status, "deleted"),
      ),
    )
    .orderBy(asc(documents.id))
    .limit(20);
}
