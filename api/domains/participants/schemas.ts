import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { correspondenceLanguages, genders } from "#db/enums.ts";
import {
  type accounts,
  type participantIdentifiers,
  type participantNames,
  participants,
} from "#db/schema/index.ts";
import type { PrintableRecord } from "#reports/rules/index.ts";
import type { Wire } from "../../kernel/wire.ts";
import { emailSchema } from "../accounts/schemas.ts";

const line = (max: number) => z.string().trim().max(max, `At most ${max} characters.`).nullable();
const year = new Date().getUTCFullYear();

/** What may be edited at any time; names may not (S40–S41). An empty text clears the field. */
export const editableSchema = createInsertSchema(participants, {
  preferredName: line(80),
  birthDate: z.iso.date("Enter a date of birth, like 1988-04-12.").nullable(),
  email: emailSchema.nullable(),
  phone: line(30),
  addressLine: line(120),
  city: line(80),
  state: z
    .string()
    .trim()
    .regex(/^[A-Z]{2}$/, "Use the state's two letters.")
    .nullable(),
  zip: z
    .string()
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, "A ZIP code has 5 digits.")
    .nullable(),
  county: line(60),
  gender: z.enum(genders).nullable(),
  ethnicity: line(60),
  race: z.array(z.string().max(60)).max(10).nullable(),
  primaryLanguage: line(60),
  correspondenceLanguage: z.enum(correspondenceLanguages, "Choose a language."),
  otherLanguages: z.array(z.string().max(60)).max(20).nullable(),
  highestEducation: line(60),
  startedInFieldYear: z
    .number()
    .int()
    .min(1940, "Enter a year since 1940.")
    .max(year, "That year is still to come.")
    .nullable(),
})
  .pick({
    preferredName: true,
    birthDate: true,
    birthDateEstimated: true,
    email: true,
    phone: true,
    addressLine: true,
    city: true,
    state: true,
    zip: true,
    county: true,
    gender: true,
    ethnicity: true,
    race: true,
    primaryLanguage: true,
    correspondenceLanguage: true,
    otherLanguages: true,
    highestEducation: true,
    startedInFieldYear: true,
    hiddenFromEmployers: true,
  })
  .partial();

const blankIsNull = (raw: unknown): unknown =>
  raw && typeof raw === "object"
    ? Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, value === "" ? null : value]))
    : raw;

export const updateParticipantSchema = z.preprocess(
  blankIsNull,
  editableSchema.extend({
    id: z.number().int(),
    version: z.number().int(),
    givenName: z.string().optional(),
    middleName: z.string().nullish(),
    familyName: z.string().optional(),
  }),
);
export type UpdateParticipant = z.input<typeof editableSchema> & { id: number; version: number };

export const nameSchema = {
  givenName: z.string().trim().min(1, "Enter a given name.").max(80),
  middleName: z.string().trim().max(80).nullish(),
  familyName: z.string().trim().min(1, "Enter a family name.").max(80),
};

const createFields = editableSchema.extend({
  ...nameSchema,
  birthDate: z.iso.date("Enter the date of birth: it finds a record the person may already have."),
  /** The job at the program that starts the record (S167). */
  employment: z
    .strictObject({
      programId: z.number().int().optional(),
      position: z.string().trim().min(1, "Choose a position.").max(60).optional(),
      startedOn: z.iso.date("Enter a date, like 2024-08-15.").optional(),
    })
    .optional(),
  /** Set after staff looked at the records that seem to be the same person. */
  confirmNew: z.boolean().optional(),
});
export const createParticipantSchema = z.preprocess(blankIsNull, createFields);
export type CreateParticipant = z.input<typeof createFields>;

export const ssnSchema = z
  .string()
  .transform((value) => value.replace(/[\s-]/g, ""))
  .refine(
    (value) => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(value),
    "This is not a possible Social Security number.",
  );
export const revealSsnSchema = z.strictObject({
  id: z.number().int(),
  reason: z.string().trim().min(5, "Say why you need to see it: the person can read this.").max(300),
});
export const setSsnSchema = z.strictObject({ id: z.number().int(), ssn: ssnSchema });

export type ParticipantRow = Wire<
  Pick<
    typeof participants.$inferSelect,
    | "id"
    | "registryNumber"
    | "status"
    | "givenName"
    | "middleName"
    | "familyName"
    | "preferredName"
    | "registeredOn"
    | "renewsOn"
    | "mergedIntoId"
    | "createdAt"
    | "updatedAt"
  > &
    Partial<Pick<typeof participants.$inferSelect, "birthDate" | "email" | "city" | "county">>
>;

export type ParticipantCounts = Record<
  | "documents"
  | "degrees"
  | "courses"
  | "credentials"
  | "trainingHours"
  | "employments"
  | "enrollments"
  | "accessGrants"
  | "nameChanges"
  | "openDuplicates",
  number
>;

export type ParticipantView = Wire<
  Omit<typeof participants.$inferSelect, "searchText"> & {
    names: (typeof participantNames.$inferSelect)[];
    identifiers: (typeof participantIdentifiers.$inferSelect)[];
    accounts: Pick<typeof accounts.$inferSelect, "id" | "email" | "status" | "lastSignInAt">[];
    mergedInto: { id: number; registryNumber: string } | null;
    mergedFrom: { id: number; registryNumber: string; mergeId: number }[];
    /** Numbers of records merged into this one, through chains: each opens it for ever. For staff and the person. */
    formerNumbers: string[];
    counts: ParticipantCounts;
    hasSsn: boolean;
  }
>;

/** `/participants/:id/record`: what the report prints and what not. */
export type ParticipantRecord = Wire<PrintableRecord>;

export type HistoryEntry = {
  id: number;
  at: string;
  actor: string;
  actorRole: string | null;
  action: string;
  subjectType: string;
  subjectId: number | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
};
