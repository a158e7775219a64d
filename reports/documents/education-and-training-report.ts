import QRCode from "qrcode";
import { labelOf } from "#db/jurisdictions/index.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import {
  type PrintableRecord,
  type PrintedLine,
  printableRecord,
  printedLines,
  printedName,
  type RecordRows,
} from "../rules/index.ts";
import { type EvidenceClass, educationEvidence } from "../rules/printed.ts";
import { Flow, type TableColumn } from "./flow.ts";

export type ReportSubject = {
  givenName: string;
  middleName: string | null;
  familyName: string;
  registryNumber: string;
};

/** What lets somebody who holds the paper ask the registry about it. B-O4 */
export type ReportIdentity = {
  /** The person's reports are counted from 1. */
  number: number;
  /** The verification code in groups, as people type it. */
  code: string;
  /** Address of the public page that answers for the code. */
  checkAddress: string;
  /** The same without the code, short enough to type. */
  checkPage: string;
};

const title = "Education & Training Report";

/** A calendar date in words: `2026-03-14` → "Mar 14, 2026"; empty where there is none. */
const dayOf = (date: string | null): string =>
  date
    ? new Date(`${date}T00:00:00Z`).toLocaleDateString("en-US", { timeZone: "UTC", dateStyle: "medium" })
    : "";
const inWords = (date: string): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString("en-US", { timeZone: "UTC", dateStyle: "long" });
const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(", ");
const decimal = (value: number): string => value.toFixed(2);

/** Evidence in one word for the tables, and what the word means. B-D13 */
const evidenceWords: Record<EvidenceClass, readonly [string, string]> = {
  institution_transcript: ["Transcript", "a college's transcript that registry staff verified"],
  sponsor_attendance: ["Attendance", "attendance reported by the approved training organization"],
  certificate: ["Certificate", "a certificate, permit or other paper that registry staff verified"],
};

const degreeColumns: TableColumn[] = [
  { label: "Degree", width: 188 },
  { label: "Institution", width: 188 },
  { label: "Conferred", width: 82 },
  { label: "Evidence", width: 58 },
];
const courseColumns: TableColumn[] = [
  { label: "Course", width: 54 },
  { label: "Name", width: 110 },
  { label: "Institution", width: 98 },
  { label: "Completed", width: 62 },
  { label: "Semester units", width: 48, align: "right" },
  { label: "Quarter units", width: 42, align: "right" },
  { label: "Class", width: 48 },
  { label: "Evidence", width: 54 },
];
const credentialColumns: TableColumn[] = [
  { label: "Permit or credential", width: 200 },
  { label: "Number", width: 90 },
  { label: "Issued", width: 74 },
  { label: "Expires", width: 94 },
  { label: "Evidence", width: 58 },
];
const trainingColumns: TableColumn[] = [
  { label: "Training", width: 146 },
  { label: "Organization", width: 106 },
  { label: "Competency", width: 100 },
  { label: "Completed", width: 62 },
  { label: "Hours", width: 42, align: "right" },
  { label: "Evidence", width: 60 },
];

/**
 * The official record of one person as a tagged PDF: degrees, courses, permits and credentials, training, each row only
 * where `printableRecord` lets it print (verified, accredited, passed; S66–S76), with the evidence it rests on and a code
 * by which anybody who holds it can ask whether it is still current (M7).
 * @param today the day of issue in the jurisdiction, `YYYY-MM-DD`.
 * @returns the file and its lines, each with the words it prints.
 */
export async function drawEducationAndTrainingReport(given: {
  subject: ReportSubject;
  rows: RecordRows;
  jurisdiction: Jurisdiction;
  today: string;
  identity: ReportIdentity;
  at: Date;
}): Promise<{ bytes: Uint8Array; lines: (PrintedLine & { printed: string })[] }> {
  const { subject, jurisdiction, today, identity } = given;
  const record = printableRecord(given.rows, jurisdiction, today);
  const name = printedName(subject);
  const flow = await Flow.open({
    title: `${title}: ${name}, ${subject.registryNumber}`,
    author: jurisdiction.registryName,
    subject: title,
    at: given.at,
  });
  flow.text(jurisdiction.registryName, { size: 10, color: "quiet" });
  flow.text(title, { size: 20, face: "bold", color: "accent", gap: 4 }, "H1");
  flow.rule();
  const { modules } = QRCode.create(identity.checkAddress, { errorCorrectionLevel: "M" });
  flow.figure(modules, `QR code that opens ${identity.checkAddress}`, () => {
    flow.fact("Name", name);
    flow.fact("Registry number", subject.registryNumber);
    flow.fact("Date of issue", inWords(today));
    flow.fact("Version", String(identity.number));
    flow.fact("Issued by", jurisdiction.agency);
    flow.fact("Verification code", identity.code);
    flow.fact("Check it at", identity.checkPage, identity.checkAddress);
  });
  flow.space(6);
  flow.text(
    "This report shows education and training that registry staff verified from submitted documents, and trainings attended with approved training organizations, as of the date of issue. It is an official document of the registry. Scan the QR code or enter the verification code to see whether it is still current.",
    { size: 9, color: "quiet" },
  );
  const cells = cellsOf(record, jurisdiction);
  sections(flow, record, cells);
  evidenceKey(flow, record);
  if (flow.missing > 0) {
    flow.space(10);
    flow.text(
      "Some names on this record use characters this report cannot print. The registry holds them in full; ask the registry for them where they matter.",
      { size: 9, face: "bold" },
    );
  }
  const bytes = await flow.close([
    joined(
      `Registry number ${subject.registryNumber}`,
      `issued ${inWords(today)}`,
      `version ${identity.number}`,
      name,
    ),
    `Verification code ${identity.code} · ${identity.checkPage}`,
    joined(jurisdiction.helpPhone, jurisdiction.helpEmail, ...jurisdiction.mailingAddress),
  ]);
  const printed = [...cells.degrees, ...cells.courses, ...cells.credentials, ...cells.training];
  const lines = printedLines(record).map((line, n) => ({
    ...line,
    printed: printed[n]!.filter(Boolean).join(" · "),
  }));
  return { bytes, lines };
}

type Cells = Record<PrintedLine["section"], string[][]>;

/** What the tables print, cell by cell, in printing order. */
function cellsOf(record: PrintableRecord, jurisdiction: Jurisdiction): Cells {
  const competencies = jurisdiction.frameworks.flatMap((framework) => framework.competencies);
  return {
    degrees: record.degrees.map((row) => [
      joined(row.title ?? labelOf(jurisdiction.educationLevels, row.level), row.major),
      row.institutionLabel,
      `${row.conferredOnEstimated ? "about " : ""}${dayOf(row.conferredOn)}`,
      evidenceWords[educationEvidence(row)][0],
    ]),
    courses: record.courses.map((row) => [
      row.courseNumber,
      row.title,
      row.institutionLabel,
      dayOf(row.completedOn) || (row.term ?? ""),
      row.semesterUnits,
      row.unitSystem === "quarter" ? decimal(Number(row.units)) : "",
      row.classificationLabel,
      evidenceWords[educationEvidence(row)][0],
    ]),
    credentials: record.credentials.map((row) => [
      joined(row.label, row.level ? labelOf(jurisdiction.permitLevels, row.level) : null),
      row.documentNumber ?? "",
      dayOf(row.issuedOn),
      `${dayOf(row.validUntil)}${row.expired ? " (expired)" : ""}`,
      evidenceWords.certificate[0],
    ]),
    training: record.training.map((row) => [
      row.title,
      row.sponsorName ?? "",
      row.competency ? labelOf(competencies, row.competency) : "",
      dayOf(row.completedOn),
      decimal(Number(row.hours)),
      evidenceWords[row.evidence][0],
    ]),
  };
}

function sections(flow: Flow, record: PrintableRecord, cells: Cells): void {
  const nothing = "Nothing verified.";
  flow.section("Degrees", degreeColumns, cells.degrees, nothing);
  flow.section("Courses", courseColumns, cells.courses, nothing, () => {
    if (record.courses.length === 0) return;
    flow.space(4);
    flow.text(unitSums(record), { size: 9, face: "bold" });
    if (record.courses.some((row) => row.unitSystem === "quarter"))
      flow.text(
        "Quarter units are those the transcript shows; each counts as two thirds of a semester unit.",
        note,
      );
  });
  flow.section("Permits & Credentials", credentialColumns, cells.credentials, nothing);
  flow.section("Training", trainingColumns, cells.training, nothing, () => {
    if (record.training.length === 0) return;
    const hours = record.training.reduce((sum, row) => sum + Number(row.hours), 0);
    flow.space(4);
    flow.text(`Training hours together: ${decimal(hours)}`, { size: 9, face: "bold" });
  });
}

/** What the words in the Evidence columns mean, for those that occur. */
function evidenceKey(flow: Flow, record: PrintableRecord): void {
  const classes = new Set(printedLines(record).map(({ evidence }) => evidence));
  if (classes.size === 0) return;
  const meanings = Object.entries(evidenceWords)
    .filter(([key]) => classes.has(key as EvidenceClass))
    .map(([, [word, meaning]]) => `${word}: ${meaning}`);
  flow.space(10);
  flow.text(`Evidence. ${meanings.join("; ")}.`, note);
}

const note = { size: 8, color: "quiet" } as const;

/** Semester units by classification, in the order they first appear; quarter units are counted as two thirds. */
function unitSums(record: PrintableRecord): string {
  const sums = new Map<string, number>();
  for (const row of record.courses)
    sums.set(row.classificationLabel, (sums.get(row.classificationLabel) ?? 0) + Number(row.semesterUnits));
  const parts = [...sums].map(([label, units]) => `${label} ${decimal(units)}`);
  return `Semester units together: ${parts.join(" · ")}`;
}
