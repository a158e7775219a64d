import type { DocumentStatus } from "#db/enums.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { drawEducationAndTrainingReport } from "#reports/documents/education-and-training-report.ts";
import type { RecordRows } from "#reports/rules/index.ts";

type Course = RecordRows["courses"][number];
type Hours = RecordRows["training"][number];

const verified: DocumentStatus = "verified";
const typed = { pageBox: null, enteredById: null, enteredAs: "typed" } as const;
export const evidence = { documentId: 1, pageNumber: 1, documentStatus: verified, ...typed };
export const institution = {
  id: 7,
  name: "Los Angeles Mission College",
  city: "Sylmar",
  state: "CA",
  accredited: true,
};
let serial = 0;

/** A course that prints. */
export const course = (given: Partial<Course> = {}): Course => ({
  id: ++serial,
  institutionId: 7,
  institutionName: null,
  institution,
  courseNumber: `CD ${serial}`,
  title: "Child Growth and Development",
  term: "Fall 2023",
  completedOn: "2023-12-15",
  units: "3.00",
  unitSystem: "semester",
  grade: "B",
  state: "completed",
  classification: "ece_cd",
  ...evidence,
  ...given,
});

/** Attended hours that print. */
export const hours = (given: Partial<Hours> = {}): Hours => ({
  id: ++serial,
  evidence: "sponsor_attendance",
  title: "Play and Learning",
  sponsorName: "Training Partners",
  competency: "child_development",
  hours: "3.00",
  completedOn: "2026-03-14",
  certificateNumber: null,
  enrollmentId: serial,
  documentId: null,
  pageNumber: null,
  ...typed,
  documentStatus: null,
  ...given,
});

const nothing: RecordRows = { degrees: [], courses: [], credentials: [], training: [] };
type Names = Partial<Parameters<typeof drawEducationAndTrainingReport>[0]["subject"]>;

/** Draws a report of Ana Reyes, number 1000017, on June 1, 2026. */
export const drawReport = (rows: Partial<RecordRows>, names: Names = {}) =>
  drawEducationAndTrainingReport({
    subject: { givenName: "Ana", middleName: null, familyName: "Reyes", registryNumber: "1000017", ...names },
    rows: { ...nothing, ...rows },
    jurisdiction: jurisdictionFor("california"),
    today: "2026-06-01",
    identity: {
      number: 12,
      code: "K7QM-2RXA-9FHT-WD4P",
      checkPage: "https://registry.example.gov/check",
      checkAddress: "https://registry.example.gov/check/K7QM2RXA9FHTWD4P",
    },
    at: new Date("2026-06-01T18:00:00Z"),
  });
