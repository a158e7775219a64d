import { expect, test } from "vitest";
import type { DocumentType } from "#db/enums.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

const read = (documentType: DocumentType, text: string) =>
  readDocument({
    pages: pagesOfText(text),
    documentType,
    jurisdiction: jurisdictionFor("california"),
    today: "2024-03-01",
  });

const courses = (text: string) =>
  read("transcript", text).rows.courses.map(({ fields }) =>
    ["courseNumber", "title", "units", "grade", "term"].map((key) => fields[key]?.value || "–").join(" | "),
  );

test.each([
  ["  Legal Name: Ruiz, Ana M\n", "Ana M Ruiz"],
  ["  STUDENT:RUIZ, ANA M        ID:0012345\n", "ANA M RUIZ"],
  ["  Ruiz, Ana M.                      SID 0012345\n  12 Elm Street\n  Fresno, CA 93721\n", "Ana M. Ruiz"],
  ["  Student Transcript for Ana M. Ruiz\n", "Ana M. Ruiz"],
  ["  0012345   Ana M. Ruiz      Born 05/03/1984\n", "Ana M. Ruiz"],
  ["  Ana M. Ruiz\n  Student Name\n", "Ana M. Ruiz"],
])("a student named as %j", (head, name) => {
  expect(
    read(
      "transcript",
      `\n        Bay College\n   Official Academic Transcript\n\n${head}\n  Fall 2019\n  CD 1   Child Growth   3.0   A\n  CD 2   Child Family   3.0   B\n`,
    ).person?.value,
  ).toBe(name);
});

test("half units without a leading nought, hours of contact beside them", () => {
  expect(
    courses(`
  Fall Semester, 2011
  Course   Title                   Contact Hrs   Credit Hrs   Grade
  ECE 90   First Aid for Teachers           8           .50   CR
  ECE 91   Child Development               54          3.00   A
  ECE 92   Story Workshop                  27          1.50   B
`),
  ).toEqual([
    "ECE 90 | First Aid for Teachers | 0.5 | CR | Fall Semester, 2011",
    "ECE 91 | Child Development | 3 | A | Fall Semester, 2011",
    "ECE 92 | Story Workshop | 1.5 | B | Fall Semester, 2011",
  ]);
});

test("a year that touches the subject in the next column", () => {
  expect(
    courses(`
  Term        Subject No.   Course Title           Units   Grade
  Summer 2020CDEV     51A   Early Literacy          3.00   A
  Fall 2020   CDEV     28   Early Intervention      3.00   B
`),
  ).toEqual([
    "CDEV 51A | Early Literacy | 3 | A | Summer 2020",
    "CDEV 28 | Early Intervention | 3 | B | Fall 2020",
  ]);
});

test("terms framed by stars or dashes", () => {
  expect(
    courses(`
  *** FALL 2010 ***
  ECE 1    CHILD GROWTH     3.00   A
  ECE 2    CHILD FAMILY     3.00   B
  ---- SPRING 2011 ----
  ECE 3    CURRICULUM       3.00   A
  ECE 4    PRACTICUM        4.00   A
`).map((row) => row.split(" | ").pop()),
  ).toEqual(["Fall 2010", "Fall 2010", "Spring 2011", "Spring 2011"]);
});

test.each([
  [
    "This certificate is awarded to\n Ana Ruiz\n for the completion of the following training:\n Safe Sleep for Infants\n 2 hours\n Date: 3/4/2023",
    "Ana Ruiz | Safe Sleep for Infants | 2 | 2023-03-04",
  ],
  [
    "Attendee:   Ana Ruiz\n Session:    Safe Sleep for Infants\n Credit:     1.5 clock hours\n Session Date:  4 March 2023",
    "Ana Ruiz | Safe Sleep for Infants | 1.5 | 2023-03-04",
  ],
  [
    "is proud to recognize\n Ana Ruiz\n who attended\n Safe Sleep for Infants\n held on March 3 and 4, 2023\n Contact Hours Earned: 4.0",
    "Ana Ruiz | Safe Sleep for Infants | 4 | 2023-03-04",
  ],
])("a certificate that says %j", (text, expected) => {
  const reading = read(
    "training_certificate",
    `\n Valley Child Care Council\n CERTIFICATE OF COMPLETION\n\n ${text}\n`,
  );
  const fields = reading.rows.trainingHours[0]?.fields;
  expect(
    [reading.person, fields?.title, fields?.hours, fields?.completedOn]
      .map((field) => field?.value)
      .join(" | "),
  ).toBe(expected);
});

test("a transfer heading in the left column beside sums in the right one", () => {
  const rows = read(
    "transcript",
    `
  Bay College
  TRANSFER CREDIT ACCEPTED BY THE INSTITUTION:      Ehrs:   4.00   GPA: 3.25
  Spring 2018
  CDEV   4     Practicum              4.00   C
  PSYC   54    Art Appreciation       3.00   A
  INSTITUTION CREDIT:
  Fall 2018
  CDEV   7     Curriculum             3.00   A
`,
  ).rows.courses;
  expect(rows.map(({ fields }) => fields.state?.value)).toEqual(["transfer", "transfer", "completed"]);
});
