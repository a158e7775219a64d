import { labelOf } from "#db/jurisdictions/index.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import { type PrintableRecord, printableRecord, type RecordRows } from "../rules/index.ts";
import { Flow, type TableColumn } from "./flow.ts";

export type ReportSubject = {
  givenName: string;
  middleName: string | null;
  familyName: string;
  registryNumber: string;
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

const degreeColumns: TableColumn[] = [
  { label: "Degree", width: 216 },
  { label: "Institution", width: 216 },
  { label: "Conferred", width: 84 },
];
const courseColumns: TableColumn[] = [
  { label: "Course", width: 66 },
  { label: "Name", width: 146 },
  { label: "Institution", width: 124 },
  { label: "Completed", width: 64 },
  { label: "Units", width: 50, align: "right" },
  { label: "Classification", width: 66 },
];
const credentialColumns: TableColumn[] = [
  { label: "Permit or credential", width: 232 },
  { label: "Number", width: 104 },
  { label: "Issued", width: 84 },
  { label: "Expires", width: 96 },
];
const trainingColumns: TableColumn[] = [
  { label: "Training", width: 158 },
  { label: "Organization", width: 112 },
  { label: "Competency", width: 102 },
  { label: "Completed", width: 64 },
  { label: "Hours", width: 42, align: "right" },
  { label: "Source", width: 38 },
];

/**
 * The official record of one person as PDF: degrees, courses, permits and credentials, training, each row only where
 * `printableRecord` lets it print (verified, accredited, passed; S66–S76). Real text in an embedded Unicode font.
 * @param today the day of issue in the jurisdiction, `YYYY-MM-DD`.
 * @returns the file and how many rows it prints.
 */
export async function drawEducationAndTrainingReport(given: {
  subject: ReportSubject;
  rows: RecordRows;
  jurisdiction: Jurisdiction;
  today: string;
  reportNumber: number;
  at: Date;
}): Promise<{ bytes: Uint8Array; rowCount: number }> {
  const { subject, jurisdiction, today } = given;
  const record = printableRecord(given.rows, jurisdiction, today);
  const name = [subject.givenName, subject.middleName, subject.familyName].filter(Boolean).join(" ");
  const flow = await Flow.open({
    title: `${title}: ${name}, ${subject.registryNumber}`,
    author: jurisdiction.registryName,
    subject: title,
    at: given.at,
  });
  flow.text(jurisdiction.registryName, { size: 10, color: "quiet" });
  flow.text(title, { size: 20, face: "bold", color: "accent", gap: 4 });
  flow.rule();
  flow.fact("Name", name);
  flow.fact("Registry number", subject.registryNumber);
  flow.fact("Date of issue", inWords(today));
  flow.fact("Issued by", jurisdiction.agency);
  flow.space(6);
  flow.text(
    "This report shows education and training that registry staff verified from submitted documents, and trainings attended with approved training organizations, as of the date of issue. It is an official document of the registry.",
    { size: 9, color: "quiet" },
  );
  sections(flow, record, jurisdiction);
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
      `report ${given.reportNumber}`,
      name,
    ),
    joined(jurisdiction.helpPhone, jurisdiction.helpEmail, ...jurisdiction.mailingAddress),
  ]);
  const { degrees, courses, credentials, training } = record;
  return { bytes, rowCount: degrees.length + courses.length + credentials.length + training.length };
}

function sections(flow: Flow, record: PrintableRecord, jurisdiction: Jurisdiction): void {
  const nothing = "Nothing verified.";
  const competencies = jurisdiction.frameworks.flatMap((framework) => framework.competencies);
  flow.section(
    "Degrees",
    degreeColumns,
    record.degrees.map((row) => [
      joined(row.title ?? labelOf(jurisdiction.educationLevels, row.level), row.major),
      row.institutionLabel,
      `${row.conferredOnEstimated ? "about " : ""}${dayOf(row.conferredOn)}`,
    ]),
    nothing,
  );
  flow.section(
    "Courses",
    courseColumns,
    record.courses.map((row) => [
      row.courseNumber,
      row.title,
      row.institutionLabel,
      dayOf(row.completedOn) || (row.term ?? ""),
      row.semesterUnits,
      row.classificationLabel,
    ]),
    nothing,
  );
  if (record.courses.length > 0) {
    flow.space(4);
    flow.text(unitSums(record), { size: 9, face: "bold" });
    if (record.courses.some((row) => row.unitSystem === "quarter"))
      flow.text("Units are semester units; a quarter unit counts as two thirds of one.", note);
  }
  flow.section(
    "Permits & Credentials",
    credentialColumns,
    record.credentials.map((row) => [
      joined(row.label, row.level ? labelOf(jurisdiction.permitLevels, row.level) : null),
      row.documentNumber ?? "",
      dayOf(row.issuedOn),
      `${dayOf(row.validUntil)}${row.expired ? " (expired)" : ""}`,
    ]),
    nothing,
  );
  flow.section(
    "Training",
    trainingColumns,
    record.training.map((row) => [
      row.title,
      row.sponsorName ?? "",
      row.competency ? labelOf(competencies, row.competency) : "",
      dayOf(row.completedOn),
      decimal(Number(row.hours)),
      row.evidence === "sponsor_attendance" ? "A" : "C",
    ]),
    nothing,
  );
  if (record.training.length > 0) {
    const hours = record.training.reduce((sum, row) => sum + Number(row.hours), 0);
    flow.space(4);
    flow.text(`Training hours together: ${decimal(hours)}`, { size: 9, face: "bold" });
    flow.text(
      "Source: A = attendance reported by the training organization; C = certificate verified by registry staff.",
      note,
    );
  }
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
