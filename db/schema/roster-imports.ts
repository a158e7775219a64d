import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  real,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, version } from "../columns.ts";
import {
  type rosterColumns,
  rosterImportSources,
  rosterImportStatuses,
  rosterInvitationStatuses,
  rosterMatches,
  rosterOutcomes,
  rosterReasons,
} from "../enums.ts";
import { accounts } from "./accounts.ts";
import type { DuplicateSignal } from "./duplicates.ts";
import { participants } from "./participants.ts";
import { enrollments, events } from "./trainings.ts";

/** What the columns of a list hold, and how its names and days are written. */
export type RosterMapping = {
  columns: ((typeof rosterColumns)[number] | null)[];
  /** The first row names the columns. */
  headings: boolean;
  /** How a column with whole names is written where no comma says it. */
  nameOrder: "given_first" | "family_first";
  /** How days like 03/04/1988 are written. */
  dateOrder: "month_first" | "day_first";
  /** What standing on the list means. */
  says: "enrolled" | "attended";
};

/** What a row says, as it is understood. */
export type ListedPerson = {
  registryNumber: string | null;
  givenName: string | null;
  familyName: string | null;
  /** Other ways to take a whole name of three words and more apart. */
  otherNames: { given: string; family: string }[];
  birthDate: string | null;
  email: string | null;
  phone: string | null;
  hours: number | null;
  /** False where the list says that the person did not come. */
  attended: boolean | null;
};
export type RowProblems = Partial<Record<(typeof rosterColumns)[number], string>>;

/** A list of people brought in for one event: who, when, which bytes, and what came of it. M5, S140 */
export const rosterImports = pgTable(
  "roster_imports",
  {
    id: id(),
    eventId: integer()
      .notNull()
      .references(() => events.id, { onDelete: "restrict" }),
    /** Made at the registry: what is decided there of people a sponsor does not know is not the sponsor's to see. */
    byStaff: boolean().notNull(),
    status: oneOf(rosterImportStatuses).notNull().default("reading"),
    source: oneOf(rosterImportSources).notNull(),
    originalName: text(),
    mimeType: text().notNull(),
    sizeBytes: integer().notNull(),
    sha256: text().notNull(),
    /** The bytes, until the rows are read. */
    storageKey: text(),
    uploadKey: text(),
    unreadableReason: text(),
    mapping: jsonb().$type<RosterMapping>(),
    rowsDone: integer().notNull().default(0),
    rowsTotal: integer().notNull().default(0),
    createdById: integer().references(() => accounts.id, { onDelete: "set null" }),
    appliedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    appliedAt: instant(),
    /** Nothing is left to decide or to wait for. */
    settledAt: instant(),
    /** What was typed of people is gone. */
    clearedAt: instant(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("roster_imports_storage_key_key").on(t.storageKey),
    uniqueIndex("roster_imports_upload_key_key").on(t.uploadKey),
    index("roster_imports_event_idx").on(t.eventId, t.id),
    index("roster_imports_sha256_idx").on(t.sha256),
    index("roster_imports_created_by_idx").on(t.createdById),
    index("roster_imports_applied_by_idx").on(t.appliedById),
    index("roster_imports_kept_idx").on(t.createdAt).where(sql`${t.clearedAt} is null`),
    check("roster_imports_status_check", isOneOf(t.status, rosterImportStatuses)),
    check("roster_imports_source_check", isOneOf(t.source, rosterImportSources)),
  ],
);

/** One row of a list. What was typed goes when the list is settled or too old; whom it meant and what came of it stays. */
export const rosterImportRows = pgTable(
  "roster_import_rows",
  {
    id: id(),
    importId: integer()
      .notNull()
      .references(() => rosterImports.id, { onDelete: "cascade" }),
    /** Its number in the file. */
    line: integer().notNull(),
    cells: text().array(),
    listed: jsonb().$type<ListedPerson>(),
    problems: jsonb().$type<RowProblems>(),
    match: oneOf(rosterMatches),
    participantId: integer().references(() => participants.id, { onDelete: "restrict" }),
    /** Somebody decided that the row is not to be placed. */
    leftOut: boolean().notNull().default(false),
    outcome: oneOf(rosterOutcomes),
    reason: oneOf(rosterReasons),
    enrollmentId: integer().references(() => enrollments.id, { onDelete: "set null" }),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
  },
  (t) => [
    unique("roster_import_rows_key").on(t.importId, t.line),
    index("roster_import_rows_participant_idx").on(t.participantId),
    index("roster_import_rows_enrollment_idx").on(t.enrollmentId),
    index("roster_import_rows_decided_by_idx").on(t.decidedById),
    check("roster_import_rows_match_check", isOneOf(t.match, rosterMatches)),
    check("roster_import_rows_outcome_check", isOneOf(t.outcome, rosterOutcomes)),
    check("roster_import_rows_reason_check", isOneOf(t.reason, rosterReasons)),
  ],
);

/** Who a row may mean. Of these a sponsor sees only people it knows already, and never why. */
export const rosterCandidates = pgTable(
  "roster_candidates",
  {
    id: id(),
    rowId: integer()
      .notNull()
      .references(() => rosterImportRows.id, { onDelete: "cascade" }),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    score: real().notNull(),
    signals: jsonb().$type<DuplicateSignal[]>().notNull(),
  },
  (t) => [
    unique("roster_candidates_key").on(t.rowId, t.participantId),
    index("roster_candidates_participant_idx").on(t.participantId),
  ],
);

/** An e-mail that puts whoever opens it and signs in, or signs up, on a roster: no record is made for a name on a list. */
export const rosterInvitations = pgTable(
  "roster_invitations",
  {
    id: id(),
    eventId: integer()
      .notNull()
      .references(() => events.id, { onDelete: "restrict" }),
    rowId: integer()
      .notNull()
      .references(() => rosterImportRows.id, { onDelete: "cascade" }),
    /** Null once the list's typed values are gone. */
    email: text(),
    name: text(),
    status: oneOf(rosterInvitationStatuses).notNull().default("open"),
    /** What it brings: a seat, or hours that were attended. */
    attended: boolean().notNull(),
    hours: numeric({ precision: 5, scale: 2 }),
    /** SHA-256 of the token in the e-mail that left last. */
    tokenHash: text(),
    expiresAt: instant().notNull(),
    claimedById: integer().references(() => participants.id, { onDelete: "restrict" }),
    claimedAt: instant(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("roster_invitations_address_key")
      .on(t.eventId, sql`lower(${t.email})`)
      .where(sql`${t.status} in ('open', 'claimed')`),
    uniqueIndex("roster_invitations_token_key").on(t.tokenHash),
    index("roster_invitations_row_idx").on(t.rowId),
    index("roster_invitations_claimed_by_idx").on(t.claimedById),
    index("roster_invitations_open_idx").on(t.expiresAt).where(sql`${t.status} = 'open'`),
    check("roster_invitations_status_check", isOneOf(t.status, rosterInvitationStatuses)),
  ],
);
