import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

const read = (text: string) =>
  readDocument({
    pages: pagesOfText(text),
    documentType: "training_certificate",
    jurisdiction: jurisdictionFor("california"),
    today: "2024-03-01",
  });

describe("hours of training", () => {
  test.each([
    ["for 1.5 hours of instruction", "1.5"],
    ["Contact hours: 3", "3"],
    ["0.3 CEU", "3"],
    ["for 0.15 CEUs (1.5 contact hours)", "1.5"],
    ["ninety minutes of professional development", "1.5"],
    ["2 hours and 30 minutes", "2.5"],
    ["two (2) clock hours", "2"],
    ["Total Hours        12.00", "12"],
    ["six and a half hours", "6.5"],
  ])("%s is %s", (line, hours) => {
    const text = `\n   This certifies that\n   Ana Ruiz\n   has completed the training\n   Safe Sleep\n   ${line}\n   on May 3, 2023\n`;
    expect(read(text).rows.trainingHours[0]?.fields.hours?.value).toBe(hours);
  });
});

test("a certificate whose words run on in sentences", () => {
  const reading = read(`
                 Council for Early Learning
                 CERTIFICATE OF ATTENDANCE

       This is to certify that Nguyễn Thị Hương has attended the workshop
       "Inclusive Classrooms: Small Changes" held on 3/4/2023 through 3/5/2023
       and earned 6 hours of professional development.

       Confirmation # CEL-20233
`);
  expect(reading.person?.value).toBe("Nguyễn Thị Hương");
  expect(reading.institution?.value).toBe("Council for Early Learning");
  expect(reading.rows.trainingHours[0]?.fields).toMatchObject({
    title: { value: "Inclusive Classrooms: Small Changes" },
    hours: { value: "6" },
    completedOn: { value: "2023-03-05" },
    certificateNumber: { value: "CEL-20233" },
  });
});

test("a list of trainings gives a row for each", () => {
  const rows = read(`
   Valley Resource & Referral Network
   Participant: Ana Ruiz
   Date         Training                           Hours
   01/15/2023   Emergent Curriculum 101             2.0
   02/18/2023   Safe Sleep                          1.5
   Total hours                                      3.5
`).rows.trainingHours;
  expect(
    rows.map(({ fields }) => [fields.title?.value, fields.hours?.value, fields.completedOn?.value]),
  ).toEqual([
    ["Emergent Curriculum 101", "2", "2023-01-15"],
    ["Safe Sleep", "1.5", "2023-02-18"],
  ]);
});

test("permits of other states by their own names and levels", () => {
  const massachusetts = readDocument({
    pages: pagesOfText(`
        Department of Early Education and Care
        EEC Professional Certification
        Name:            Ana Ruiz
        Level:           Lead Teacher (Infant-Toddler and Preschool)
        Certificate No:  123456
        Issue Date:      05/01/2020
`),
    documentType: "permit",
    jurisdiction: jurisdictionFor("massachusetts"),
    today: "2024-03-01",
  });
  expect(massachusetts.rows.credentials[0]?.fields).toMatchObject({
    name: { value: "professional_certification" },
    level: { value: "lead_teacher" },
    documentNumber: { value: "123456" },
    issuedOn: { value: "2020-05-01" },
  });
});
