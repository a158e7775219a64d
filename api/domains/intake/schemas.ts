import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import {
  type DocumentStatus,
  type DocumentType,
  documentLanes,
  documentTypes,
  type intakeScanStatuses,
  type PageProblem,
} from "#db/enums.ts";
import { intakeScans } from "#db/schema/index.ts";
import type { StoredFile } from "../../kernel/files.ts";

const id = z.number().int().positive();
const version = z.number("Send the version you saw.").int().positive();
/** How papers of several people come in one file; what one person sends has its own doors. */
export const intakeSources = ["mail", "email", "fax"] as const;

/** One file as `receiveUpload` stored it; `head` holds its first bytes. */
type ReceivedScan = StoredFile & { originalName: string; head: Buffer };

export const uploadScanSchema = createInsertSchema(intakeScans, {
  source: z.enum(intakeSources, "Say how the papers came."),
  uploadKey: z
    .string()
    .regex(/^[\w-]{8,100}$/, "The upload's key is not valid.")
    .nullish(),
})
  .pick({ source: true, uploadKey: true })
  .extend({
    /** `true` takes a file in that is here already, after somebody was told so. */
    again: z.enum(["true", "false"]).default("false"),
    file: z.custom<ReceivedScan>(),
  })
  .strict();
export type UploadScan = z.input<typeof uploadScanSchema>;
export type UploadScanResult = { id: number; status: ScanStatus };
/** `details` of the 409 that asks before the same file is taken in twice. */
export type ScanAlreadyHere = { scanId: number; receivedAt: string };

const partSchema = z.strictObject({
  pages: z.array(z.number().int().positive()).min(1, "A document has at least one page.").max(1000),
  participantId: z.number("Choose whose document it is.").int().positive(),
  type: z.enum(documentTypes, "Choose the document type."),
  lane: z.enum(documentLanes).default("standard"),
});
export const fileScanSchema = z.strictObject({
  id,
  version,
  parts: z.array(partSchema).min(1, "There is nothing to file.").max(300, "At most 300 documents a scan."),
});
export type FileScan = z.input<typeof fileScanSchema>;
export type FileScanResult = { id: number; version: number; documentIds: number[] };

export const discardScanSchema = z.strictObject({
  id,
  version,
  reason: z.string().trim().min(3, "Say why nothing is filed from it.").max(500, "At most 500 characters."),
});
export type DiscardScan = z.input<typeof discardScanSchema>;

type ScanStatus = (typeof intakeScanStatuses)[number];

/** A row of the list of scans. */
export type IntakeScanRow = {
  id: number;
  status: ScanStatus;
  source: string;
  originalName: string;
  pageCount: number;
  documentCount: number;
  uploadedByName: string | null;
  receivedAt: string;
  version: number;
};

/** What the pages themselves say of a document in the scan; a part without a coversheet leaves whose it is open. */
export type ProposedPart = {
  pages: number[];
  coversheetPage: number | null;
  participantId: number | null;
  participantName: string | null;
  registryNumber: string | null;
  type: DocumentType | null;
};

export type IntakeScanView = IntakeScanRow & {
  mimeType: string;
  sizeBytes: number;
  unreadableReason: string | null;
  pages: {
    pageNumber: number;
    width: number;
    height: number;
    problems: PageProblem[];
    coversheetId: number | null;
    documentId: number | null;
  }[];
  proposed: ProposedPart[];
  /** What was filed from it. */
  documents: {
    documentId: number;
    participantId: number;
    participantName: string;
    registryNumber: string;
    type: DocumentType;
    /** Null for who reads it blind for a second look. */
    status: DocumentStatus | null;
    pages: number[];
  }[];
  /** Other scans of the same bytes. */
  sameFile: { scanId: number; receivedAt: string }[];
};
