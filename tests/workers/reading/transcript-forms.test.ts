import { expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

const california = jurisdictionFor("california");

const read = (...pages: string[]) =>
  readDocument({
    pages: pagesOfText(...pages),
    documentType: "transcript",
    jurisdiction: california,
    today: "2024-03-01",
  });

/** `number | title | units | grade | term | state` of every row read. */
const rowsOf = (...pages: string[]): string[] =>
  read(...pages).rows.courses.map(({ fields }) =>
    ["courseNumber", "title", "units", "grade", "term", "state"]
      .map((key) => fields[key]?.value ?? "–")
      .join(" | "),
  );

test("subject and number in two columns, attempted before earned, points last", () => {
  expect(
    rowsOf(`
                       CERRITOS VALLEY COLLEGE
  2019 Fall
  Course        Description                         Attempted  Earned  Grade   Points
  CDEV   101    Principles and Practices in ECE       3.000     3.000  A       12.000
  CDEV   104    Child Growth and Development          3.000     0.000  F        0.000
  ENGL   100AB  Freshman Composition                  4.000     0.000  W        0.000
  Term GPA  2.000   Term Totals                       6.000     3.000          12.000
`),
  ).toEqual([
    "CDEV 101 | Principles and Practices in ECE | 3 | A | 2019 Fall | completed",
    "CDEV 104 | Child Growth and Development | 3 | F | 2019 Fall | completed",
    "ENGL 100AB | Freshman Composition | 4 | W | 2019 Fall | withdrawn",
  ]);
});

test("units of a withdrawn course come from the column that counts it", () => {
  expect(
    rowsOf(`
  SPRING SEMESTER 2018
  COURSE      TITLE                        UNITS ATT  UNITS ERN  GRADE
  E.C.E. 125  INFANT AND TODDLER CARE           0.00       3.00  CR
  E.C.E. 126  CHILD, FAMILY AND COMMUNITY       3.00       0.00  W
  P E 10      FITNESS WALKING                   1.00       1.00  P
`),
  ).toEqual([
    "E.C.E. 125 | INFANT AND TODDLER CARE | 3 | CR | Spring Semester 2018 | completed",
    "E.C.E. 126 | CHILD, FAMILY AND COMMUNITY | 3 | W | Spring Semester 2018 | withdrawn",
    "P E 10 | FITNESS WALKING | 1 | P | Spring Semester 2018 | completed",
  ]);
});

test("no header at all: units, grade and grade points are told apart by what multiplies out", () => {
  expect(
    rowsOf(`
  FA22
  ECE-101     Intro to Early Childhood         3.00   A-    11.10
  ECE-102     Health Safety and Nutrition      3.00   B      9.00
  MATH-115L   Statistics Lab                   1.50   C+     3.45
  PSYC-1101   General Psychology               3.00   A     12.00
`),
  ).toEqual([
    "ECE-101 | Intro to Early Childhood | 3 | A- | Fall 2022 | completed",
    "ECE-102 | Health Safety and Nutrition | 3 | B | Fall 2022 | completed",
    "MATH-115L | Statistics Lab | 1.5 | C+ | Fall 2022 | completed",
    "PSYC-1101 | General Psychology | 3 | A | Fall 2022 | completed",
  ]);
});

test("grade before credits, the term in the last column, section numbers after the course", () => {
  expect(
    rowsOf(`
  Course/Section   Title                           Grade  Credits  Term
  ECE-131-01       Foundations of Early Learning   B+     3.00     2019FA
  ECE-144-02       Guidance of Young Children      A      3.00     2020SP
  ENG-101-11       College Writing                 W      3.00     2020SP
`),
  ).toEqual([
    "ECE-131 | Foundations of Early Learning | 3 | B+ | Fall 2019 | completed",
    "ECE-144 | Guidance of Young Children | 3 | A | Spring 2020 | completed",
    "ENG-101 | College Writing | 3 | W | Spring 2020 | withdrawn",
  ]);
});

test("titles that end in numerals and letters keep them", () => {
  expect(
    rowsOf(`
  Winter Quarter 2021
  SPAN 102   Elementary Spanish 2         5.0  A
  MUS 20     Class Piano A                2.0  B
  CD 12      Infants and Toddlers I       4.0  A
  CD 13      Infants and Toddlers II      4.0  A
`),
  ).toEqual([
    "SPAN 102 | Elementary Spanish 2 | 5 | A | Winter Quarter 2021 | completed",
    "MUS 20 | Class Piano A | 2 | B | Winter Quarter 2021 | completed",
    "CD 12 | Infants and Toddlers I | 4 | A | Winter Quarter 2021 | completed",
    "CD 13 | Infants and Toddlers II | 4 | A | Winter Quarter 2021 | completed",
  ]);
});

test("an academic year with fall and spring beside each other", () => {
  expect(
    rowsOf(`
                             Academic Year 2019-2020
  Fall                                    Spring
  ECE 101  Intro to ECE        3.0 A      ECE 110  Child Guidance      3.0 B
  ENG 1A   Composition         4.0 B+     HIS 7    World History       3.0 C
  SOC 1    Sociology           3.0 A      ART 2    Drawing             2.0 P
                             Academic Year 2020-2021
  Fall                                    Spring
  ECE 120  Curriculum          3.0 A      ECE 199  Practicum           4.0 A
  BIO 3    Biology             4.0 B      MTH 54   Statistics          4.0 B
`),
  ).toEqual([
    "ECE 101 | Intro to ECE | 3 | A | Fall 2019 | completed",
    "ENG 1A | Composition | 4 | B+ | Fall 2019 | completed",
    "SOC 1 | Sociology | 3 | A | Fall 2019 | completed",
    "ECE 110 | Child Guidance | 3 | B | Spring 2020 | completed",
    "HIS 7 | World History | 3 | C | Spring 2020 | completed",
    "ART 2 | Drawing | 2 | P | Spring 2020 | completed",
    "ECE 120 | Curriculum | 3 | A | Fall 2020 | completed",
    "BIO 3 | Biology | 4 | B | Fall 2020 | completed",
    "ECE 199 | Practicum | 4 | A | Spring 2021 | completed",
    "MTH 54 | Statistics | 4 | B | Spring 2021 | completed",
  ]);
});

test("transfer credit keeps its college and ends where the own credit begins", () => {
  const rows = read(`
  TRANSFER CREDIT ACCEPTED FROM: Santa Rosa Junior College
  Fall 2015
  ECE 51    Child Development            3.00  TR
  ENG 1A    Reading and Composition      4.00  TR
  INSTITUTION CREDIT
  Spring 2017
  EDU 210   Language and Literacy        3.00  A
`).rows.courses;
  expect(rows.map(({ fields }) => [fields.state?.value, fields.institutionName?.value])).toEqual([
    ["transfer", "Santa Rosa Junior College"],
    ["transfer", "Santa Rosa Junior College"],
    ["completed", undefined],
  ]);
});

test("repeated courses keep their grade whatever marks the repetition", () => {
  expect(
    rowsOf(`
  Fall 2020
  CHLD 10   Child Growth              3.0   *D    R
  CHLD 12   Observation               3.0   B
  CHLD 10   Child Growth              3.0   (B+)  I
  HIST 4    Western Civilization      3.0   C     Repeated
`),
  ).toEqual([
    "CHLD 10 | Child Growth | 3 | D | Fall 2020 | completed",
    "CHLD 12 | Observation | 3 | B | Fall 2020 | completed",
    "CHLD 10 | Child Growth | 3 | B+ | Fall 2020 | completed",
    "HIST 4 | Western Civilization | 3 | C | Fall 2020 | completed",
  ]);
});

test("a running term has no grades yet", () => {
  expect(
    rowsOf(`
  Fall 2023
  CD 1    Child Development          3.0   A
  CD 2    Curriculum                 3.0   B
  Spring 2024
  CD 3    Practicum                  4.0
  CD 4    Administration             3.0   IP
`),
  ).toEqual([
    "CD 1 | Child Development | 3 | A | Fall 2023 | completed",
    "CD 2 | Curriculum | 3 | B | Fall 2023 | completed",
    "CD 3 | Practicum | 4 |  | Spring 2024 | in_progress",
    "CD 4 | Administration | 3 | IP | Spring 2024 | in_progress",
  ]);
});

test("a title goes on on the next line; notes and sums below are not part of it", () => {
  expect(
    rowsOf(`
  Summer Session I 2020
  EDUC 310   Foundations of Bilingual Education in     3.00  A
             Early Childhood Settings
  EDUC 311   Children's Literature                     3.00  B
             Repeated: Excluded from GPA
  Term Totals   Attempted 6.00  Earned 6.00  GPA 3.50
`),
  ).toEqual([
    "EDUC 310 | Foundations of Bilingual Education in Early Childhood Settings | 3 | A | Summer Session I 2020 | completed",
    "EDUC 311 | Children's Literature | 3 | B | Summer Session I 2020 | completed",
  ]);
});

test("the title stands before the course number where the header says so", () => {
  expect(
    rowsOf(`
  Autumn Quarter 2022
  Course Title                    Course      Credits  Grade
  Intro to Early Education        ECED& 105   5.0      3.7 A-
  Child Development               ECED& 132   5.0      4.0 A
`).map((row) => row.split(" | ").slice(0, 3).join(" | ")),
  ).toEqual(["ECED& 105 | Intro to Early Education | 5", "ECED& 132 | Child Development | 5"]);
});

test("terms printed as dates end on their last day", () => {
  const [row] = read(`
  Fall 2023   08/21/2023 - 12/15/2023
  ECE 1   Child Growth    3.0   A
`).rows.courses;
  expect(row?.fields.completedOn).toMatchObject({ value: "2023-12-15" });
  expect(row?.fields.completedOn?.confidence).toBeGreaterThan(0.9);
});

test("where no end is printed the usual one is proposed, marked as doubtful", () => {
  const [row] = read(`
  Spring 2022
  ECE 1   Child Growth    3.0   A
`).rows.courses;
  expect(row?.fields.completedOn).toMatchObject({ value: "2022-05-31" });
  expect(row?.fields.completedOn?.confidence).toBeLessThan(0.8);
});

test("a term goes on over the page", () => {
  expect(
    rowsOf(
      `
  Fall 2018
  ECE 1   Child Growth    3.0   A
`,
      `
  Page 2 of 2       Ruiz, Ana
  ECE 2   Curriculum      3.0   B
  Spring 2019
  ECE 3   Practicum       3.0   B
`,
    ).map((row) => row.split(" | ")[4]),
  ).toEqual(["Fall 2018", "Fall 2018", "Spring 2019"]);
});

test("head, standing, addresses and sums are no courses", () => {
  expect(
    rowsOf(`
  MERRITT VALLEY COLLEGE     500 CAMPUS DRIVE     OAKLAND CA 94619
  Student ID 0012345         Page 1 of 2          Issued 05 JUN 2021
  Fall 2019      Dean's List
  ECE 1   Child Growth    3.0   A
  TERM UNITS 3.0   GRADE POINTS 12.0   GPA 4.00
  CUM UNITS 3.0   GRADE POINTS 12.0   GPA 4.00
  DEGREE GPA 4.00   TOTAL 3.0
`),
  ).toEqual(["ECE 1 | Child Growth | 3 | A | Fall 2019 | completed"]);
});
