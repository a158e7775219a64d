import { createHash } from "node:crypto";
import type { evidenceClasses, reportSections } from "#db/enums.ts";
import type { Box } from "#db/reading.ts";
import type { DocumentFacts, PrintableRecord } from "./types.ts";

export type EvidenceClass = (typeof evidenceClasses)[number];

/** One line of the printed report: the row of the record it prints and what that row was read from. M7 */
export type PrintedLine = {
  section: (typeof reportSections)[number];
  rowId: number;
  evidence: EvidenceClass;
  documentId: number | null;
  pageNumber: number | null;
  pageBox: Box | null;
  enteredById: number | null;
  /** What of the row is printed, in the record's own terms: dates and codes, not their words. */
  content: readonly (string | boolean | null)[];
};

/** What a line of degrees or courses rests on: a college's transcript, or another paper that staff verified. B-D13 */
export const educationEvidence = ({ documentType }: DocumentFacts): EvidenceClass =>
  documentType === undefined || documentType === "transcript" ? "institution_transcript" : "certificate";

/** Every line the report prints, in printing order. */
export function printedLines(record: PrintableRecord): PrintedLine[] {
  type Source = Pick<PrintedLine, "documentId" | "pageNumber" | "pageBox" | "enteredById"> & { id: number };
  const line = (
    section: PrintedLine["section"],
    row: Source,
    evidence: EvidenceClass,
    content: PrintedLine["content"],
  ): PrintedLine => {
    const { id, documentId, pageNumber, pageBox, enteredById } = row;
    return { section, rowId: id, evidence, documentId, pageNumber, pageBox, enteredById, content };
  };
  return [
    ...record.degrees.map((row) =>
      line("degrees", row, educationEvidence(row), [
        row.level,
        row.title,
        row.major,
        row.institutionLabel,
        row.conferredOn,
        row.conferredOnEstimated,
      ]),
    ),
    ...record.courses.map((row) =>
      line("courses", row, educationEvidence(row), [
        row.courseNumber,
        row.title,
        row.institutionLabel,
        row.completedOn ?? row.term,
        row.units,
        row.unitSystem,
        row.classification,
      ]),
    ),
    ...record.credentials.map((row) =>
      line("credentials", row, "certificate", [
        row.name,
        row.level,
        row.documentNumber,
        row.issuedOn,
        row.validUntil,
      ]),
    ),
    ...record.training.map((row) =>
      line("training", row, row.evidence, [
        row.title,
        row.sponsorName,
        row.competency,
        row.completedOn,
        row.hours,
      ]),
    ),
  ];
}

/** The name as it is printed. */
export const printedName = (subject: {
  givenName: string;
  middleName: string | null;
  familyName: string;
}): string => [subject.givenName, subject.middleName, subject.familyName].filter(Boolean).join(" ");

/**
 * sha-256 of what a report says: the person's printed name and number and every line with its evidence, in any order.
 * Day of issue, code, layout and wording do not count, so that time alone or a new letterhead makes no report old.
 */
export function contentSha256(
  subject: { name: string; registryNumber: string },
  lines: readonly PrintedLine[],
): string {
  const said = lines
    .map(({ section, evidence, content }) => JSON.stringify([section, evidence, ...content]))
    .sort();
  return createHash("sha256")
    .update(JSON.stringify([subject.name, subject.registryNumber, said]))
    .digest("hex");
}
