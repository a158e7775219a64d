import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { printableRecord, type RecordRows } from "#reports/rules/index.ts";

const california = jurisdictionFor("california");
const today = "2026-11-21";
const typed = { pageBox: null, enteredById: null, enteredAs: "typed" } as const;
let serial = 0;

const college = { id: 1, name: "Fresno City College", city: "Fresno", state: "CA", accredited: true };
type Row<K extends keyof RecordRows> = RecordRows[K][number];

const course = (given: Partial<Row<"courses">> = {}): Row<"courses"> => ({
  id: ++serial,
  institutionId: college.id,
  institutionName: null,
  institution: college,
  courseNumber: "CH DEV 38",
  title: "Administration I",
  term: "Spring 2024",
  completedOn: "2024-06-02",
  units: "3.00",
  unitSystem: "semester",
  grade: "B",
  state: "completed",
  classification: "ece_cd",
  documentId: 1,
  documentStatus: "verified",
  pageNumber: null,
  ...typed,
  ...given,
});
const degree = (given: Partial<Row<"degrees">> = {}): Row<"degrees"> => ({
  id: ++serial,
  institutionId: college.id,
  institutionName: null,
  institution: college,
  level: "associate",
  title: "Associate in Science",
  major: "Welding",
  conferredOn: "2024-06-02",
  conferredOnEstimated: false,
  documentId: 1,
  documentStatus: "verified",
  pageNumber: null,
  ...typed,
  ...given,
});
const credential = (given: Partial<Row<"credentials">> = {}): Row<"credentials"> => ({
  id: ++serial,
  kind: "permit",
  name: "child_development_permit",
  level: "teacher",
  documentNumber: "102478522",
  issuedOn: "2024-03-05",
  expiresOn: "2029-03-05",
  documentId: 1,
  documentStatus: "verified",
  pageNumber: null,
  ...typed,
  ...given,
});
const training = (given: Partial<Row<"training">> = {}): Row<"training"> => ({
  id: ++serial,
  evidence: "certificate",
  title: "Play and Learning",
  sponsorName: "Bright Path",
  competency: null,
  hours: "3.00",
  completedOn: "2026-03-14",
  certificateNumber: null,
  enrollmentId: null,
  documentId: 1,
  documentStatus: "verified",
  pageNumber: null,
  ...typed,
  ...given,
});
const attended = (given: Partial<Row<"training">> = {}) =>
  training({
    evidence: "sponsor_attendance",
    enrollmentId: 7,
    documentId: null,
    documentStatus: null,
    ...given,
  });

const judge = (rows: Partial<RecordRows>) =>
  printableRecord({ degrees: [], courses: [], credentials: [], training: [], ...rows }, california, today);
const because = (rows: Partial<RecordRows>) => judge(rows).notPrinting.map((each) => each.because);

describe("courses", () => {
  test.each(["A", "b+", "C-", "c −", "P", "CR"])("grade %s prints", (grade) => {
    expect(judge({ courses: [course({ grade })] }).courses).toHaveLength(1);
  });

  test.each(["D+", "D", "D-", "F", "NP", "W", "I"])("grade %s is kept and does not print", (grade) => {
    const { courses, notPrinting } = judge({ courses: [course({ grade })] });
    expect(courses).toEqual([]);
    expect(notPrinting[0]!.row).toMatchObject({ grade });
    expect(notPrinting[0]!.because).toContain(grade);
  });

  test("a grade without a rule is not guessed", () => {
    expect(because({ courses: [course({ grade: "Q7" })] })).toEqual([
      'The registry has no rule for the grade "Q7".',
    ]);
  });

  test("the grading rule of the day the course ended counts, not today's", () => {
    const rules = {
      ...california,
      grading: [
        { grade: "D", from: "1900-01-01", until: "2010-12-31", passes: true },
        { grade: "D", from: "2011-01-01", passes: false, because: "D no longer counts." },
      ],
    };
    const of = (completedOn: string) =>
      printableRecord(
        { degrees: [], courses: [course({ grade: "D", completedOn })], credentials: [], training: [] },
        rules,
        today,
      ).courses.length;
    expect([of("2010-12-31"), of("2011-01-01")]).toEqual([1, 0]);
  });

  test.each(["processing", "unverified", "action_required", "not_accepted", "deleted", null] as const)(
    "from a document that is %s do not print",
    (documentStatus) => {
      expect(judge({ courses: [course({ documentStatus })] }).courses).toEqual([]);
    },
  );

  test("in progress, withdrawn, transferred, ending in future or at an unaccredited college do not print", () => {
    const reasons = because({
      courses: [
        course({ state: "in_progress", grade: null }),
        course({ state: "withdrawn" }),
        course({ state: "transfer" }),
        course({ completedOn: "2026-12-17" }),
        course({ institution: { ...college, accredited: false } }),
        course({ institution: null, institutionId: null, institutionName: "Hilltop Academy" }),
      ],
    }).join(" ");
    for (const part of ["in progress", "withdrew", "Transfer", "2026-12-17", "not an accredited", "Hilltop"])
      expect(reasons).toContain(part);
  });

  test("a repeated course prints once, with its newest passing attempt", () => {
    const rows = [
      course({ courseNumber: "KIN 250", grade: "C", term: "Fall 2022", completedOn: "2022-12-17" }),
      course({ courseNumber: "Kin250", grade: "B+", term: "Spring 2023", completedOn: "2023-06-02" }),
      course({ courseNumber: "KIN 250", grade: "F", term: "Fall 2023", completedOn: "2023-12-17" }),
    ];
    const { courses, notPrinting } = judge({ courses: rows });
    expect(courses.map((row) => row.grade)).toEqual(["B+"]);
    expect(notPrinting.map((each) => each.because).join(" ")).toContain("the attempt of Spring 2023 prints");
    expect(notPrinting).toHaveLength(2);
  });

  test("the same number at two colleges is two courses", () => {
    const other = { ...college, id: 2, name: "Reedley College" };
    expect(judge({ courses: [course(), course({ institution: other })] }).courses).toHaveLength(2);
  });

  test("quarter units are shown as semester units too", () => {
    const [row] = judge({ courses: [course({ units: "4.00", unitSystem: "quarter" })] }).courses;
    expect([row!.units, row!.semesterUnits]).toEqual(["4.00", "2.67"]);
  });
});

describe("degrees", () => {
  test("of accredited institutions print whatever the field; others do not", () => {
    const rows = [degree(), degree({ institution: { ...college, accredited: false } })];
    const { degrees, notPrinting } = judge({ degrees: rows });
    expect(degrees.map((row) => row.major)).toEqual(["Welding"]);
    expect(notPrinting).toHaveLength(1);
  });
});

describe("permits and credentials", () => {
  test("an expired one prints with its date; one sent twice prints once", () => {
    const expired = credential({ issuedOn: "2019-03-05", expiresOn: "2024-03-05" });
    const { credentials, notPrinting } = judge({ credentials: [credential(), credential(), expired] });
    expect(credentials.map((row) => [row.validUntil, row.expired])).toEqual([
      ["2029-03-05", false],
      ["2024-03-05", true],
    ]);
    expect(notPrinting.map((each) => each.because)).toEqual(["The same document is on the record already."]);
  });

  test("where no expiry is printed the jurisdiction's rule gives it", () => {
    const [row] = judge({
      credentials: [
        credential({ kind: "health_safety", name: "cpr", issuedOn: "2024-02-29", expiresOn: null }),
      ],
    }).credentials;
    expect(row).toMatchObject({ label: "Pediatric CPR", validUntil: "2026-02-28", validUntilByRule: true });
  });
});

describe("training", () => {
  test("attendance prints without a document; a certificate of the same training does not count again", () => {
    const { training: rows, notPrinting } = judge({
      training: [
        training({ title: "PLAY and  learning" }),
        attended(),
        training({ completedOn: "2026-04-01" }),
      ],
    });
    expect(rows.map((row) => [row.evidence, row.completedOn])).toEqual([
      ["certificate", "2026-04-01"],
      ["sponsor_attendance", "2026-03-14"],
    ]);
    expect(notPrinting[0]!.because).toContain("count once");
  });

  test("a certificate waits for its verification", () => {
    expect(because({ training: [training({ documentStatus: "unverified" })] })).toEqual([
      "Its document is not verified yet.",
    ]);
  });
});
