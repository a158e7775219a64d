import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, plainCode, privateSchema, version } from "../columns.ts";
import {
  accessGrantLevels,
  accessGrantStatuses,
  employmentStatuses,
  programStatuses,
  settings,
  wagePeriods,
} from "../enums.ts";
import { accounts } from "./accounts.ts";
import { documents } from "./documents.ts";
import { participants } from "./participants.ts";

/** An employer's site, found in a directory by educators and administrators. S87 */
export const programs = pgTable(
  "programs",
  {
    id: id(),
    programNumber: text().notNull(),
    name: text().notNull(),
    licenseNumber: text(),
    licensee: text(),
    setting: oneOf(settings).notNull(),
    status: oneOf(programStatuses).notNull().default("active"),
    addressLine: text(),
    city: text(),
    state: text(),
    zip: text(),
    county: text(),
    phone: text(),
    /** The record it was merged into: it is never listed, chosen or matched again, and its numbers open that one. */
    mergedIntoId: integer().references((): AnyPgColumn => programs.id, { onDelete: "restrict" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("programs_merged_into_idx").on(t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    uniqueIndex("programs_program_number_key").on(t.programNumber),
    index("programs_name_idx").on(t.name, t.id),
    index("programs_licensee_idx").on(t.licensee),
    index("programs_search_idx").using("gin", sql`lower(${t.name}) gin_trgm_ops`),
    check("programs_setting_check", isOneOf(t.setting, settings)),
    check("programs_status_check", isOneOf(t.status, programStatuses)),
  ],
);

/** One position at one program. Confirmed by the program; after that the educator edits only the end date. S84 */
export const employments = pgTable(
  "employments",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    programId: integer()
      .notNull()
      .references(() => programs.id, { onDelete: "restrict" }),
    position: text().notNull(),
    status: oneOf(employmentStatuses).notNull().default("reported"),
    startedOn: date().notNull(),
    startedOnEstimated: boolean().notNull().default(false),
    endedOn: date(),
    hoursPerWeek: numeric({ precision: 4, scale: 1 }),
    ageGroup: text(),
    employerRecordNumber: text(),
    startedByProgram: boolean().notNull().default(false),
    confirmedAt: instant(),
    confirmedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    version: version(),
    ...instants(),
  },
  (t) => [
    index("employments_participant_id_idx").on(t.participantId),
    index("employments_program_id_idx").on(t.programId, t.endedOn),
    index("employments_plain_record_idx")
      .on(plainCode(t.employerRecordNumber))
      .where(sql`${t.employerRecordNumber} is not null`),
    index("employments_confirmed_by_idx").on(t.confirmedById),
    check("employments_status_check", isOneOf(t.status, employmentStatuses)),
    check("employments_dates_check", sql`${t.endedOn} >= ${t.startedOn}`),
  ],
);

/** Wage of one employment, encrypted; seen by the participant, the agency and the current employer only. S91, G11 */
export const employmentWages = privateSchema.table(
  "employment_wages",
  {
    employmentId: integer()
      .primaryKey()
      .references(() => employments.id, { onDelete: "cascade" }),
    amountCiphertext: text().notNull(),
    period: oneOf(wagePeriods).notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [check("employment_wages_period_check", isOneOf(t.period, wagePeriods))],
);

/** Administrative access of one person to one program: requested, granted, refused, revoked, expired. S164, S210–S213 */
export const accessGrants = pgTable(
  "access_grants",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    programId: integer().references(() => programs.id, { onDelete: "restrict" }),
    /** The program number as the person typed it; `programId` is set once it is matched. S211 */
    programNumber: text().notNull(),
    level: oneOf(accessGrantLevels).notNull().default("administrator"),
    status: oneOf(accessGrantStatuses).notNull().default("requested"),
    note: text(),
    evidenceDocumentId: integer().references(() => documents.id, { onDelete: "set null" }),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    decidedAt: instant(),
    reason: text(),
    expiresOn: date(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("access_grants_live_key")
      .on(t.participantId, t.programId)
      .where(sql`${t.status} in ('requested', 'granted')`),
    index("access_grants_program_id_idx").on(t.programId),
    index("access_grants_status_idx").on(t.status, t.createdAt),
    index("access_grants_evidence_idx").on(t.evidenceDocumentId),
    index("access_grants_decided_by_idx").on(t.decidedById),
    check("access_grants_status_check", isOneOf(t.status, accessGrantStatuses)),
    check("access_grants_level_check", isOneOf(t.level, accessGrantLevels)),
  ],
);
