import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import type {
  CorrespondenceLanguage,
  DeskState,
  DocumentLane as Lane,
  NameMatch,
  PageProblem,
  RoutingAction,
  DocumentStatus as Status,
  TextSource,
  DocumentType as Type,
} from "#db/enums.ts";
import { decisionOutcomes, documentLanes, documentSources, documentTypes } from "#db/enums.ts";
import type { Box, Reading, Word } from "#db/reading.ts";
import {
  type courses,
  type credentials,
  type degrees,
  documents,
  type trainingHours,
} from "#db/schema/index.ts";
import type { NotPrinting, PrintableRecord } from "#reports/rules/index.ts";
import type { StoredFile } from "../../kernel/files.ts";
import type { Wire } from "../../kernel/wire.ts";
import type { MemoryChange, MemoryHit } from "../course-memory/schemas.ts";
import { claimNextSchema } from "./desk-schemas.ts";
import {
  blankToNull,
  boxSchema,
  day,
  draftEntriesSchema,
  entriesSchema,
  idSchema,
  optional,
  optionalText,
  required,
  versionSchema,
} from "./entry-schemas.ts";

export {
  type ClaimNext,
  type Colleague,
  claimNextSchema,
  type DeskResult,
  type EscalateDocument,
  type HandOverDocument,
  type HoldDocument,
  type ResumeDocument,
} from "./desk-schemas.ts";
export {
  type Entries,
  type EntriesInput,
  entriesSchema,
  idSchema,
  type SaveEntries,
  saveEntriesSchema,
} from "./entry-schemas.ts";

export const decideSchema = z.strictObject({
  id: idSchema,
  version: versionSchema,
  outcome: z.enum(decisionOutcomes).exclude(["reset"]),
  reasonCode: optionalText(60),
  toFix: optionalText(1000),
  internalNote: optionalText(2000),
  /** The place on a page the participant is pointed to. */
  pointedAt: boxSchema.nullish(),
  entries: entriesSchema.optional(),
  takeNext: z.boolean().default(false),
  /** Lane and type of the list the clerk works through, for the document taken next. */
  wish: claimNextSchema.optional(),
});
export type DecideDocument = z.input<typeof decideSchema>;

export const resetSchema = z.strictObject({
  id: idSchema,
  version: versionSchema,
  reason: required(2000, "Say why the decision is taken back."),
});
export type ResetDocument = z.input<typeof resetSchema>;

/** Marks an older version of a document as replaced; `byDocumentId: null` takes that back. S61, G7 */
export const supersedeSchema = z.strictObject({
  id: idSchema,
  version: versionSchema,
  byDocumentId: z.number("Choose the newer document.").int().positive().nullable(),
  reason: required(2000, "Say why."),
});
export type SupersedeDocument = z.input<typeof supersedeSchema>;

/** Rows as the grid holds them now: unfinished ones are welcome. */
export const previewEntriesSchema = z.strictObject({ id: idSchema, entries: draftEntriesSchema });
export type PreviewEntries = z.input<typeof previewEntriesSchema>;

/** Ids of a page of the list, as its address carries them: `12,15,20`. */
export const placesSchema = z.strictObject({
  ids: z
    .string()
    .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8}){0,99}$/, "Ask for up to a hundred documents by number.")
    .transform((ids) => ids.split(",").map(Number)),
});
export type PlacesAsked = z.input<typeof placesSchema>;
/** Where a waiting document stands: 1 is next; the day (`YYYY-MM-DD`) it should be read by, where that can be said. M6 */
export type PlaceInLine = { id: number; place: number; expectedOn: string | null };

export const setLaneSchema = z.strictObject({ id: idSchema, lane: z.enum(documentLanes) });
export type SetLane = z.input<typeof setLaneSchema>;

export const byIdSchema = z.strictObject({ id: idSchema });
export type ById = z.input<typeof byIdSchema>;

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

/** A row of the documents list. The claim and where it stands at the desk are for staff only. */
export type DocumentRow = {
  id: number;
  participantId: number;
  participantName: string;
  registryNumber: string;
  type: Type;
  /** Null for who reads it blind: how it was decided is not told before their look is handed in. M8 */
  status: Status | null;
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
  deskState?: DeskState;
  heldUntil?: string | null;
  assignedToId?: number | null;
  assignedToName?: string | null;
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

export type DocumentView = Omit<DocumentRow, "status" | "claimedById" | "claimedByName" | "claimedUntil"> & {
  status: Status;
  /** How many wait before it, itself counted; null once it no longer waits in the line. */
  placeInQueue: number | null;
  /** Day by which it should be read (`YYYY-MM-DD`); null where nothing honest can be said. M6 */
  expectedOn: string | null;
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
  pages: { pageNumber: number; width: number; height: number; problems: PageProblem[] }[];
  decisions: {
    id: number;
    outcome: (typeof decisionOutcomes)[number];
    reasonCode: string | null;
    toFix: string | null;
    internalNote?: string | null;
    /**
     * Reason and the one thing to fix in the person's language; null where that is English or there is no reason. What
     * a clerk worded is not translated: then `toFix` is null here.
     */
    inTheirLanguage: { language: CorrespondenceLanguage; reason: string; toFix: string | null } | null;
    pointedAt: Box | null;
    rulesVersion: string | null;
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
    /** The language the person is written to in; English for readers who may not know it. */
    correspondenceLanguage: CorrespondenceLanguage;
  };
  entries: DocumentEntries;
  /** Newest first; for staff only. */
  routings?: Routing[];
  claim: { byId: number; byName: string; until: string; mine: boolean } | null;
};

/** One time the document was put aside, handed over, escalated or returned; the system's own return has no name. */
export type Routing = {
  id: number;
  action: RoutingAction;
  toName: string | null;
  heldUntil: string | null;
  note: string | null;
  routedByName: string | null;
  createdAt: string;
};

/** `memoryChanges`: courses that were remembered with another classification until this decision. */
export type DecideResult = {
  id: number;
  status: Status;
  nextId?: number | null;
  memoryChanges: MemoryChange[];
};
/** What a claim and its renewal answer; a renewal alone leaves `version` as it was. */
export type ClaimResult = { id: number; version: number; claimedUntil: string };

/** What this document's rows would do to the report once it is verified. */
export type ReportPreview = Wire<Omit<PrintableRecord, "notPrinting">> & {
  notPrinting: Wire<NotPrinting & { thisDocument: boolean }>[];
  /** How many rows the whole report holds with this document. */
  whole: { degrees: number; courses: number; credentials: number; training: number };
};

/** Where a row stands in the grid: its section there and its place from zero. */
export type EntryPlace = { section: keyof DocumentEntries; index: number };
/** What the rows in the grid would do to the report, saved or not; `index` is the row's place in its grid section. */
export type EntriesPreview = {
  [S in "degrees" | "courses" | "credentials" | "training"]: (ReportPreview[S][number] & { index: number })[];
} & {
  /** `place` is null for a row of another document that stops printing. */
  notPrinting: (ReportPreview["notPrinting"][number] & { place: EntryPlace | null })[];
  /** Rows that lack something before the rule can judge them, with the words beside each field. */
  unfinished: (EntryPlace & { fields: Record<string, string> })[];
  /** Semester units of each course typed in quarter units. */
  semesterUnits: { index: number; units: string }[];
  whole: ReportPreview["whole"];
};

/** What the machine read of a document, with its words and what is remembered of its courses. M3 */
export type DocumentReading = {
  state: "waiting" | "read" | "failed";
  readerVersion: string | null;
  /** Why nothing could be read, in words for staff. */
  failure: string | null;
  reading: Reading | null;
  institution: InstitutionOfEntry | null;
  institutionConfidence: number | null;
  nameMatch: NameMatch | null;
  memory: MemoryHit[];
  pages: { page: number; source: TextSource; words: Word[] }[];
};

/** One light beside the document: what was checked and what was found, in words. */
export type PreCheck = {
  key:
    | "name"
    | "same_file"
    | "near_duplicate"
    | "same_certificate"
    | "hours_dates"
    | "expiry"
    | "institution"
    | "page_problems";
  light: "green" | "amber" | "red";
  says: string;
  documents?: SameFile[];
  box?: Box | null;
  page?: number | null;
};
