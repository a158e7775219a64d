import { PDFiumLibrary } from "@hyzyla/pdfium";
import { PDFDocument } from "pdf-lib";
import { expect, test } from "vitest";
import type { DocumentStatus } from "#db/enums.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { drawEducationAndTrainingReport } from "#reports/documents/education-and-training-report.ts";
import type { RecordRows } from "#reports/rules/index.ts";

const verified: DocumentStatus = "verified";
const typed = { pageBox: null, enteredById: null, enteredAs: "typed" } as const;
const evidence = { documentId: 1, pageNumber: 1, documentStatus: verified, ...typed };
const institution = {
  id: 7,
  name: "Los Angeles Mission College",
  city: "Sylmar",
  state: "CA",
  accredited: true,
};
let serial = 0;

const course = (given: Partial<RecordRows["courses"][number]>): RecordRows["courses"][number] => ({
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
const hours = (given: Partial<RecordRows["training"][number]>): RecordRows["training"][number] => ({
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

const draw = (
  rows: Partial<RecordRows>,
  names: Partial<Parameters<typeof drawEducationAndTrainingReport>[0]["subject"]> = {},
) =>
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

/** Text of every page, lines joined by blanks, as a reader or a search finds it. */
async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(bytes));
  const texts = [...document.pages()].map((page) => page.getText().replace(/\s+/g, " "));
  document.destroy();
  library.destroy();
  return texts;
}
const textOf = async (bytes: Uint8Array) => (await pagesOf(bytes)).join(" ");

test("four sections print what is verified, with the person, the number and the day of issue", async () => {
  const { bytes, lines } = await draw({
    degrees: [
      {
        id: 1,
        institutionId: 7,
        institutionName: null,
        institution,
        level: "associate",
        title: "Associate of Arts",
        major: "Child Development",
        conferredOn: "2024-06-07",
        conferredOnEstimated: false,
        ...evidence,
      },
    ],
    courses: [course({ courseNumber: "CD 001", units: "4.50", unitSystem: "quarter" })],
    credentials: [
      {
        id: 1,
        kind: "permit",
        name: "child_development_permit",
        level: "teacher",
        documentNumber: "00123456",
        issuedOn: "2024-07-01",
        expiresOn: "2029-07-01",
        ...evidence,
      },
    ],
    training: [hours({}), hours({ title: "Reading Aloud", hours: "1.50" })],
  });
  const text = await textOf(bytes);
  for (const part of [
    "California Early Care & Education Workforce Registry",
    "Education & Training Report",
    "Ana Reyes",
    "1000017",
    "June 1, 2026",
    "Associate of Arts, Child Development Los Angeles Mission College Jun 7, 2024 Transcript",
    "CD 001 Child Growth and Development Los Angeles Mission College Dec 15, 2023 3.00 4.50 ECE/CD Transcript",
    "Semester units together: ECE/CD 3.00",
    "each counts as two thirds of a semester unit",
    "Child Development Permit, Teacher 00123456 Jul 1, 2024 Jul 1, 2029 Certificate",
    "Training Partners Child Development and Learning Mar 14, 2026 1.50 Attendance",
    "Training hours together: 4.50",
    "Attendance: attendance reported by the approved training organization",
    "Version 12",
    "Verification code K7QM-2RXA-9FHT-WD4P",
    "https://registry.example.gov/check",
    "Page 1 of 1",
    "(916) 555-0142",
  ])
    expect(text).toContain(part);
  expect(lines).toHaveLength(5);
});

test("a D, an F and what is not verified are stored and do not print", async () => {
  const { bytes, lines } = await draw({
    courses: [
      course({ courseNumber: "CD 010", title: "Printed", grade: "C-" }),
      course({ courseNumber: "CD 011", title: "Nearly", grade: "D+" }),
      course({ courseNumber: "CD 012", title: "Failed", grade: "F" }),
      course({ courseNumber: "CD 013", title: "Waiting", documentStatus: "unverified" }),
    ],
    training: [
      hours({
        title: "Claimed",
        evidence: "certificate",
        enrollmentId: null,
        documentStatus: "not_accepted",
      }),
    ],
  });
  const text = await textOf(bytes);
  expect(text).toContain("Printed");
  for (const hidden of ["Nearly", "Failed", "Waiting", "Claimed", "D+"]) expect(text).not.toContain(hidden);
  expect(text.match(/Nothing verified\./g)).toHaveLength(3);
  expect(lines).toHaveLength(1);
});

test("a long record turns pages with its section and column heads, and every row is there once", async () => {
  const courses = Array.from({ length: 120 }, (_, n) =>
    course({
      courseNumber: `EDU ${String(n).padStart(3, "0")}`,
      title:
        n % 7 === 0
          ? `A course with a very long name that has to be broken over several lines ${n}`
          : `Course ${n}`,
    }),
  );
  const { bytes } = await draw({ courses });
  const pages = await pagesOf(bytes);
  expect(pages.length).toBeGreaterThan(3);
  for (const [n, page] of pages.entries()) expect(page).toContain(`Page ${n + 1} of ${pages.length}`);
  expect(pages[1]).toContain("Courses (continued)");
  expect(pages[1]).toContain("Quarter units Class Evidence");
  const all = pages.join(" ");
  for (let n = 0; n < 120; n++) expect(all.split(`EDU ${String(n).padStart(3, "0")}`)).toHaveLength(2);
});

test("names of Spanish, Vietnamese and Polish letters print as they are; one word longer than a line is broken", async () => {
  const familyName = `Nguyễn-Żółć Peña ${"Wolfeschlegelsteinhausenbergerdorff".repeat(4)}`;
  const text = await textOf((await draw({}, { givenName: "José", middleName: "Ñusta", familyName })).bytes);
  expect(text).toContain("José Ñusta Nguyễn-Żółć Peña");
  expect(text.replaceAll(" ", "")).toContain("Wolfeschlegelsteinhausenbergerdorff".repeat(4));
});

test("the file says its title, language and author, and embeds its fonts", async () => {
  const { bytes } = await draw({});
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  expect(pdf.getTitle()).toBe("Education & Training Report: Ana Reyes, 1000017");
  expect(pdf.getAuthor()).toBe("California Early Care & Education Workforce Registry");
  expect(pdf.catalog.toString()).toContain("en-US");
  const fonts = pdf.context
    .enumerateIndirectObjects()
    .filter(([, object]) => String(object).includes("/FontFile"));
  expect(fonts.length).toBeGreaterThanOrEqual(2);
  expect(bytes.length).toBeLessThan(200_000);
});
