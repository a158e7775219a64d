import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, version } from "../columns.ts";
import { documentSources, documentTypes, intakeScanStatuses, pageProblems } from "../enums.ts";
import type { Word } from "../reading.ts";
import { accounts } from "./accounts.ts";
import { documents } from "./documents.ts";
import { participants } from "./participants.ts";

/** A printed first page whose QR code says whose document follows and of which type: it files a scan by itself. B-D11 */
export const coversheets = pgTable(
  "coversheets",
  {
    id: id(),
    /** What the QR code holds: unguessable, and without meaning outside the registry. */
    code: text().notNull(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    documentType: oneOf(documentTypes).notNull(),
    createdById: integer().references(() => accounts.id, { onDelete: "set null" }),
    /** The printable sheet (PDF), once the task has made it. */
    storageKey: text(),
    /** The last document it filed; a sheet may be used again. */
    usedAt: instant(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("coversheets_code_key").on(t.code),
    uniqueIndex("coversheets_storage_key_key").on(t.storageKey),
    index("coversheets_participant_id_idx").on(t.participantId),
    check("coversheets_type_check", isOneOf(t.documentType, documentTypes)),
  ],
);

/** One scan, fax or e-mail attachment with papers of several people, before it is split into their documents. S58, S62 */
export const intakeScans = pgTable(
  "intake_scans",
  {
    id: id(),
    status: oneOf(intakeScanStatuses).notNull().default("processing"),
    source: oneOf(documentSources).notNull().default("mail"),
    storageKey: text().notNull(),
    originalName: text().notNull(),
    mimeType: text().notNull(),
    sizeBytes: integer().notNull(),
    sha256: text().notNull(),
    unreadableReason: text(),
    uploadedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    uploadKey: text(),
    receivedAt: instant().notNull().defaultNow(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("intake_scans_storage_key_key").on(t.storageKey),
    uniqueIndex("intake_scans_upload_key_key").on(t.uploadKey),
    index("intake_scans_status_idx").on(t.status, t.receivedAt),
    index("intake_scans_sha256_idx").on(t.sha256),
    check("intake_scans_status_check", isOneOf(t.status, intakeScanStatuses)),
    check("intake_scans_source_check", isOneOf(t.source, documentSources)),
  ],
);

/** The pages of a scan: the coversheet a page is, and the document it was filed into. */
export const intakePages = pgTable(
  "intake_pages",
  {
    id: id(),
    scanId: integer()
      .notNull()
      .references(() => intakeScans.id, { onDelete: "cascade" }),
    pageNumber: integer().notNull(),
    imageKey: text().notNull(),
    thumbnailKey: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    problems: text({ enum: pageProblems }).array().notNull().default(sql`'{}'`),
    coversheetId: integer().references(() => coversheets.id, { onDelete: "set null" }),
    documentId: integer().references(() => documents.id, { onDelete: "set null" }),
  },
  (t) => [
    uniqueIndex("intake_pages_key").on(t.scanId, t.pageNumber),
    index("intake_pages_image_key_idx").on(t.imageKey),
    index("intake_pages_thumbnail_key_idx").on(t.thumbnailKey),
    index("intake_pages_document_id_idx").on(t.documentId),
    index("intake_pages_coversheet_id_idx").on(t.coversheetId),
  ],
);

/** The words of a scan's page whose file tells them, until its document takes them over. */
export const intakePageTexts = pgTable("intake_page_texts", {
  pageId: integer()
    .primaryKey()
    .references(() => intakePages.id, { onDelete: "cascade" }),
  words: jsonb().$type<Word[]>().notNull(),
  createdAt: instant().notNull().defaultNow(),
});
