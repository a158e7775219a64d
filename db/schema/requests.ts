import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, privateSchema, version } from "../columns.ts";
import {
  type CorrectionField,
  correspondenceLanguages,
  type NameEvidenceKind,
  pageProblems,
  requestFileStatuses,
  requestMessageKinds,
  requestReplyWays,
  requestSources,
  requestStatuses,
  requestTypes,
} from "../enums.ts";
import { accounts } from "./accounts.ts";
import { documents } from "./documents.ts";
import { duplicateCandidates, merges } from "./duplicates.ts";
import { nameChanges } from "./name-changes.ts";
import { participants } from "./participants.ts";
import { accessGrants, programs } from "./programs.ts";

/** What was asked in the words of its type, as it was written; staff act on records, never on this text by itself. */
export type RequestDetails = {
  /** Registry numbers the person gave: their own, or the two that are one person. S20 */
  numbers?: string[];
  /** A correction: which field, what stands there, what should. */
  field?: CorrectionField;
  oldValue?: string;
  newValue?: string;
  /** A new name, asked for without signing in. S41 */
  givenName?: string;
  middleName?: string;
  familyName?: string;
  evidenceKind?: NameEvidenceKind;
  effectiveOn?: string;
  /** Access: the program as the person knows it. S211 */
  programNumber?: string;
  programName?: string;
};

/**
 * One thing somebody asks of the registry: the envelope of name changes and access requests, which are decided on their
 * own screens, and the whole of duplicate reports, corrections and questions. G8, S20, S211, S232
 */
export const requests = pgTable(
  "requests",
  {
    id: id(),
    /** What a person quotes on the telephone. */
    number: text().notNull().generatedAlwaysAs(sql`'R' || lpad("id"::text, 6, '0')`),
    type: oneOf(requestTypes).notNull(),
    status: oneOf(requestStatuses).notNull().default("open"),
    source: oneOf(requestSources).notNull(),
    subject: text().notNull(),
    details: jsonb().$type<RequestDetails>().notNull().default({}),
    askerName: text().notNull(),
    askerEmail: text(),
    /** Answers go by e-mail, unless somebody who called or wrote wants them otherwise: then to this number or address. */
    replyBy: oneOf(requestReplyWays).notNull().default("email"),
    replyTo: text(),
    /** The language the answers are written to them in. */
    locale: oneOf(correspondenceLanguages).notNull().default("en"),
    /** When the address was proven: by signing in, or by the link sent there. No staff time is spent before. */
    emailVerifiedAt: instant(),
    accountId: integer().references(() => accounts.id, { onDelete: "set null" }),
    participantId: integer().references(() => participants.id, { onDelete: "restrict" }),
    /** The other record of a reported pair. */
    otherParticipantId: integer().references(() => participants.id, { onDelete: "restrict" }),
    programId: integer().references(() => programs.id, { onDelete: "set null" }),
    documentId: integer().references(() => documents.id, { onDelete: "set null" }),
    nameChangeId: integer().references(() => nameChanges.id, { onDelete: "set null" }),
    accessGrantId: integer().references(() => accessGrants.id, { onDelete: "set null" }),
    candidateId: integer().references(() => duplicateCandidates.id, { onDelete: "set null" }),
    assigneeId: integer().references(() => accounts.id, { onDelete: "set null" }),
    /** Working days of the desk's settings after it was asked, or after the address was proven. */
    dueOn: date({ mode: "string" }),
    closedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    closedAt: instant(),
    /** The merge that answered it by itself; undoing that merge opens it again. */
    settledByMergeId: integer().references(() => merges.id, { onDelete: "set null" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("requests_waiting_idx").on(t.status, t.dueOn, t.id),
    index("requests_participant_id_idx").on(t.participantId, t.createdAt),
    index("requests_other_participant_idx").on(t.otherParticipantId),
    index("requests_account_id_idx").on(t.accountId),
    index("requests_assignee_idx").on(t.assigneeId),
    index("requests_closed_by_idx").on(t.closedById),
    index("requests_program_idx").on(t.programId),
    index("requests_document_idx").on(t.documentId),
    index("requests_candidate_idx").on(t.candidateId),
    index("requests_asker_email_idx").on(sql`lower(${t.askerEmail})`),
    index("requests_settled_by_merge_idx").on(t.settledByMergeId),
    uniqueIndex("requests_number_key").on(t.number),
    uniqueIndex("requests_name_change_key").on(t.nameChangeId),
    uniqueIndex("requests_access_grant_key").on(t.accessGrantId),
    check("requests_type_check", isOneOf(t.type, requestTypes)),
    check("requests_status_check", isOneOf(t.status, requestStatuses)),
    check("requests_source_check", isOneOf(t.source, requestSources)),
    check("requests_reply_by_check", isOneOf(t.replyBy, requestReplyWays)),
    check("requests_locale_check", isOneOf(t.locale, correspondenceLanguages)),
  ],
);

/** The conversation, in order. What whoever asked may read and what stays in the office are kinds of their own. */
export const requestMessages = pgTable(
  "request_messages",
  {
    id: id(),
    requestId: integer()
      .notNull()
      .references(() => requests.id, { onDelete: "cascade" }),
    kind: oneOf(requestMessageKinds).notNull(),
    body: text().notNull(),
    authorId: integer().references(() => accounts.id, { onDelete: "set null" }),
    /** The address a reply by e-mail came from. */
    fromEmail: text(),
    /** Message-ID of a reply by e-mail: the same mail delivered twice is filed once. */
    emailMessageId: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index("request_messages_request_idx").on(t.requestId, t.id),
    index("request_messages_author_idx").on(t.authorId),
    uniqueIndex("request_messages_email_key").on(t.emailMessageId),
    check("request_messages_kind_check", isOneOf(t.kind, requestMessageKinds)),
  ],
);

/** Proof sent with a request or a reply: opened only in the sandbox, shown as the pictures made of it. */
export const requestFiles = pgTable(
  "request_files",
  {
    id: id(),
    requestId: integer()
      .notNull()
      .references(() => requests.id, { onDelete: "cascade" }),
    messageId: integer().references(() => requestMessages.id, { onDelete: "set null" }),
    status: oneOf(requestFileStatuses).notNull().default("processing"),
    storageKey: text().notNull(),
    originalName: text().notNull(),
    mimeType: text().notNull(),
    sizeBytes: integer().notNull(),
    sha256: text().notNull(),
    unreadableReason: text(),
    /** The document staff made of it on somebody's record. */
    documentId: integer().references(() => documents.id, { onDelete: "set null" }),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index("request_files_request_idx").on(t.requestId, t.id),
    index("request_files_message_idx").on(t.messageId),
    index("request_files_document_idx").on(t.documentId),
    uniqueIndex("request_files_storage_key_key").on(t.storageKey),
    check("request_files_status_check", isOneOf(t.status, requestFileStatuses)),
  ],
);

export const requestPages = pgTable(
  "request_pages",
  {
    id: id(),
    fileId: integer()
      .notNull()
      .references(() => requestFiles.id, { onDelete: "cascade" }),
    pageNumber: integer().notNull(),
    imageKey: text().notNull(),
    thumbnailKey: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    problems: text({ enum: pageProblems }).array().notNull().default(sql`'{}'`),
  },
  (t) => [
    uniqueIndex("request_pages_key").on(t.fileId, t.pageNumber),
    index("request_pages_image_key_idx").on(t.imageKey),
    index("request_pages_thumbnail_key_idx").on(t.thumbnailKey),
  ],
);

/** Links by which somebody without a sign-in reads the answers: SHA-256 of a random token, for a time. */
export const requestLinks = privateSchema.table(
  "request_links",
  {
    id: id(),
    requestId: integer()
      .notNull()
      .references(() => requests.id, { onDelete: "cascade" }),
    tokenHash: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("request_links_hash_key").on(t.tokenHash),
    index("request_links_request_idx").on(t.requestId),
    index("request_links_expires_idx").on(t.expiresAt),
  ],
);
