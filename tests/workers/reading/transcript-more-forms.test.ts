import { expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

/** `number | units | grade | term` of every row read. */
const rowsOf = (...pages: string[]): string[] =>
  readDocument({
    pages: pagesOfText(...pages),
    documentType: "transcript",
    jurisdiction: jurisdictionFor("connecticut"),
    today: "2024-03-01",
  }).rows.courses.map(({ fields }) =>
    ["courseNumber", "units", "grade", "term"].map((key) => fields[key]?.value ?? "–").join(" | "),
  );

test("a reference number in front, a section behind the number", () => {
  expect(
    rowsOf(`
  Fall 2017 Semester
  CRN    Course     Sec  Title                           Hrs   Grd   QPts
  12345  ECE 101    001  Introduction to Early Childhood  3.00  A    12.00
  20871  PSY 111    014  General Psychology I             3.00  B+    9.90
  20990  MAT 137    002  Intermediate Algebra             3.00  W     0.00
`),
  ).toEqual([
    "ECE 101 | 3 | A | Fall 2017 Semester",
    "PSY 111 | 3 | B+ | Fall 2017 Semester",
    "MAT 137 | 3 | W | Fall 2017 Semester",
  ]);
});

test("a header on two lines, attempted and earned under one word", () => {
  expect(
    rowsOf(`
  Spring 2016
                                          Credits  Credits          Grade
  Course     Title                        Att      Earn     Grade   Points
  HDF 101    Human Development            3.0      0.0      F        0.0
  HDF 203    Family Systems               3.0      3.0      B-       8.1
  ENG 110    Seminar in Writing           4.0      4.0      A       16.0
`),
  ).toEqual([
    "HDF 101 | 3 | F | Spring 2016",
    "HDF 203 | 3 | B- | Spring 2016",
    "ENG 110 | 4 | A | Spring 2016",
  ]);
});

test("newest term first, start and end of each course in columns", () => {
  expect(
    rowsOf(`
  Course No.  Course Name                   Start Date  End Date    Credit  Grade
  Fall 2021
  EDEC 1101   Child Growth                  08/23/2021  12/13/2021  3       A
  EDEC 1102   Health and Nutrition          08/23/2021  12/13/2021  3       B
  Summer 2021
  EDEC 1103   Family Partnerships           06/01/2021  07/30/2021  3       A
`),
  ).toEqual([
    "EDEC 1101 | 3 | A | Fall 2021",
    "EDEC 1102 | 3 | B | Fall 2021",
    "EDEC 1103 | 3 | A | Summer 2021",
  ]);
});

test("subjects spelled out, semesters counted", () => {
  expect(
    rowsOf(`
  First Semester 2012-13
  Child Development 101     Growth of the Young Child       3    A
  English 1A                Freshman Composition            3    B
  Second Semester 2012-13
  Psychology 41             Life-Span Psychology            3    C
`),
  ).toEqual([
    "Child Development 101 | 3 | A | Fall 2012",
    "English 1A | 3 | B | Fall 2012",
    "Psychology 41 | 3 | C | Spring 2013",
  ]);
});

test("numbers without a subject, as technical colleges print them", () => {
  expect(
    rowsOf(`
  Course       Title                               Cr   Grade
  2018 SPRING
  10-307-148   ECE: Foundations                    3    A
  10-307-151   ECE: Infant and Toddler             3    AB
  10-801-195   Written Communication               3    B
`).map((row) => row.split(" | ")[0]),
  ).toEqual(["10-307-148", "10-307-151", "10-801-195"]);
});

test("columns whose lines do not stand at one height, a heading high in the right one", () => {
  const left = [
    "Fall 2014",
    "ECE 1  Child Growth      3.0 A",
    "ECE 2  Curriculum        3.0 B",
    "Term GPA 3.50",
    "Spring 2015",
    "ECE 3  Practicum         4.0 A",
  ];
  const right = [
    "ECE 4  Infants           3.0 A",
    "Term GPA 4.00",
    "Fall 2015",
    "ECE 5  Toddlers          3.0 C",
    "ECE 6  Music             2.0 P",
  ];
  const lines: string[] = [];
  for (let at = 0; at < 6; at += 1) {
    lines.push(`  ${left[at]}`);
    lines.push(right[at] ? `${" ".repeat(46)}${right[at]}` : "");
  }
  expect(rowsOf(`\n${lines.join("\n")}`)).toEqual([
    "ECE 1 | 3 | A | Fall 2014",
    "ECE 2 | 3 | B | Fall 2014",
    "ECE 3 | 4 | A | Spring 2015",
    "ECE 4 | 3 | A | Spring 2015",
    "ECE 5 | 3 | C | Fall 2015",
    "ECE 6 | 2 | P | Fall 2015",
  ]);
});

test("three columns of short terms", () => {
  const term = (name: string, subject: string) => [
    name,
    `${subject} 10 Intro        3 A`,
    `${subject} 11 Practice     3 B`,
    `${subject} 12 Seminar      1 P`,
  ];
  const columns = [term("FALL 2010", "ECE"), term("SPRING 2011", "SOC"), term("FALL 2011", "ART")];
  const text = [0, 1, 2, 3]
    .map((row) => columns.map((column) => column[row]!.padEnd(34)).join(""))
    .join("\n");
  expect(rowsOf(`\n${text}`).map((row) => `${row.split(" | ")[0]} ${row.split(" | ")[3]}`)).toEqual([
    "ECE 10 Fall 2010",
    "ECE 11 Fall 2010",
    "ECE 12 Fall 2010",
    "SOC 10 Spring 2011",
    "SOC 11 Spring 2011",
    "SOC 12 Spring 2011",
    "ART 10 Fall 2011",
    "ART 11 Fall 2011",
    "ART 12 Fall 2011",
  ]);
});

test("a column of averages or contact hours is not taken for the units", () => {
  expect(
    rowsOf(`
  Winter 2019
  Course      Title                      Grade   GPA    Units   Grade Points
  CD 10A      Human Development          A-      3.70   4.0     14.8
  CD 10B      Observation                B       3.00   5.0     15.0
  CD 54       Art for Children           C+      2.30   3.0      6.9
`),
  ).toEqual([
    "CD 10A | 4 | A- | Winter 2019",
    "CD 10B | 5 | B | Winter 2019",
    "CD 54 | 3 | C+ | Winter 2019",
  ]);
});

test("courses in progress and withdrawn in words", () => {
  expect(
    rowsOf(`
  Spring 2024
  EDU 103    Creative Experiences     3.00   In Progress
  EDU 104    Child Health             3.00   Withdrawn
  EDU 105    Guidance                 3.00   In Progress
`),
  ).toEqual([
    "EDU 103 | 3 | IP | Spring 2024",
    "EDU 104 | 3 | W | Spring 2024",
    "EDU 105 | 3 | IP | Spring 2024",
  ]);
});

test("quarter units are told from semester units by the document's own words", () => {
  const system = (text: string) =>
    readDocument({
      pages: pagesOfText(text),
      documentType: "transcript",
      jurisdiction: jurisdictionFor("california"),
      today: "2024-03-01",
    }).rows.courses[0]?.fields.unitSystem?.value;
  expect(
    system("\n  Fall 2019\n  Course  Title     Qtr Units  Grade\n  CD 10   Growth        4.0     A\n"),
  ).toBe("quarter");
  expect(system("\n  Fall Quarter 2019\n  CD 10   Growth        4.0     A\n")).toBe("quarter");
  expect(system("\n  Fall 2019\n  CD 10   Growth        3.0     A\n")).toBe("semester");
});
