import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, version } from "../columns.ts";
import {
  courseClassifications,
  documentLanes,
  documentTypes,
  nameMatches,
  reviewStatuses,
  secondLookReasons,
  secondLookSettlements,
  secondLookStatuses,
  unitSystems,
} from "../enums.ts";
import type { Reading } from "../reading.ts";
import { accounts } from "./accounts.ts";
import { documentDecisions, documents } from "./documents.ts";
import { institutions } from "./education.ts";
import { participants } from "./participants.ts";

/** What the machine read from a document: proposals for the clerk, never a decision. M3 */
export const documentReadings = pgTable(
  "document_readings",
  {
    id: id(),
    documentId: integer()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    readerVersion: text().notNull(),
    reading: jsonb().$type<Reading>(),
    /** Why nothing could be read, in words for staff. */
    failure: text(),
    institutionId: integer().references(() => institutions.id, { onDelete: "set null" }),
    institutionConfidence: real(),
    nameMatch: oneOf(nameMatches),
    readAt: instant().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("document_readings_document_id_key").on(t.documentId),
    index("document_readings_institution_id_idx").on(t.institutionId),
    check("document_readings_name_match_check", isOneOf(t.nameMatch, nameMatches)),
    check("document_readings_outcome_check", sql`(${t.reading} is null) <> (${t.failure} is null)`),
  ],
);

/** Course memory: what a college's course was classified as and its units, by whom and when. M3 */
export const courseMemory = pgTable(
  "course_memory",
  {
    id: id(),
    institutionId: integer()
      .notNull()
      .references(() => institutions.id, { onDelete: "cascade" }),
    /** The course number without case, blanks and punctuation. */
    courseKey: text().notNull(),
    courseNumber: text().notNull(),
    title: text().notNull(),
    units: numeric({ precision: 5, scale: 2 }).notNull(),
    unitSystem: oneOf(unitSystems).notNull(),
    classification: oneOf(courseClassifications).notNull(),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    decidedAt: instant().notNull().defaultNow(),
    /** The document it was first or last decided on. */
    documentId: integer().references(() => documents.id, { onDelete: "set null" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("course_memory_key").on(t.institutionId, t.courseKey),
    index("course_memory_document_id_idx").on(t.documentId),
    index("course_memory_decided_by_idx").on(t.decidedById, t.decidedAt),
    check("course_memory_unit_system_check", isOneOf(t.unitSystem, unitSystems)),
    check("course_memory_classification_check", isOneOf(t.classification, courseClassifications)),
  ],
);

/** What two clerks entered differently: row and cell, first and second value. */
export type Difference = { section: string; row: string; cell: string; first: string; second: string };

/** A decided document that a second clerk reads blind. M8 */
export const secondLooks = pgTable(
  "second_looks",
  {
    id: id(),
    documentId: integer()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    decisionId: integer()
      .notNull()
      .references(() => documentDecisions.id, { onDelete: "cascade" }),
    reason: oneOf(secondLookReasons).notNull(),
    status: oneOf(secondLookStatuses).notNull().default("waiting"),
    claimedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    claimedUntil: instant(),
    reviewerId: integer().references(() => accounts.id, { onDelete: "set null" }),
    /** What the second clerk entered and decided, kept apart from the record. */
    outcome: text(),
    entries: jsonb().$type<unknown>(),
    fieldsCompared: integer(),
    fieldsAgreed: integer(),
    /** Cell name → compared and agreed, for the rate per field. */
    fields: jsonb().$type<Record<string, { compared: number; agreed: number }>>(),
    differences: jsonb().$type<Difference[]>(),
    doneAt: instant(),
    settlement: oneOf(secondLookSettlements),
    settledById: integer().references(() => accounts.id, { onDelete: "set null" }),
    settledAt: instant(),
    settledNote: text(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("second_looks_decision_key").on(t.decisionId),
    index("second_looks_document_id_idx").on(t.documentId),
    index("second_looks_waiting_idx").on(t.createdAt, t.id).where(sql`${t.status} = 'waiting'`),
    index("second_looks_status_idx").on(t.status, t.doneAt),
    check("second_looks_reason_check", isOneOf(t.reason, secondLookReasons)),
    check("second_looks_status_check", isOneOf(t.status, secondLookStatuses)),
    check("second_looks_settlement_check", isOneOf(t.settlement, secondLookSettlements)),
    check("second_looks_claim_check", sql`(${t.claimedById} is null) = (${t.claimedUntil} is null)`),
  ],
);

/** A participant's request that another person looks at a decision again. M6, B-D3 */
export const reviewRequests = pgTable(
  "review_requests",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    documentId: integer()
      .notNull()
      .references(() => documents.id, { onDelete: "cascade" }),
    /** The decision that is asked about. */
    decisionId: integer()
      .notNull()
      .references(() => documentDecisions.id, { onDelete: "cascade" }),
    reason: text().notNull(),
    evidenceDocumentId: integer().references(() => documents.id, { onDelete: "set null" }),
    status: oneOf(reviewStatuses).notNull().default("requested"),
    dueOn: date().notNull(),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    decidedAt: instant(),
    /** What the participant is answered. */
    answer: text(),
    internalNote: text(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("review_requests_participant_id_idx").on(t.participantId, t.createdAt),
    index("review_requests_document_id_idx").on(t.documentId),
    index("review_requests_status_idx").on(t.status, t.dueOn, t.id),
    index("review_requests_evidence_idx").on(t.evidenceDocumentId),
    uniqueIndex("review_requests_open_key").on(t.documentId).where(sql`${t.status} = 'requested'`),
    uniqueIndex("review_requests_decision_key").on(t.decisionId).where(sql`${t.status} <> 'withdrawn'`),
    check("review_requests_status_check", isOneOf(t.status, reviewStatuses)),
  ],
);

/** How the desk works: the one row that an administrator changes in the console. */
export const deskSettings = pgTable(
  "desk_settings",
  {
    id: integer().primaryKey().default(1),
    /** Share of decided documents that a second clerk reads, in percent. */
    secondLookPercent: smallint().notNull().default(5),
    /** A clerk's first so many documents all get a second look. */
    newVerifierDocuments: smallint().notNull().default(20),
    /** Weeks within which a requested review is answered. */
    reviewWeeks: smallint().notNull().default(4),
    /** Days after which a document put aside comes back by itself, unless another day is given. */
    holdDays: smallint().notNull().default(7),
    /** Working days within which a request of each type is answered. G8 */
    nameChangeDays: smallint().notNull().default(10),
    duplicateDays: smallint().notNull().default(5),
    accessDays: smallint().notNull().default(5),
    correctionDays: smallint().notNull().default(5),
    questionDays: smallint().notNull().default(3),
    /** Days within which one person may undo a merge; after them a second one has to agree. */
    mergeUndoDays: smallint().notNull().default(30),
    /** Days for which what was typed on a list of attendees is kept, and its invitations can be used. M5 */
    rosterImportDays: smallint().notNull().default(30),
    version: version(),
    ...instants(),
  },
  (t) => [
    check("desk_settings_one_check", sql`${t.id} = 1`),
    check(
      "desk_settings_range_check",
      sql`${t.secondLookPercent} between 0 and 100 and ${t.newVerifierDocuments} between 0 and 1000
        and ${t.reviewWeeks} between 1 and 26 and ${t.holdDays} between 1 and 90
        and ${t.mergeUndoDays} between 0 and 3650 and ${t.rosterImportDays} between 1 and 365`,
    ),
    check(
      "desk_settings_request_days_check",
      sql`least(${t.nameChangeDays}, ${t.duplicateDays}, ${t.accessDays}, ${t.correctionDays}, ${t.questionDays}) >= 1
        and greatest(${t.nameChangeDays}, ${t.duplicateDays}, ${t.accessDays}, ${t.correctionDays}, ${t.questionDays}) <= 90`,
    ),
  ],
);

/** How many documents the desk decides a working day, by type and lane: refreshed by a task, read for expected dates. */
export const queuePace = pgTable(
  "queue_pace",
  {
    type: oneOf(documentTypes).notNull(),
    lane: oneOf(documentLanes).notNull(),
    decidedPerDay: real().notNull(),
    waiting: integer().notNull(),
    medianDays: real(),
    ninetiethDays: real(),
    refreshedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.type, t.lane] }),
    check("queue_pace_type_check", isOneOf(t.type, documentTypes)),
    check("queue_pace_lane_check", isOneOf(t.lane, documentLanes)),
  ],
);
