import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instants, isOneOf, oneOf, plainCode, version } from "../columns.ts";
import {
  courseClassifications,
  courseStates,
  credentialKinds,
  degreeLevels,
  entrySources,
  evidenceClasses,
  unitSystems,
} from "../enums.ts";
import type { Box } from "../reading.ts";
import { accounts } from "./accounts.ts";
import { documents } from "./documents.ts";
import { participants } from "./participants.ts";
import { enrollments } from "./trainings.ts";

/** Colleges and universities, as NCES publishes them (IPEDS header file) or as staff entered them. S69–S70 */
export const institutions = pgTable(
  "institutions",
  {
    id: id(),
    ipedsUnitId: integer(),
    name: text().notNull(),
    aliases: text().array().notNull().default(sql`'{}'`),
    city: text(),
    state: text(),
    zip: text(),
    county: text(),
    country: text().notNull().default("US"),
    website: text(),
    /** Degree-granting and accredited, hence printable on the report. */
    accredited: boolean().notNull().default(true),
    closedOn: date(),
    /** The record it was merged into: it is never listed, chosen or matched again, and its numbers open that one. */
    mergedIntoId: integer().references((): AnyPgColumn => institutions.id, { onDelete: "restrict" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("institutions_merged_into_idx").on(t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    uniqueIndex("institutions_ipeds_unit_id_key").on(t.ipedsUnitId),
    index("institutions_name_idx").on(t.name, t.id),
    index("institutions_fold_idx").using("gin", sql`fold(${t.name}) gin_trgm_ops`),
    index("institutions_search_idx").using("gin", sql`lower(${t.name}) gin_trgm_ops`),
  ],
);

const verifiedBy = () => ({
  /** The document the row was read from; its status decides whether the row is verified. */
  documentId: integer().references(() => documents.id, { onDelete: "restrict" }),
  pageNumber: smallint(),
  /** Where on the page the row stands, who entered it and how. M7 */
  pageBox: jsonb().$type<Box>(),
  enteredById: integer().references(() => accounts.id, { onDelete: "set null" }),
  enteredAs: oneOf(entrySources).notNull().default("typed"),
});

export const degrees = pgTable(
  "degrees",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    institutionId: integer().references(() => institutions.id, { onDelete: "restrict" }),
    institutionName: text(),
    level: oneOf(degreeLevels).notNull(),
    title: text(),
    major: text(),
    conferredOn: date(),
    conferredOnEstimated: boolean().notNull().default(false),
    ...verifiedBy(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("degrees_participant_id_idx").on(t.participantId),
    index("degrees_institution_id_idx").on(t.institutionId),
    index("degrees_document_id_idx").on(t.documentId),
    check("degrees_level_check", isOneOf(t.level, degreeLevels)),
  ],
);

/** One course line of a transcript. The raw grade is always kept; what prints is decided by the grading rules (G6). */
export const courses = pgTable(
  "courses",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    institutionId: integer().references(() => institutions.id, { onDelete: "restrict" }),
    institutionName: text(),
    courseNumber: text().notNull(),
    title: text().notNull(),
    term: text(),
    completedOn: date(),
    units: numeric({ precision: 5, scale: 2 }).notNull(),
    unitSystem: oneOf(unitSystems).notNull().default("semester"),
    grade: text(),
    state: oneOf(courseStates).notNull().default("completed"),
    classification: oneOf(courseClassifications).notNull(),
    ...verifiedBy(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("courses_participant_id_idx").on(t.participantId),
    index("courses_institution_id_idx").on(t.institutionId, t.courseNumber),
    index("courses_document_id_idx").on(t.documentId),
    check("courses_units_check", sql`${t.units} between 0 and 99`),
    check("courses_unit_system_check", isOneOf(t.unitSystem, unitSystems)),
    check("courses_state_check", isOneOf(t.state, courseStates)),
    check("courses_classification_check", isOneOf(t.classification, courseClassifications)),
  ],
);

/** Permits, credentials, licences and certificates with a number and dates. S75 */
export const credentials = pgTable(
  "credentials",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    kind: oneOf(credentialKinds).notNull(),
    name: text().notNull(),
    level: text(),
    documentNumber: text(),
    issuedOn: date(),
    expiresOn: date(),
    ...verifiedBy(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("credentials_participant_id_idx").on(t.participantId),
    index("credentials_document_number_idx").on(t.documentNumber),
    index("credentials_plain_number_idx").on(plainCode(t.documentNumber)),
    index("credentials_document_id_idx").on(t.documentId),
    check("credentials_kind_check", isOneOf(t.kind, credentialKinds)),
    check("credentials_dates_check", sql`${t.expiresOn} >= ${t.issuedOn}`),
  ],
);

/** Professional development hours, from sponsor attendance or from a certificate staff verified. S76, S80, G9 */
export const trainingHours = pgTable(
  "training_hours",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    evidence: oneOf(evidenceClasses).notNull(),
    title: text().notNull(),
    sponsorName: text(),
    competency: text(),
    hours: numeric({ precision: 5, scale: 2 }).notNull(),
    completedOn: date().notNull(),
    certificateNumber: text(),
    enrollmentId: integer().references(() => enrollments.id, { onDelete: "restrict" }),
    ...verifiedBy(),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("training_hours_participant_id_idx").on(t.participantId),
    index("training_hours_plain_number_idx").on(plainCode(t.certificateNumber)),
    index("training_hours_document_id_idx").on(t.documentId),
    uniqueIndex("training_hours_enrollment_key").on(t.enrollmentId),
    check("training_hours_hours_check", sql`${t.hours} > 0 and ${t.hours} <= 400`),
    check("training_hours_evidence_check", isOneOf(t.evidence, evidenceClasses)),
    check(
      "training_hours_source_check",
      sql`(${t.evidence} = 'sponsor_attendance') = (${t.enrollmentId} is not null)`,
    ),
  ],
);
