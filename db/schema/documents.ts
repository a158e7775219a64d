import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, plainCode, version } from "../columns.ts";
import {
  decisionOutcomes,
  deskStates,
  documentLanes,
  documentSources,
  documentStatuses,
  documentTypes,
  pageProblems,
  routingActions,
  textSources,
} from "../enums.ts";
import type { Box, Word } from "../reading.ts";
import { accounts } from "./accounts.ts";
import { participants } from "./participants.ts";

/** One document an educator (or staff for them) sent in. S46–S65 */
export const documents = pgTable(
  "documents",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    type: oneOf(documentTypes).notNull(),
    status: oneOf(documentStatuses).notNull().default("processing"),
    lane: oneOf(documentLanes).notNull().default("standard"),
    /** Rank of the lane (0 first), so that the queue's order is one index. */
    laneRank: smallint().notNull().default(3),
    source: oneOf(documentSources).notNull().default("portal"),
    /** Only for permits and credentials, as the uploader stated them. S48 */
    statedLevel: text(),
    statedNumber: text(),
    statedIssuedOn: date(),
    statedExpiresOn: date(),
    receivedAt: instant().notNull().defaultNow(),
    decidedAt: instant(),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    /** Why it cannot be read, in words for staff and the participant. */
    unreadableReason: text(),
    claimedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    claimedUntil: instant(),
    /** Put aside or escalated documents wait, but are not in the queue; an assigned one is its clerk's alone. */
    deskState: oneOf(deskStates).notNull().default("queue"),
    heldUntil: date(),
    assignedToId: integer().references(() => accounts.id, { onDelete: "set null" }),
    supersededById: integer().references((): AnyPgColumn => documents.id, { onDelete: "set null" }),
    hiddenFromEmployers: boolean().notNull().default(false),
    uploadedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    /** The client's key for one upload: a repeat of the same request answers with the same document. */
    uploadKey: text(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("documents_participant_id_idx").on(t.participantId, t.receivedAt),
    index("documents_queue_idx").on(t.laneRank, t.receivedAt, t.id).where(sql`${t.status} = 'unverified'`),
    // The line as place and expected date count it: everything they ask is in the index.
    index("documents_line_idx")
      .on(t.laneRank, t.receivedAt, t.id, t.type)
      .where(
        sql`${t.status} = 'unverified' and ${t.deskState} = 'queue' and ${t.assignedToId} is null
          and ${t.type} <> 'name_change_evidence'`,
      ),
    index("documents_assigned_idx")
      .on(t.assignedToId, t.laneRank, t.receivedAt, t.id)
      .where(sql`${t.assignedToId} is not null`),
    index("documents_held_idx").on(t.heldUntil).where(sql`${t.deskState} = 'held'`),
    index("documents_status_idx").on(t.status, t.receivedAt),
    index("documents_claimed_by_idx").on(t.claimedById),
    index("documents_lease_idx").on(t.claimedUntil).where(sql`${t.claimedUntil} is not null`),
    index("documents_decided_idx").on(t.decidedAt),
    index("documents_decided_by_idx").on(t.decidedById),
    index("documents_superseded_by_idx").on(t.supersededById),
    index("documents_uploaded_by_idx").on(t.uploadedById),
    index("documents_plain_number_idx")
      .on(plainCode(t.statedNumber))
      .where(sql`${t.statedNumber} is not null`),
    uniqueIndex("documents_upload_key_key").on(t.uploadKey),
    check("documents_type_check", isOneOf(t.type, documentTypes)),
    check("documents_status_check", isOneOf(t.status, documentStatuses)),
    check("documents_lane_check", isOneOf(t.lane, documentLanes)),
    check("documents_source_check", isOneOf(t.source, documentSources)),
    check("documents_desk_state_check", isOneOf(t.deskState, deskStates)),
    check("documents_held_check", sql`(${t.deskState} = 'held') = (${t.heldUntil} is not null)`),
    check("documents_claim_check", sql`(${t.claimedById} is null) = (${t.claimedUntil} is null)`),
  ],
);

/** The stored bytes of a document. The same sha-256 in two places is the same file. S63 */
export const documentFiles = pgTable(
  "document_files",
  {
    id: id(),
    documentId: integer()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    storageKey: text().notNull(),
    originalName: text().notNull(),
    mimeType: text().notNull(),
    sizeBytes: integer().notNull(),
    sha256: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("document_files_storage_key_key").on(t.storageKey),
    index("document_files_document_id_idx").on(t.documentId),
    index("document_files_sha256_idx").on(t.sha256),
    check("document_files_sha256_check", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** The page images made from a file: upright, stripped of metadata, with a thumbnail. */
export const documentPages = pgTable(
  "document_pages",
  {
    id: id(),
    documentId: integer()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    fileId: integer()
      .notNull()
      .references(() => documentFiles.id, { onDelete: "cascade" }),
    pageNumber: integer().notNull(),
    imageKey: text().notNull(),
    thumbnailKey: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    problems: text({ enum: pageProblems }).array().notNull().default(sql`'{}'`),
    /** Hex of the picture's perceptual hash; null for a page with next to nothing on it. */
    perceptualHash: text(),
    /** Slices of the hash: two pictures that look alike share at least one. */
    hashBands: text().array().notNull().default(sql`'{}'`),
  },
  (t) => [
    uniqueIndex("document_pages_key").on(t.documentId, t.pageNumber),
    index("document_pages_file_id_idx").on(t.fileId),
    index("document_pages_image_key_idx").on(t.imageKey),
    index("document_pages_thumbnail_key_idx").on(t.thumbnailKey),
    index("document_pages_hash_bands_idx").using("gin", t.hashBands),
    check("document_pages_number_check", sql`${t.pageNumber} >= 1`),
  ],
);

/** The words of a page with their boxes: what the reader reads and the clerk's screen lights up. */
export const documentPageTexts = pgTable(
  "document_page_texts",
  {
    pageId: integer()
      .primaryKey()
      .references(() => documentPages.id, { onDelete: "cascade" }),
    source: oneOf(textSources).notNull(),
    words: jsonb().$type<Word[]>().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [check("document_page_texts_source_check", isOneOf(t.source, textSources))],
);

/** Every decision on a document, append-only; the newest is the one that holds. */
export const documentDecisions = pgTable(
  "document_decisions",
  {
    id: id(),
    documentId: integer()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    outcome: oneOf(decisionOutcomes).notNull(),
    /** Key in the jurisdiction's catalogue of reasons. */
    reasonCode: text(),
    /** The one thing to fix, as the participant reads it. */
    toFix: text(),
    internalNote: text(),
    /** The place on a page the participant is pointed to. */
    pointedAt: jsonb().$type<Box>(),
    /** Version of the jurisdiction's rules the decision was taken under. M7 */
    rulesVersion: text(),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index("document_decisions_document_id_idx").on(t.documentId, t.createdAt),
    index("document_decisions_decided_by_idx").on(t.decidedById),
    index("document_decisions_created_idx").on(t.createdAt),
    check("document_decisions_outcome_check", isOneOf(t.outcome, decisionOutcomes)),
  ],
);

/** Every time a waiting document was put aside, handed over or escalated, and why; append-only. */
export const documentRoutings = pgTable(
  "document_routings",
  {
    id: id(),
    documentId: integer()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    action: oneOf(routingActions).notNull(),
    toAccountId: integer().references(() => accounts.id, { onDelete: "set null" }),
    heldUntil: date(),
    note: text(),
    routedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index("document_routings_document_id_idx").on(t.documentId, t.createdAt),
    check("document_routings_action_check", isOneOf(t.action, routingActions)),
  ],
);
