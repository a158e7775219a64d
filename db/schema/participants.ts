import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, plainCode, privateSchema, version } from "../columns.ts";
import {
  correspondenceLanguages,
  genders,
  identifierKinds,
  nameKinds,
  participantStatuses,
} from "../enums.ts";

/**
 * One educator. The registry number has a check digit, comes from `next_registry_number()` and is never reused (S6, S34);
 * a merged record keeps its number and points to its survivor, so the old number opens the survivor everywhere.
 */
export const participants = pgTable(
  "participants",
  {
    id: id(),
    registryNumber: text().notNull().default(sql`next_registry_number()`),
    status: oneOf(participantStatuses).notNull().default("pending"),
    mergedIntoId: integer().references((): AnyPgColumn => participants.id, { onDelete: "restrict" }),
    registeredOn: date(),
    renewsOn: date(),
    givenName: text().notNull(),
    middleName: text(),
    familyName: text().notNull(),
    preferredName: text(),
    birthDate: date(),
    birthDateEstimated: boolean().notNull().default(false),
    email: text(),
    phone: text(),
    addressLine: text(),
    city: text(),
    state: text(),
    zip: text(),
    county: text(),
    gender: oneOf(genders),
    ethnicity: text(),
    race: text().array(),
    primaryLanguage: text(),
    otherLanguages: text().array(),
    /** The language the registry writes to them in. */
    correspondenceLanguage: oneOf(correspondenceLanguages).notNull().default("en"),
    highestEducation: text(),
    startedInFieldYear: smallint(),
    hiddenFromEmployers: boolean().notNull().default(false),
    /** Folded names, numbers and addresses that the search box looks through; kept by a trigger. */
    searchText: text().notNull().default(""),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("participants_registry_number_key").on(t.registryNumber),
    index("participants_name_idx").on(t.familyName, t.givenName, t.id),
    index("participants_status_name_idx").on(t.status, t.county, t.familyName, t.givenName, t.id),
    index("participants_email_idx").on(sql`lower(${t.email}) text_pattern_ops`),
    index("participants_birth_date_idx").on(t.birthDate),
    index("participants_merged_into_id_idx").on(t.mergedIntoId),
    index("participants_search_idx").using("gin", sql`${t.searchText} gin_trgm_ops`),
    check("participants_status_check", isOneOf(t.status, participantStatuses)),
    check("participants_correspondence_check", isOneOf(t.correspondenceLanguage, correspondenceLanguages)),
    check("participants_gender_check", isOneOf(t.gender, genders)),
    check("participants_registry_number_check", sql`registry_number_is_valid(${t.registryNumber})`),
    check("participants_merged_check", sql`(${t.status} = 'merged') = (${t.mergedIntoId} is not null)`),
    check("participants_not_own_survivor_check", sql`${t.mergedIntoId} <> ${t.id}`),
    check("participants_birth_date_check", sql`${t.birthDate} between '1900-01-01' and '2100-01-01'`),
    check("participants_name_check", sql`btrim(${t.givenName}) <> '' and btrim(${t.familyName}) <> ''`),
  ],
);

/** Former and other names; they stay searchable for ever. S41 */
export const participantNames = pgTable(
  "participant_names",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    kind: oneOf(nameKinds).notNull(),
    givenName: text().notNull(),
    middleName: text(),
    familyName: text().notNull(),
    usedUntil: date(),
    ...instants(),
  },
  (t) => [
    index("participant_names_participant_id_idx").on(t.participantId),
    index("participant_names_family_idx").on(t.familyName, t.givenName),
    check("participant_names_kind_check", isOneOf(t.kind, nameKinds)),
  ],
);

/** Numbers other agencies and employers know the person by: the claims of S11 and the clues of S16–S17. */
export const participantIdentifiers = pgTable(
  "participant_identifiers",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    kind: oneOf(identifierKinds).notNull(),
    value: text().notNull(),
    issuer: text(),
    estimated: boolean().notNull().default(false),
    ...instants(),
  },
  (t) => [
    uniqueIndex("participant_identifiers_key").on(t.participantId, t.kind, t.value),
    index("participant_identifiers_value_idx").on(t.kind, t.value),
    index("participant_identifiers_plain_idx").on(plainCode(t.value)),
    check("participant_identifiers_kind_check", isOneOf(t.kind, identifierKinds)),
  ],
);

/** Optional SSN: AES-256-GCM ciphertext and a keyed blind index; never listed, filtered or sorted. S36, G10 */
export const participantSecrets = privateSchema.table(
  "participant_secrets",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    ssnCiphertext: text().notNull(),
    ssnBlindIndex: text().notNull(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("participant_secrets_participant_key").on(t.participantId),
    index("participant_secrets_ssn_idx").on(t.ssnBlindIndex),
  ],
);
