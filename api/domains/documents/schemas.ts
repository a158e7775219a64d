import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import type { DocumentLane as Lane, DocumentStatus as Status, DocumentType as Type } from "#db/enums.ts";
import {
  courseStates,
  decisionOutcomes,
  documentLanes,
  documentSources,
  documentTypes,
  unitSystems,
} from "#db/enums.ts";
import { courses, credentials, degrees, documents, trainingHours } from "#db/schema/index.ts";
import type { NotPrinting, PrintableRecord } from "#reports/rules/index.ts";
import type { StoredFile } from "../../kernel/files.ts";
import type { Wire } from "../../kernel/wire.ts";

/** Forms send blanks for what was left out. */
const blankToNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankToNull, schema.nullish());
const required = (max: number, message: string) =>
  z.string(message).trim().min(1, message).max(max, `At most ${max} characters.`);
const optionalText = (max: number) => optional(z.string().trim().max(max, `At most ${max} characters.`));
const day = z.iso
  .date("Enter a date as YYYY-MM-DD.")
  .refine((value) => value >= "1900-01-01" && value <= "2099-12-31", "Check the year.");
/** Two decimals at most, as a string, as `numeric` columns are stored; numbers and text both come. */
const decimal = (max: number, message: string) =>
  z
    .union([z.number(), z.string().trim()], message)
    .transform(String)
    .refine((text) => /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= max, message)
    .transform((text) => Number(text).toFixed(2));

export const idSchema = z.number().int().positive();
export const versionSchema = z.number("Send the version you saw.").int().positive();
const rowId = { id: idSchema.nullish() };
const page = optional(z.number().int().min(1).max(999));
const institution = {
  institutionId: optional(idSchema),
  institutionName: optionalText(160),
};
const namesInstitution = (row: { institutionId?: number | null; institutionName?: string | null }) =>
  Boolean(row.institutionId ?? row.institutionName);
const institutionMissing = { path: ["institutionId"], message: "Choose the institution." };

const degreeEntry = createInsertSchema(degrees, {
  ...institution,
  title: optionalText(200),
  major: optionalText(200),
  conferredOn: optional(day),
  conferredOnEstimated: z.boolean().optional(),
  pageNumber: page,
})
  .pick({
    institutionId: true,
    institutionName: true,
    level: true,
    title: true,
    major: true,
    conferredOn: true,
    conferredOnEstimated: true,
    pageNumber: true,
  })
  .extend(rowId)
  .refine(namesInstitution, institutionMissing);

const courseEntry = createInsertSchema(courses, {
  ...institution,
  courseNumber: required(40, "Enter the course number."),
  title: required(200, "Enter the course name."),
  term: optionalText(60),
  completedOn: optional(day),
  units: decimal(99, "Enter the units, such as 3 or 4.5."),
  unitSystem: z.enum(unitSystems).default("semester"),
  grade: optionalText(12),
  state: z.enum(courseStates).default("completed"),
  pageNumber: page,
})
  .pick({
    institutionId: true,
    institutionName: true,
    courseNumber: true,
    title: true,
    term: true,
    completedOn: true,
    units: true,
    unitSystem: true,
    grade: true,
    state: true,
    classification: true,
    pageNumber: true,
  })
  .extend(rowId)
  .refine(namesInstitution, institutionMissing)
  .refine((row) => row.state !== "completed" || row.grade, {
    path: ["grade"],
    message: "Enter the grade, or mark the course as in progress.",
  })
  .refine((row) => row.state !== "completed" || row.completedOn, {
    path: ["completedOn"],
    message: "Enter the day the term ended.",
  });

const credentialEntry = createInsertSchema(credentials, {
  name: required(120, "Choose the name of the document."),
  level: optionalText(120),
  documentNumber: optionalText(60),
  issuedOn: optional(day),
  expiresOn: optional(day),
  pageNumber: page,
})
  .pick({
    name: true,
    level: true,
    documentNumber: true,
    issuedOn: true,
    expiresOn: true,
    pageNumber: true,
  })
  .extend(rowId)
  .refine((row) => !row.issuedOn || !row.expiresOn || row.expiresOn >= row.issuedOn, {
    path: ["expiresOn"],
    message: "The expiration date is before the issue date.",
  });

const trainingEntry = createInsertSchema(trainingHours, {
  title: required(200, "Enter the title of the training."),
  sponsorName: optionalText(160),
  competency: optionalText(80),
  hours: decimal(400, "Enter the hours, such as 2 or 1.5.").refine(
    (text) => Number(text) > 0,
    "Enter the hours, such as 2 or 1.5.",
  ),
  completedOn: day,
  certificateNumber: optionalText(60),
  pageNumber: page,
})
  .pick({
    title: true,
    sponsorName: true,
    competency: true,
    hours: true,
    completedOn: true,
    certificateNumber: true,
    pageNumber: true,
  })
  .extend(rowId);

const rows = <T extends z.ZodType>(row: T) => z.array(row).max(300, "At most 300 rows.").default([]);
/** The whole set of rows read from one document. In a row with an id, a key left out stays as it is; null clears it. */
export const entriesSchema = z.strictObject({
  degrees: rows(degreeEntry),
  courses: rows(courseEntry),
  credentials: rows(credentialEntry),
  trainingHours: rows(trainingEntry),
});
export type Entries = z.infer<typeof entriesSchema>;
/** As a form holds them: blanks, numbers and missing keys allowed. */
export type EntriesInput = z.input<typeof entriesSchema>;

export const saveEntriesSchema = entriesSchema.extend({ id: idSchema, version: versionSchema });
export type SaveEntries = z.input<typeof saveEntriesSchema>;

export const decideSchema = z.strictObject({
  id: idSchema,
  version: versionSchema,
  outcome: z.enum(decisionOutcomes).exclude(["reset"]),
  reasonCode: optionalText(60),
  toFix: optionalText(1000),
  internalNote: optionalText(2000),
  entries: entriesSchema.optional(),
  takeNext: z.boolean().default(false),
});
export type DecideDocument = z.input<typeof decideSchema>;

export const resetSchema = z.strictObject({
  id: idSchema,
  version: versionSchema,
  reason: required(2000, "Say why the decision is taken back."),
});
export type ResetDocument = z.input<typeof resetSchema>;

export const setLaneSchema = z.strictObject({ id: idSchema, lane: z.enum(documentLanes) });
export type SetLane = z.input<typeof setLaneSchema>;

export const byIdSchema = z.strictObject({ id: idSchema });
export type ById = z.input<typeof byIdSchema>;

export const claimNextSchema = z.strictObject({
  lane: z.enum(documentLanes).nullish(),
  type: z.enum(documentTypes).nullish(),
});
export type ClaimNext = z.input<typeof claimNextSchema>;

/** One file as `receiveUpload` stored it; `head` holds its first bytes. */
export type UploadedFile = StoredFile & { originalName: string; head: Buffer };

const formNumber = z.coerce.number("Choose the participant.").int().positive();
export const uploadSchema = createInsertSchema(documents, {
  type: z.enum(documentTypes, "Choose the document type."),
  lane: optional(z.enum(documentLanes)),
  source: optional(z.enum(documentSources)),
  statedLevel: optionalText(120),
  statedNumber: optionalText(60),
  statedIssuedOn: optional(day),
  statedExpiresOn: optional(day),
  uploadKey: optional(z.string().regex(/^[\w-]{8,100}$/, "The upload's key is not valid.")),
})
  .pick({
    type: true,
    lane: true,
    source: true,
    statedLevel: true,
    statedNumber: true,
    statedIssuedOn: true,
    statedExpiresOn: true,
    uploadKey: true,
  })
  .extend({ participantId: z.preprocess(blankToNull, formNumber.nullish()), file: z.custom<UploadedFile>() })
  .strict()
  .refine((row) => !row.statedIssuedOn || !row.statedExpiresOn || row.statedExpiresOn >= row.statedIssuedOn, {
    path: ["statedExpiresOn"],
    message: "The expiration date is before the issue date.",
  });
export type UploadDocument = z.input<typeof uploadSchema>;

/** What an upload answers; `sameFile` tells staff of the same bytes on other people's records. S63 */
export type UploadResult = { id: number; status: Status; sameFile?: SameFile[] };
export type SameFile = { documentId: number; participantId: number; registryNumber: string };
/** `details` of the 409 that refuses a file already on the person's record. */
export type AlreadyHere = { documentId: number; status: Status; placeInQueue: number | null };

/** A row of the documents list. Claim fields are for staff only. */
export type DocumentRow = {
  id: number;
  participantId: number;
  participantName: string;
  registryNumber: string;
  type: Type;
  status: Status;
  lane: Lane;
  laneRank: number;
  source: (typeof documentSources)[number];
  receivedAt: string;
  ageDays: number;
  pageCount: number;
  decidedAt: string | null;
  hasThumbnail: boolean;
  version: number;
  claimedById?: number | null;
  claimedByName?: string | null;
  claimedUntil?: string | null;
};

export type InstitutionOfEntry = {
  id: number;
  name: string;
  city: string | null;
  state: string | null;
  accredited: boolean;
};
type Stored<T> = Omit<T, "participantId" | "documentId" | "version" | "createdAt" | "updatedAt">;
export type DocumentEntries = {
  degrees: (Stored<typeof degrees.$inferSelect> & { institution: InstitutionOfEntry | null })[];
  courses: (Stored<typeof courses.$inferSelect> & { institution: InstitutionOfEntry | null })[];
  credentials: Stored<typeof credentials.$inferSelect>[];
  trainingHours: Omit<Stored<typeof trainingHours.$inferSelect>, "enrollmentId">[];
};

export type DocumentView = Omit<DocumentRow, "claimedById" | "claimedByName" | "claimedUntil"> & {
  /** How many wait before it, itself counted; null once it no longer waits. */
  placeInQueue: number | null;
  stated: {
    level: string | null;
    number: string | null;
    issuedOn: string | null;
    expiresOn: string | null;
  };
  unreadableReason: string | null;
  supersededById: number | null;
  hiddenFromEmployers: boolean;
  files: {
    id: number;
    originalName: string;
    mimeType: string;
    sizeBytes: number;
    sha256: string;
    /** Other documents with the same bytes that the reader may see. */
    sameFileElsewhere: SameFile[];
  }[];
  pages: { pageNumber: number; width: number; height: number }[];
  decisions: {
    id: number;
    outcome: (typeof decisionOutcomes)[number];
    reasonCode: string | null;
    toFix: string | null;
    internalNote?: string | null;
    decidedByName: string | null;
    createdAt: string;
  }[];
  participant: {
    id: number;
    registryNumber: string;
    givenName: string;
    middleName: string | null;
    familyName: string;
    formerNames: { kind: string; givenName: string; middleName: string | null; familyName: string }[];
    birthDate: string | null;
  };
  entries: DocumentEntries;
  claim: { byId: number; byName: string; until: string; mine: boolean } | null;
};

export type DecideResult = { id: number; status: Status; nextId?: number | null };
/** What a claim and its renewal answer; a renewal alone leaves `version` as it was. */
export type ClaimResult = { id: number; version: number; claimedUntil: string };

/** What this document's rows would do to the report once it is verified. */
export type ReportPreview = Wire<Omit<PrintableRecord, "notPrinting">> & {
  notPrinting: Wire<NotPrinting & { thisDocument: boolean }>[];
  /** How many rows the whole report holds with this document. */
  whole: { degrees: number; courses: number; credentials: number; training: number };
};
