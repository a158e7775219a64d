import { expect, test } from "vitest";
import { compareLooks, type Side } from "#api/domains/second-looks/compare.ts";
import { nearPassLine } from "#api/domains/second-looks/risk.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";

const course = (given: Record<string, unknown> = {}) => ({
  institutionId: 7,
  institutionName: null,
  courseNumber: "CD 2",
  title: "Child Growth & Development",
  term: "Fall 2019",
  completedOn: "2019-12-14",
  units: "3.00",
  unitSystem: "semester",
  grade: "B+",
  state: "completed",
  classification: "ece_cd",
  ...given,
});
const side = (
  given: Partial<Side["entries"]> = {},
  outcome = "verified",
  reasonCode: string | null = null,
): Side => ({
  outcome,
  reasonCode,
  entries: { degrees: [], courses: [], credentials: [], trainingHours: [], ...given },
});

test("case, blanks, punctuation and the writing of a number are no difference", () => {
  const { differences, compared, agreed } = compareLooks(
    side({ courses: [course()] }),
    side({
      courses: [
        course({
          courseNumber: "cd2",
          title: "CHILD GROWTH AND DEVELOPMENT",
          term: "fall  2019",
          units: "3",
          grade: "b +",
        }),
      ],
    }),
  );
  expect(differences).toEqual([]);
  // The outcome, the row itself and its ten cells.
  expect([compared, agreed]).toEqual([12, 12]);
});

test("each differing cell is told with its row and both values, as they were entered", () => {
  const { differences, fields } = compareLooks(
    side({ courses: [course({ institution: { name: "Mission College" } })] }),
    side({
      courses: [
        course({
          institutionId: 8,
          institution: { name: "West Valley College" },
          units: "4.00",
          classification: "general_education",
        }),
      ],
    }),
  );
  expect(differences).toEqual([
    {
      section: "courses",
      row: "CD 2 · Fall 2019",
      cell: "institution",
      first: "Mission College",
      second: "West Valley College",
    },
    { section: "courses", row: "CD 2 · Fall 2019", cell: "units", first: "3.00", second: "4.00" },
    {
      section: "courses",
      row: "CD 2 · Fall 2019",
      cell: "classification",
      first: "ece_cd",
      second: "general_education",
    },
  ]);
  expect(fields["courses.units"]).toEqual({ compared: 1, agreed: 0 });
  expect(fields["courses.grade"]).toEqual({ compared: 1, agreed: 1 });
});

test("rows are matched by number and term, so that order and repeats do not matter", () => {
  const fall = course();
  const spring = course({ term: "Spring 2020", completedOn: "2020-05-30", grade: "A" });
  const { differences } = compareLooks(side({ courses: [fall, spring] }), side({ courses: [spring, fall] }));
  expect(differences).toEqual([]);
});

test("a mistyped term is a difference of the term, not two rows too many", () => {
  const { differences } = compareLooks(
    side({ courses: [course()] }),
    side({ courses: [course({ term: "Fall 2018" })] }),
  );
  expect(differences.map(({ cell }) => cell)).toEqual(["term"]);
});

test("a row only one of them has is one difference of the row", () => {
  const other = course({ courseNumber: "CD 10", title: "Home, School and Community" });
  const { differences, fields } = compareLooks(
    side({ courses: [course(), other] }),
    side({ courses: [course()] }),
  );
  expect(differences).toEqual([
    { section: "courses", row: "CD 10 · Fall 2019", cell: "row", first: "CD 10 · Fall 2019", second: "" },
  ]);
  expect(fields["courses.row"]).toEqual({ compared: 2, agreed: 1 });
});

test("degrees, credentials and training hours are compared by their own cells", () => {
  const degree = {
    institutionId: 7,
    level: "associate",
    title: "A.A.",
    major: "Child Development",
    conferredOn: "2020-06-01",
  };
  const permit = {
    name: "cpr",
    level: null,
    documentNumber: "A-12 34",
    issuedOn: "2024-01-05",
    expiresOn: null,
  };
  const hours = {
    title: "Play",
    sponsorName: "Tri-Valley",
    competency: null,
    hours: "2.50",
    completedOn: "2024-02-03",
    certificateNumber: null,
  };
  const { differences } = compareLooks(
    side({ degrees: [degree], credentials: [permit], trainingHours: [hours] }),
    side({
      degrees: [{ ...degree, title: "AS", conferredOn: "2020-06-11" }],
      credentials: [{ ...permit, documentNumber: "a1234", expiresOn: "2026-01-05" }],
      trainingHours: [{ ...hours, hours: "25.00" }],
    }),
  );
  expect(differences.map(({ section, cell, first, second }) => [section, cell, first, second])).toEqual([
    ["degrees", "title", "A.A.", "AS"],
    ["degrees", "conferredOn", "2020-06-01", "2020-06-11"],
    ["credentials", "expiresOn", "", "2026-01-05"],
    ["trainingHours", "hours", "2.50", "25.00"],
  ]);
});

test("where one would verify and the other not, only the outcome is compared", () => {
  const { differences, compared } = compareLooks(
    side({ courses: [course()] }),
    side({}, "not_accepted", "in_progress"),
  );
  expect(differences).toEqual([
    { section: "decision", row: "", cell: "outcome", first: "verified", second: "not_accepted" },
  ]);
  expect(compared).toBe(1);
});

test("where both refuse, the reason is compared, and rows that would not print are not", () => {
  const { differences } = compareLooks(
    side({ courses: [course()] }, "action_required", "missing_page"),
    side({}, "action_required", "page_cut_off"),
  );
  expect(differences.map(({ cell }) => cell)).toEqual(["reasonCode"]);
});

test("the pass line is taken from the grading table: C-, D+ and D stand near it, and passes that hide a letter", () => {
  const near = (grade: string) => nearPassLine(jurisdictionFor("california"), grade, "2024-06-01");
  const grades = [
    "A",
    "B-",
    "C+",
    "C",
    "C-",
    "c −",
    "D+",
    "D",
    "D-",
    "F",
    "P",
    "CR",
    "S",
    "NP",
    "W",
    "IP",
    "Q",
  ];
  expect(grades.filter(near)).toEqual(["C-", "c −", "D+", "D", "P", "CR", "S"]);
});

test("with another pass line other grades stand near it", () => {
  const grading = ["A", "B", "C", "C-", "D+"].map((grade) => ({
    grade,
    from: "1900-01-01",
    passes: grade < "C-" && grade !== "C-",
  }));
  const near = (grade: string) => nearPassLine({ grading }, grade, "2024-06-01");
  expect(["A", "B", "C", "C-", "D+"].filter(near)).toEqual(["C", "C-", "D+"]);
});
