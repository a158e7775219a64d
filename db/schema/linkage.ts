import { integer, primaryKey, text } from "drizzle-orm/pg-core";
import { privateSchema } from "../columns.ts";

const number = () => integer().notNull();
const numbers = () => integer().array().notNull();

/**
 * Every living person as compared: folded and hashed by api/linkage, derived whole from the record and kept by the task that
 * looks for duplicates. The columns are `storedColumns` of the registry's spec; a test holds the two together. Only the
 * registry's own role reads it.
 */
export const linkRecords = privateSchema.table("link_records", {
  participantId: integer().primaryKey(),
  ssn: number(),
  email: number(),
  phone: number(),
  birthDate: number(),
  given: text().notNull(),
  family: text().notNull(),
  middle: text().notNull(),
  house: number(),
  street: text().notNull(),
  city: text().notNull(),
  zip: text().notNull(),
  state: number(),
  emailLocal: text().notNull(),
  moreEmails: numbers(),
  morePhones: numbers(),
  otherNames: text().array().notNull(),
  identifierCertificationNumber: number(),
  identifiersCertificationNumber: numbers(),
  identifierFccLicense: number(),
  identifiersFccLicense: numbers(),
  identifierEmployerFileNumber: number(),
  identifiersEmployerFileNumber: numbers(),
  identifierTeacherLicense: number(),
  identifiersTeacherLicense: numbers(),
  identifierSponsorNumber: number(),
  identifiersSponsorNumber: numbers(),
  keys: numbers(),
  moreKeys: numbers(),
});

/** Two people who share a key are worth comparing: what a look at one person asks instead of reading everybody. */
export const linkKeys = privateSchema.table(
  "link_keys",
  { key: integer().notNull(), participantId: integer().notNull() },
  (t) => [primaryKey({ name: "link_keys_key", columns: [t.key, t.participantId] })],
);
