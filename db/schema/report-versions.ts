import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant, instants, isOneOf, oneOf, version } from "../columns.ts";
import { evidenceClasses, reportSections } from "../enums.ts";
import type { Box } from "../reading.ts";
import { accounts } from "./accounts.ts";
import { documents } from "./documents.ts";
import { reportRuns } from "./operations.ts";
import { participants } from "./participants.ts";

/** One issued Education & Training Report: what its verification code answers for. M7 */
export const reportVersions = pgTable(
  "report_versions",
  {
    id: id(),
    participantId: integer()
      .notNull()
      .references(() => participants.id, { onDelete: "restrict" }),
    reportRunId: integer()
      .notNull()
      .references(() => reportRuns.id, { onDelete: "cascade" }),
    /** Printed beside the QR code; unguessable. */
    code: text().notNull(),
    /** 1 for the person's first report, then counted up. */
    number: integer().notNull(),
    /** The name on the paper: whoever checks the code sees this one, whatever the person is called since. */
    printedName: text().notNull(),
    /** sha-256 of what was printed (not of the file): equal contents are the same version said again. */
    contentSha256: text().notNull(),
    fileSha256: text(),
    rulesVersion: text().notNull(),
    issuedOn: date().notNull(),
    supersededById: integer().references((): AnyPgColumn => reportVersions.id, { onDelete: "set null" }),
    withdrawnAt: instant(),
    withdrawnById: integer().references(() => accounts.id, { onDelete: "set null" }),
    withdrawnReason: text(),
    version: version(),
    ...instants(),
  },
  (t) => [
    uniqueIndex("report_versions_code_key").on(t.code),
    uniqueIndex("report_versions_number_key").on(t.participantId, t.number),
    uniqueIndex("report_versions_run_key").on(t.reportRunId),
    index("report_versions_file_sha256_idx").on(t.fileSha256),
    index("report_versions_superseded_by_idx").on(t.supersededById),
    check(
      "report_versions_withdrawn_check",
      sql`(${t.withdrawnAt} is null) = (${t.withdrawnReason} is null)`,
    ),
  ],
);

/** One printed line and all that stands behind it, as it was on the day of printing. */
export const reportLines = pgTable(
  "report_lines",
  {
    id: id(),
    reportVersionId: integer()
      .notNull()
      .references(() => reportVersions.id, { onDelete: "cascade" }),
    section: oneOf(reportSections).notNull(),
    /** Counted from one over the whole report. */
    line: smallint().notNull(),
    rowId: integer().notNull(),
    /** The line in words, as it was printed. */
    printed: text().notNull(),
    evidence: oneOf(evidenceClasses).notNull(),
    documentId: integer().references(() => documents.id, { onDelete: "set null" }),
    pageNumber: smallint(),
    pageBox: jsonb().$type<Box>(),
    enteredById: integer().references(() => accounts.id, { onDelete: "set null" }),
    decidedById: integer().references(() => accounts.id, { onDelete: "set null" }),
    decidedAt: instant(),
    rulesVersion: text(),
  },
  (t) => [
    uniqueIndex("report_lines_key").on(t.reportVersionId, t.line),
    index("report_lines_row_idx").on(t.section, t.rowId),
    index("report_lines_document_id_idx").on(t.documentId),
    check("report_lines_section_check", isOneOf(t.section, reportSections)),
    check("report_lines_evidence_check", isOneOf(t.evidence, evidenceClasses)),
  ],
);
